import { jest } from '@jest/globals';
import { ActivityCalendars } from '../src/activities/activity-calendars.service.js';
import type { ActivityContent } from '../src/activities/activity-content.rules.js';
import { ActivityKeeper } from '../src/activities/activity-keeper.service.js';
import { readQuestion } from '../src/activities/activity-question.rules.js';
import { DirectoryFiles } from '../src/activities/directory-files.service.js';
import { Organiser } from '../src/activities/organiser.entity.js';
import { anActivity, anActivityContent, anOrganiser } from './factories/activity.js';
import { AN_ORDINARY_DAY, startApp } from './support/app.js';
import type { TestApp } from './support/app.js';
import { polyglots } from './support/polyglots.js';

/** A Tuesday. */
const TODAY = '2026-05-12';
const WEEKLY = { weekday: 2, weeks: [], from: 13 * 60 + 30, to: 15 * 60 };

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  app.clock.set(AN_ORDINARY_DAY);
  await app.db.write((tx) => tx.sql`delete from activity`);
});

const get = (path: string) => app.browser().get(`/activities/${path}`).buffer(true);
const textOf = async (path: string) => (await get(path).expect(200)).text;
/** As readers do: lines are put together before anything else. */
const linesOf = (file: string) => file.replaceAll('\r\n ', '').split('\r\n');

/** Reads a file as a spreadsheet does, into rows by the names of the first line. */
function tableOf(csv: string): Record<string, string>[] {
  expect(csv.startsWith('\uFEFF')).toBe(true);
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') rows.push([]);
  }
  rows.pop();
  const [names, ...values] = rows;
  return values.map((row) => {
    expect(row).toHaveLength(names!.length);
    return Object.fromEntries(row.map((value, at) => [names![at]!, value]));
  });
}

describe('calendars', () => {
  it('have the times of one activity, with its place and its page, and none that is off', async () => {
    const { id } = await anActivity(app, {
      title: '{火曜|かようび}の会',
      times: {
        regular: [WEEKLY],
        dates: [{ day: '2026-05-16', from: 10 * 60, to: 11 * 60 }],
        off: ['2026-05-19'],
        note: '',
      },
    });
    const { headers, text } = await get(`${id}/calendar.ics`).expect(200);
    expect(headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(headers['content-disposition']).toBe('attachment; filename="activity.ics"');
    const lines = linesOf(text);
    expect(lines.filter((line) => line.startsWith('DTSTART')).slice(0, 3)).toEqual([
      'DTSTART:20260512T043000Z',
      'DTSTART:20260516T010000Z',
      'DTSTART:20260526T043000Z',
    ]);
    expect(lines).toContain(`UID:${id}-20260512-1330`);
    expect(lines).toContain('SUMMARY:火曜の会');
    expect(lines).toContain('LOCATION:見本市民館 2階 和室 見本市見本町2-1');
    expect(lines).toContain(`URL:${app.config.origin}/activities/${id}`);
    expect(text).not.toMatch(/RRULE|かようび/);
  });

  it('have what fits the same question as the list, for the next two months', async () => {
    await anActivity(app, { title: '北の会', area: 'kita' });
    await anActivity(app, { title: '南の会', area: 'minami' });
    const of = async (query: string) => linesOf(await textOf(`calendar.ics${query}`));
    const all = await of('');
    expect(all.filter((line) => line.startsWith('UID:'))).toHaveLength(18);
    expect(all[4]).toBe('X-WR-CALNAME:活動の予定');
    const north = await of('?area=kita');
    expect(north).toContain('SUMMARY:北の会');
    expect(north).not.toContain('SUMMARY:南の会');
    expect((await of('?q=nothing')).filter(Boolean)).toHaveLength(6);
  });

  it('are not offered for what has no times', async () => {
    const { id } = await anActivity(app, {
      times: { regular: [], dates: [], off: [], note: 'お知らせします。' },
    });
    const entry = await textOf(id);
    expect(entry).toContain(`/activities/${id}/leaflet`);
    expect(entry).not.toContain(`/activities/${id}/calendar.ics`);
    const other = await anActivity(app);
    expect(await textOf(other.id)).toContain(`/activities/${other.id}/calendar.ics`);
    const list = await app.browser().get('/activities?area=kita').expect(200);
    expect(list.text).toContain('/activities/calendar.ics?area&#x3D;kita');
  });

  it('say that an activity was not confirmed for long', async () => {
    const { id } = await anActivity(app, { confirmedOn: '2026-01-20' });
    expect(await textOf(`${id}/calendar.ics`)).toContain('DESCRIPTION:（未確認');
  });

  it('know nothing of what the public does not see', async () => {
    const closed = await anActivity(app, { title: '終わった会', isClosed: true });
    const hidden = await anActivity(app, { title: '隠れた会', confirmedOn: '2025-11-01' });
    for (const { id } of [closed, hidden, { id: 'x' }]) {
      await get(`${id}/calendar.ics`).expect(404);
      await get(`${id}/leaflet`).expect(404);
    }
    for (const path of ['calendar.ics', 'feed.xml', 'open-data/activities.csv', 'open-data/events.csv'])
      expect(await textOf(path)).not.toMatch(/終わった会|隠れた会/);
  });
});

describe('the feed', () => {
  it('tells of new and changed activities, the last ones first', async () => {
    const old = await anActivity(app, { title: '{前|まえ}からの会' });
    app.clock.advance(60_000);
    const young = await anActivity(app, { title: '新しい会' });
    app.clock.advance(60_000);
    await change(old.id, { title: '{前|まえ}からの会' });
    const { headers, text } = await get('feed.xml').expect(200);
    expect(headers['content-type']).toBe('application/rss+xml; charset=utf-8');
    const titles = [...text.matchAll(/<title>(.*?)<\/title>/g)].map(([, title]) => title);
    expect(titles.slice(1)).toEqual(['前からの会', '新しい会']);
    const ids = [...text.matchAll(/urn:uuid:([^<]+)</g)].map(([, id]) => id);
    expect(ids).toEqual([old.id, young.id]);
    expect(text).toContain('案内が変わりました。');
    expect(text).toContain('<pubDate>Tue, 12 May 2026 01:02:00 GMT</pubDate>');
    expect(text).toContain(`href="${app.config.origin}/activities/feed.xml" rel="self"`);
  });

  it('is read whatever strangers typed', async () => {
    for (const [at, text] of polyglots.entries())
      await anActivity(app, { title: [...text].slice(0, 55).join('') + String(at), summary: text });
    const feed = await textOf('feed.xml');
    // Outside of tags and the five entities no sign of markup is left.
    const rest = feed
      .replace(
        /<\/?(?:rss|channel|item|guid|title|link|description|pubDate|language|lastBuildDate|atom:link|\?xml)\b[^<>]*>/g,
        '',
      )
      .replace(/&(?:amp|lt|gt|quot|#39);/g, '');
    expect(rest).not.toMatch(/[<>&]/);
    for (const path of ['calendar.ics', 'open-data/activities.csv']) await get(path).expect(200);
  });
});

describe('files that are looked up again', () => {
  const PATHS = ['calendar.ics', 'feed.xml', 'open-data/activities.csv', 'open-data/events.csv'];

  it.each(PATHS)('%s is sent again only when it is another one', async (path) => {
    const organiser = await anOrganiser(app);
    const { id } = await anActivity(app, { organiser });
    let tag = '';
    const isOther = async () => {
      const { status, headers, text } = await get(path).set('if-none-match', tag);
      tag = headers.etag as string;
      expect(headers['cache-control']).toBe('no-cache');
      expect(text === '').toBe(status === 304);
      // A cache between takes what is said here for true of the file that it has.
      if (status === 304) expect(headers['content-length']).toBeUndefined();
      return status === 200;
    };
    expect(await isOther()).toBe(true);
    expect(await isOther()).toBe(false);
    await change(id, { summary: '変わった案内です。' });
    expect(await isOther()).toBe(true);
    await app.db.write((tx) => tx.update(Organiser, { id: organiser.id }, { name: '新しい名前の会' }));
    expect(await isOther()).toBe(true);
    const other = await anActivity(app);
    expect(await isOther()).toBe(true);
    await app.db.write((tx) => app.get(ActivityKeeper).close(tx, other.id));
    expect(await isOther()).toBe(true);
    expect(await isOther()).toBe(false);
    app.clock.advance(24 * 60 * 60_000);
    expect(await isOther()).toBe(true);
    await app.db.write((tx) => app.get(ActivityKeeper).confirm(tx, id));
    expect(await isOther()).toBe(true);
  });

  it.each(PATHS)('%s has a head', async (path) => {
    await anActivity(app);
    const { headers, text } = await app.browser().head(`/activities/${path}`).expect(200);
    expect(headers.etag).toMatch(/^W\/"/);
    expect(headers['content-length']).toBeUndefined();
    expect(text ?? '').toBe('');
  });

  it('one calendar is another file than the next question', async () => {
    const tagOf = async (query: string) => (await get(`calendar.ics${query}`)).headers.etag as string;
    const tags = [
      await tagOf(''),
      await tagOf('?area=kita'),
      await tagOf('?area=minami'),
      await tagOf('?area=?'),
    ];
    expect(new Set(tags).size).toBe(3);
    expect(tags[3]).toBe(tags[0]);
  });
});

describe('open data', () => {
  it('has a line for each activity', async () => {
    const organiser = await anOrganiser(app, {
      name: '{見本|みほん}の会',
      email: 'secret@example.jp',
      phone: '090-1111-2222',
    });
    const { id } = await anActivity(app, {
      organiser,
      title: '{火曜|かよう}のお{茶|ちゃ}の{会|かい}',
      audienceNote: 'はじめての人も。',
      yen: 300,
      costNote: 'お菓子代です。',
    });
    const { headers, text } = await get('open-data/activities.csv').expect(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toBe('attachment; filename="activities.csv"');
    expect(tableOf(text)).toEqual([
      expect.objectContaining({
        ID: id,
        名称: '火曜のお茶の会',
        名称_カナ: 'カヨウノオチャノカイ',
        所在地_連結表記: '見本市見本町2-1',
        '建物名等(方書)': '見本市民館 2階 和室',
        団体名: '見本の会',
        利用可能曜日: '火',
        開始時間: '13:30',
        終了時間: '15:00',
        利用可能日時特記事項: '毎週火曜日 13時30分から15時まで\n祝日はお休みです。',
        バリアフリー情報: '段差なしで入れる・静かな部屋・付きそいの人と来てよい',
        '連絡先備考（その他、SNSなど）': '見本市ピアサポート協議会 事務局（電話 000-000-0000）',
        URL: `${app.config.origin}/activities/${id}`,
        料金: '300',
        活動の形: '話す・聴くだけでもよい',
        地域: '中央',
        場所の形: '会場',
        最終確認日: TODAY,
        確認の状態: '確認ずみ',
        電話番号: '',
        緯度: '',
      }),
    ]);
    expect(text).not.toMatch(/secret@|090-1111/);
    expect(await textOf('open-data/events.csv')).not.toMatch(/secret@|090-1111/);
  });

  it('has a line for each time of the next 90 days, today among them', async () => {
    const { id } = await anActivity(app, {
      times: {
        regular: [WEEKLY],
        dates: [
          { day: '2026-08-09', from: 9 * 60, to: 10 * 60 },
          { day: '2026-08-10', from: 9 * 60, to: 10 * 60 },
        ],
        off: ['2026-05-19'],
        note: '',
      },
      contact: '{会|かい}の受付 0000-00-0000',
      access: { parking: 'no' },
    });
    const rows = tableOf(await textOf('open-data/events.csv'));
    expect(rows).toHaveLength(13);
    expect(rows[0]).toMatchObject({
      ID: `${id}-20260512-1330`,
      イベント名: '火曜のお茶の会',
      イベント名_カナ: '',
      開始日: TODAY,
      終了日: TODAY,
      開始時間: '13:30',
      終了時間: '15:00',
      説明: '同じような経験の人が、お茶を飲みながら話します。',
      '料金(基本)': '0',
      連絡先名称: '会の受付 0000-00-0000',
      連絡先電話番号: '',
      主催者: '見本の会',
      場所名称: '見本市民館 2階 和室',
      駐車場情報: 'なし',
      参加申込方法: '申しこみは、いりません。',
      活動のID: id,
    });
    expect(rows.at(-1)).toMatchObject({ 開始日: '2026-08-09' });
    expect(new Set(rows.map(({ ID }) => ID)).size).toBe(rows.length);
  });

  it('holds no formula, whatever was typed', async () => {
    const attacks = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1', '"=1', "'=1"];
    for (const attack of attacks)
      await anActivity(app, {
        title: attack,
        venue: attack,
        way: attack,
        contact: attack,
        firstTime: attack,
      });
    for (const file of ['activities', 'events']) {
      const cells = tableOf(await textOf(`open-data/${file}.csv`)).flatMap((row) => Object.values(row));
      expect(cells.filter((cell) => /^[\s"]*[=+\-@＝]/.test(cell))).toEqual([]);
      expect(cells).toContain("'=1+1");
    }
  });

  it('has the code of the municipality where there is one', async () => {
    const { council } = app.config;
    const activities = { ...council.activities, municipalityCode: '011002' };
    const other = await startApp({ config: { council: { ...council, activities } } });
    try {
      await anActivity(other);
      const { text } = await other
        .browser()
        .get('/activities/open-data/activities.csv')
        .buffer(true)
        .expect(200);
      expect(tableOf(text)[0]).toMatchObject({ 全国地方公共団体コード: '011002' });
    } finally {
      await other.close();
    }
  });

  it('is there when nothing is listed', async () => {
    for (const file of ['activities', 'events'])
      expect(tableOf(await textOf(`open-data/${file}.csv`))).toEqual([]);
    expect(await textOf('feed.xml')).not.toContain('<item>');
    expect(linesOf(await textOf('calendar.ics')).filter(Boolean)).toHaveLength(6);
  });

  it('reads everything a part at a time', async () => {
    const organiser = await anOrganiser(app);
    const content = anActivityContent();
    await app.db.write(async (tx) => {
      for (let count = 0; count < 230; count += 1)
        await app.get(ActivityKeeper).publish(tx, organiser.id, content);
    });
    const rows = tableOf(await textOf('open-data/activities.csv'));
    expect(new Set(rows.map(({ ID }) => ID)).size).toBe(230);
    expect(tableOf(await textOf('open-data/events.csv'))).toHaveLength(230 * 13);
    const read = jest.spyOn(app.db, 'sql');
    const uids = linesOf(await textOf('calendar.ics')).filter((line) => line.startsWith('UID:'));
    expect(new Set(uids).size).toBe(230 * 9);
    // Whether it is another one, what there is, and three parts of it.
    expect(read).toHaveBeenCalledTimes(5);
    read.mockRestore();
    for (const make of [
      () => app.get(ActivityCalendars).ofMany(readQuestion({}, [])),
      () => app.get(DirectoryFiles).activities(),
      () => app.get(DirectoryFiles).events(),
    ]) {
      let [turns, size, isRead] = [0, 0, false];
      const turn = () => {
        turns += 1;
        if (!isRead) setImmediate(turn);
      };
      setImmediate(turn);
      for await (const part of make()) size += (part as Buffer).length;
      isRead = true;
      // Whoever waits meanwhile has a turn again and again, however fast database and reader are.
      expect(turns).toBeGreaterThanOrEqual(Math.max(2, Math.floor(size / 128 / 1024)));
    }
    expect([...(await textOf('feed.xml')).matchAll(/<item>/g)]).toHaveLength(50);
  });

  it('is described, column by column, in both languages', async () => {
    const browser = app.browser();
    const names = (await textOf('open-data/activities.csv')).slice(1).trim().split(',');
    const { text } = await browser.get('/activities/open-data').expect(200);
    for (const name of names) expect(text).toContain(name);
    expect(text).toContain('CC BY 4.0');
    expect(text).toContain(app.config.council.name);
    const { text: english } = await browser
      .get('/activities/open-data')
      .set('cookie', 'ui=lang=en')
      .expect(200);
    expect(english).toContain('Open data of activities');
    expect(english).toContain('<dt lang="ja">名称_カナ</dt>');
  });
});

describe('the leaflet', () => {
  it('says what matters on one sheet, and leads to the entry', async () => {
    const { id } = await anActivity(app, { title: '{火曜|かよう}の会' });
    const { text } = await get(`${id}/leaflet`).expect(200);
    expect(text).toContain('<h1>火曜の会</h1>');
    for (const words of [
      '毎週火曜日 13時30分から15時まで',
      '見学だけでも、だいじょうぶです',
      '無料です',
      '000-000-0000',
      '2026年5月12日',
    ])
      expect(text).toContain(words);
    expect(text).toContain('だれに渡したかは、どこにも記録されません');
    expect(text).toContain(`${app.config.origin.replace(/^https?:\/\//, '')}/activities`);
  });

  it('is in easy words with readings for who chose them', async () => {
    const { id } = await anActivity(app);
    const { text } = await get(`${id}/leaflet`).set('cookie', 'ui=words=easy').expect(200);
    expect(text).toContain('<ruby>茶<rp>');
    expect(text).toContain('をのみながら');
    expect(text).not.toContain('同じような経験の人が');
  });

  it('shows what strangers typed as it stands, and nothing else', async () => {
    const attacks = polyglots.filter((text) => /<[a-z!/]/i.test(text));
    expect(attacks.length).toBeGreaterThan(10);
    for (const text of attacks) {
      const said = [...text].slice(0, 60).join('');
      const organiser = await anOrganiser(app, { name: said });
      const whole = { summary: text, easy: text, venue: text, way: text, costNote: text, contact: text };
      const { id } = await anActivity(app, {
        organiser,
        title: said,
        ...whole,
        firstTime: text,
        leaving: text,
      });
      for (const words of ['normal', 'easy']) {
        const answer = await get(`${id}/leaflet`).set('cookie', `ui=words=${words}`).expect(200);
        expect(answer.text).not.toContain(said);
        expect(answer.text).not.toMatch(/<(?:script>|iframe|math|body on|img src=x|svg on)/);
      }
    }
  });

  it('leaves no trace', async () => {
    const { id } = await anActivity(app);
    const written = jest.spyOn(app.db, 'write');
    await get(`${id}/leaflet`).expect(200);
    expect(written).not.toHaveBeenCalled();
    written.mockRestore();
  });

  it('asks to look again at what was not confirmed for long', async () => {
    const { id } = await anActivity(app, { confirmedOn: '2026-01-20' });
    expect(await textOf(`${id}/leaflet`)).toContain('未確認です');
  });
});

async function change(id: string, content: Partial<ActivityContent>): Promise<void> {
  const [row] = await app.db.sql<{ version: number }>`select version from activity where id = ${id}`;
  const keeper = app.get(ActivityKeeper);
  await app.db.write((tx) =>
    keeper.change(tx, id, { seen: row!.version, content: anActivityContent(content) }),
  );
}
