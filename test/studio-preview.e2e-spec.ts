import { existsSync } from 'node:fs';
import { sampleTrack } from '../src/studio/sample-track.js';
import { DraftFiles } from '../src/studio/draft-files.service.js';
import { fileHref } from '../src/studio/draft-href.rules.js';
import { DraftService } from '../src/studio/draft.service.js';
import type { DraftHead } from '../src/studio/draft.service.js';
import { previewOfLineHref } from '../src/studio/preview-place.rules.js';
import { PreviewBounds, Previews } from '../src/studio/previews.service.js';
import type { Me } from '../src/web/me.js';
import { aCohort, aFacilitator } from './factories/cohort.js';
import {
  aCourse,
  aLesson,
  aModule,
  aQuestion,
  aQuiz,
  aReflection,
  aSession,
  words,
} from './factories/course.js';
import { aDialogue } from './factories/dialogue.js';
import { published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import type { KnownPerson } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { changed, contentsOf } from './support/contents.js';
import { polyglots } from './support/polyglots.js';

const CANARY = 'せいかいのせつめい';
const question = (id: string) =>
  aQuestion(id, {
    choices: (['right', 'wrong'] as const).map((mark) => ({
      mark,
      text: words(mark === 'right' ? 'あたり' : 'はずれ'),
      feedback: words(CANARY + mark),
      ...{ easy: null, feedbackEasy: null, misconception: null, score: mark === 'right' ? 1 : 0 },
    })),
  });
const course = aCourse({
  id: 'jissen',
  code: 'JIS',
  title: '実践の講座',
  requires: ['nyumon'],
  order: 'in-order',
  modules: [
    aModule('a', [
      aLesson('yomu', { body: { lead: words('{{title}} <b>そのまま</b>'), sections: [] } }),
      aQuiz('toi', [question('q1'), question('q2')], { shuffle: false }),
    ]),
    aModule('b', [aDialogue({ id: 'hanasu' }), aReflection('omou'), aSession('kai', 3)]),
  ],
});

let app: TestApp;
let hash: string;
let base: string;
let author: KnownPerson;
let browser: Browser;
const asMe = ({ id, displayName }: KnownPerson, role = 'facilitator') =>
  ({ personId: id, role, displayName }) as unknown as Me;

beforeAll(async () => {
  app = await startApp();
  ({ hash } = await published(app, course));
  author = await aFacilitator(app, await aCohort(app, { trackId: 'jissen' }));
  browser = await signIn(app, author);
  base = `/studio/editions/${hash}/preview`;
});
afterAll(() => (app as TestApp | null)?.close());

/** Where the links of a page lead. */
const linksOf = (html: string) =>
  [...html.matchAll(/(?:href|action)="([^"]*)"/g)].map(([, href]) =>
    href!.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&'),
  );
const follow = async (path: string) => {
  const led = await browser.get(path).expect(303);
  return browser.get(led.headers.location!);
};

describe('the preview of an edition', () => {
  it('says as whom one can look, and why not', async () => {
    const { text } = await browser.get(base).expect(200);
    expect(linksOf(text)).toContain('/studio/tracks/jissen/editions');
    expect(text).toContain('見本をやめて版の一覧にもどる');
    for (const state of ['はじめて', '半分まで', '2回まちがえた', 'まだ始まりません', '修了した'])
      expect(text).toContain(state);
    const free = await published(app, aCourse({ id: 'nyumon', modules: [aModule('m', [aLesson('l')])] }));
    await aCohort(app, { trackId: 'nyumon' });
    const admin = await signIn(app, await aPerson(app, { roles: ['administrator'] }));
    const { text: other } = await admin.get(`/studio/editions/${free.hash}/preview`).expect(200);
    expect(other).toContain('まちがえることのある問いが、この講座にはありません。');
    expect(other).toContain('開かないところがありません');
    for (const path of ['/locked', '/locked/home', '/twice'])
      await admin
        .get(`/studio/editions/${free.hash}/preview${path}`)
        .expect(303)
        .expect('location', `/studio/editions/${free.hash}/preview`);
  });

  it.each([
    ['first', 'これから'],
    ['half', '終わりました'],
    ['twice', 'はずれ'],
    ['locked', '入門'],
    ['completed', '修了'],
  ])('shows the screens of somebody in the state %s', async (state, words) => {
    const shown = await follow(`${base}/${state}`);
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('aria-label="見本の表示"');
    expect(shown.text).toContain('見本の人');
    expect(shown.text).toContain(words);
  });

  it('keeps every link and form inside, and sets no cookie', async () => {
    const shown = await browser.get(`${base}/first/path/jissen`).expect(200);
    const out = linksOf(shown.text).filter(
      (href) =>
        href.startsWith('/') &&
        href !== '/studio' &&
        !href.startsWith('/studio/') &&
        !href.startsWith('/assets/'),
    );
    expect(out).toEqual([]);
    expect(shown.headers['set-cookie']).toBeUndefined();
    expect(shown.headers['content-security-policy']).toContain("frame-ancestors 'none'");
  });

  it('lets one learn there, and writes nothing of it', async () => {
    const before = await contentsOf(app);
    const at = `${base}/first`;
    const post = (path: string, form: object = {}) =>
      browser
        .post(at + path)
        .type('form')
        .send({ _key: crypto.randomUUID(), ...form });
    const lesson = await browser.get(`${at}/learn/jissen/a/yomu`).expect(200);
    expect(lesson.text).toContain('{{title}}');
    await post('/quiz/jissen/a/toi/start').expect(303).expect('location', `${at}/quiz/jissen/a/toi/1`);
    const asked = await browser.get(`${at}/quiz/jissen/a/toi/1`).expect(200);
    expect(asked.text).not.toContain(CANARY);
    const empty = await post('/quiz/jissen/a/toi/1').expect(422);
    expect(empty.text).toContain('aria-label="見本の表示"');
    const chosen = /name="([^"]+)" value="0"/.exec(asked.text)![1]!;
    const attempt = /name="attempt" value="(\d+)"/.exec(asked.text)?.[1];
    const led = await post('/quiz/jissen/a/toi/1', { [chosen]: '0', ...(attempt ? { attempt } : {}) }).expect(
      303,
    );
    const told = await browser.get(led.headers.location!).expect(200);
    expect(told.text).toContain(CANARY);
    await post('', { act: 'day', at: '/home' }).expect(303);
    await browser.get(`${base}/first.calm.xl.ruby/home`).expect(200);
    await browser.get(`${base}/first.in-print/home`).expect(200);
    await browser.head(`${at}/learn/jissen/a/yomu`).expect(200);
    await post('', { act: 'reset', at: '/home' }).expect(303);
    expect(changed(before, await contentsOf(app))).toEqual([]);
  });

  it('passes a day once for one press, and puts everything back', async () => {
    const day = () =>
      browser
        .post(`${base}/half`)
        .type('form')
        .send({ _key: 'k'.repeat(20), act: 'day', at: '/path/jissen' });
    const led = await day().expect(303);
    expect(led.headers.location).toBe(`${base}/half/path/jissen?preview=day`);
    await day().expect(303);
    expect((await browser.get(led.headers.location!)).text).toContain('1日進めました');
    const reset = { _key: crypto.randomUUID(), act: 'reset', at: '/home' };
    const back = await browser.post(`${base}/half`).type('form').send(reset).expect(303);
    expect(back.headers.location).toBe(`${base}/half/path/jissen?preview=reset`);
    expect((await browser.get(back.headers.location!)).text).toContain('はじめの状態に戻しました。');
    expect((await browser.get(`${base}/half/path/jissen`)).text).not.toContain('日進めました');
  });

  it('shows it with other looks, and in frames as wide as a phone or a sheet', async () => {
    const calm = await browser.get(`${base}/first.dark.xl.ruby.easy/path/jissen`).expect(200);
    expect(calm.text).toMatch(/<html lang="ja" data-theme="dark" data-size="xl" class="ruby">/);
    const phone = await browser.get(`${base}/first.phone/path/jissen`).expect(200);
    expect(phone.text).toContain(`<iframe src="${base}/first.in-phone/path/jissen"`);
    expect(phone.headers['content-security-policy']).toContain("frame-src 'self'");
    const inside = await browser.get(`${base}/first.in-print/path/jissen`).expect(200);
    expect(inside.headers['content-security-policy']).toContain("frame-ancestors 'self'");
    expect(inside.text).toContain('/studio/preview/print.css');
    const look = await browser.get('/studio/preview/print.css').expect(200);
    expect(look.text).toContain('@media all');
    expect(look.headers['cache-control']).toBe('private, max-age=600');
    expect(look.headers['set-cookie']).toBeUndefined();
    expect(look.text).not.toMatch(/url\(|@import/);
  });

  it('has one address for each look, and none for what is no look', async () => {
    const admin = await signIn(app, await aPerson(app, { roles: ['administrator'] }));
    await admin.get(`${base}/first.pink/home`).expect(404);
    await admin.get(`${base}/nobody/home`).expect(404);
    await admin.get(`${base}/first.ruby.dark/home`).expect(404);
  });

  it('opens nothing that is no part of a course', async () => {
    for (const path of ['/certificates', '/settings', '/logout', '/verify', '/login', '/studio'])
      expect((await browser.get(`${base}/first${path}`).expect(200)).text).toContain(
        '見本では開かないページです',
      );
    await browser.get(`${base}/first/learn/jissen/a/nothing`).expect(404);
    await browser.get(`${base}/first//evil.example/`).expect(404);
  });

  it('is there for authors of the track only', async () => {
    const stranger = await signIn(app, await aFacilitator(app));
    const trainee = await signIn(app, await aPerson(app));
    for (const path of ['', '/first', '/first/home', '/first.phone/home']) {
      await stranger.get(base + path).expect(404);
      await trainee.get(base + path).expect(404);
    }
    await stranger.post(`${base}/first`).type('form').send({ act: 'reset', at: '/home' }).expect(404);
    await stranger.post(`${base}/first/quiz/jissen/a/toi/start`).type('form').send({}).expect(404);
    await app
      .browser()
      .get(`${base}/first/home`)
      .expect(303, /login|^$/);
    await browser
      .post(`${base}/first/pause`)
      .set('sec-fetch-site', 'cross-site')
      .type('form')
      .send({})
      .expect(403);
  });
});

describe('a preview of an edition that is asked for in other ways', () => {
  it.each(['multipart/form-data; boundary=x', 'application/json', 'text/plain'])(
    'takes no body of the type %s',
    async (type) => {
      for (const path of ['/first', '/first/quiz/jissen/a/toi/start', '/first/logout'])
        await browser
          .post(base + path)
          .set('content-type', type)
          .send('x')
          .expect(415);
    },
  );

  it('refuses a form that does not come from our pages', async () => {
    for (const path of ['/first', '/first/quiz/jissen/a/toi/start', '/first/logout']) {
      await browser
        .post(base + path)
        .unset('sec-fetch-site')
        .type('form')
        .send({})
        .expect(403);
      await browser
        .post(base + path)
        .unset('sec-fetch-site')
        .set('origin', 'https://evil.example')
        .type('form')
        .send({})
        .expect(403);
    }
  });

  it('has no other methods, and a calm answer for addresses of any length', async () => {
    for (const ask of ['put', 'patch', 'delete'] as const)
      expect((await browser[ask](`${base}/first/home`)).status).toBe(404);
    for (const length of [200, 9_000]) {
      await browser.get(`${base}/first/learn/jissen/${'a'.repeat(length)}`).expect(404);
      await browser.get(`${base}/${'a'.repeat(length)}/home`).expect(404);
      await browser.get(`${base}/first/path/jissen?q=${'a'.repeat(length)}`).expect(200);
    }
  });

  it('lets nothing through of headers, in either direction', async () => {
    const shown = await browser
      .get(`${base}/first/home`)
      .set('x-forwarded-host', 'evil.example')
      .set('x-forwarded-proto', 'javascript')
      .set('sec-purpose', 'evil.example')
      .set('accept-language', 'evil')
      .expect(200);
    expect(shown.text).not.toContain('evil');
    expect(shown.headers['set-cookie']).toBeUndefined();
    expect(shown.headers['cache-control']).toBe('no-store');
    expect(shown.headers['x-content-type-options']).toBe('nosniff');
  });

  it.each([
    ['first/home', 'none'],
    ['first.phone/home', 'none'],
    ['first.in-phone/home', 'self'],
    ['first.in-print/home', 'self'],
    ['first.in-phone/settings', 'self'],
    ['first.in-phone/learn/jissen/a/nai', 'self'],
    ['first.in-print/path/jissen', 'self'],
  ])('may stand in a frame of ours or in none: %s', async (path, who) => {
    const policy = (await browser.get(`${base}/${path}`)).headers['content-security-policy']!;
    expect(policy.match(/frame-ancestors [^;]*/g)).toEqual([`frame-ancestors '${who}'`]);
    expect(policy).toContain("base-uri 'none'");
    expect(policy).toContain("default-src 'none'");
  });

  it('has trainees of their own for two who look, and one for two tabs', async () => {
    const other = await signIn(app, await aPerson(app, { roles: ['administrator'] }));
    const day = (who: Browser) =>
      who
        .post(`${base}/half`)
        .type('form')
        .send({ _key: crypto.randomUUID(), act: 'day', at: '/path/jissen' })
        .expect(303);
    await Promise.all([day(browser), day(browser)]);
    const days = async (who: Browser) =>
      /(\d+)日進めました/.exec((await who.get(`${base}/half/path/jissen`)).text)?.[1];
    expect([await days(browser), await days(other)]).toEqual(['2', undefined]);
    const start = () =>
      browser
        .post(`${base}/completed/quiz/jissen/a/toi/start`)
        .type('form')
        .send({ _key: crypto.randomUUID() });
    expect((await Promise.all([start(), start(), start()])).map(({ status }) => status)).toEqual([
      303, 303, 303,
    ]);
  });

  it('leads nobody away by what a form says about where it was', async () => {
    for (const at of [
      '//evil.example',
      'javascript:alert(1)',
      '/home/../../../../../logout',
      '/\\evil',
      '/settings',
    ])
      await browser
        .post(`${base}/first`)
        .type('form')
        .send({ _key: crypto.randomUUID(), act: 'day', at })
        .expect(303)
        .expect('location', `${base}/first/home?preview=day`);
  });
});

describe('the preview of a draft', () => {
  const MODULE = 'shitagaki/01-hajime.yaml';
  const QUESTIONS = `- quiz: kuji
  title: くじの問い
  draw: 1
  questions:
  - true-false: ichi
    ask: 1つ目ですか。
    answer: ○
    feedback: 1つ目でした。
  - true-false: ni
    ask: 2つ目ですか。
    answer: ○
    feedback: 2つ目でした。
- dialogue: yoru
  title: 夜のメッセージ
  opening: 仲間から、夜に連絡が来ます。
  start: todoku
  scenes:
    todoku:
      says: 長いメッセージが届きました。
      you:
      - say: 明日の昼に返します。
        go: matsu
        effect: {connection: 1, burden: -1}
      - say: すぐに長い返事を書きます。
        go: yonaka
        effect: {connection: 1, burden: 2}
    matsu:
      says: 昼まで待ってくれました。
      end: good
      closing: 返せる時間を、2人が知っています。
    yonaka:
      says: 夜中の1時まで続きました。
      you:
      - say: 次は時間を決めます。
        go: matsu
      - say: だまって休みます。
        when: {burden: ">1"}
        go: hanareru
    hanareru:
      says: 話しにくくなりました。
      end: hard
      closing: 決めなおすことは、いつでもできます。
      mend: yonaka
`;
  const filesOf = () =>
    sampleTrack({ id: 'shitagaki' }).map((one) =>
      one.path === MODULE
        ? { ...one, bytes: Buffer.concat([Buffer.from(one.bytes), Buffer.from(QUESTIONS)]) }
        : one,
    );
  const lineOf = (text: string) =>
    1 +
    Buffer.from(filesOf().find(({ path }) => path === MODULE)!.bytes)
      .toString()
      .split('\n')
      .findIndex((line) => line.includes(text));
  const NOT_EXACT = 'すぐに開けないので、はじめのところを出しています';
  const draftOf = (me: KnownPerson, files = filesOf()) =>
    app.db.write((tx) =>
      app.get(DraftService).create(tx, asMe(me), { trackId: 'shitagaki', basedOn: null, files }),
    );
  let draft: DraftHead;
  beforeAll(async () => {
    draft = await draftOf(author);
  });

  it('goes from a line of the file to its screen, and back', async () => {
    const path = 'shitagaki/track.yaml';
    const files = await app.get(DraftFiles).list(draft);
    const module = files.find((one) => one.path !== path && one.path.startsWith('shitagaki/'))!.path;
    const led = await browser.get(previewOfLineHref(draft.id, { path: module, line: 30 })).expect(303);
    const shown = await browser.get(led.headers.location!).expect(200);
    const back = linksOf(shown.text).find((href) => href.includes('/files/'))!;
    expect(back).toContain(fileHref(draft.id, module));
    expect(shown.text).toContain('この画面のYAMLの行へ');
  });

  const backOf = (text: string) => linksOf(text).find((href) => href.includes('/files/'));
  const placed = (place: string) =>
    `/studio/drafts/${draft.id}/preview/at?place=${encodeURIComponent(place)}`;

  it.each([
    ['a question', 'hajime/kakunin#junban', 'put-in-order: junban', '順に並べてください'],
    ['a scene at the beginning', 'hajime/yoru#todoku', 'todoku:', '長いメッセージが届きました'],
    ['a scene behind a condition', 'hajime/yoru#hanareru', 'hanareru:', '話しにくくなりました'],
  ])('goes to %s, by its place and by its line, and back to that line', async (_, place, begins, words) => {
    const line = lineOf(begins);
    for (const from of [placed(place), previewOfLineHref(draft.id, { path: MODULE, line })]) {
      const led = await browser.get(from).expect(303);
      expect(led.headers.location).toMatch(
        /\/preview\/first\/(quiz|dialogue)\/shitagaki\/hajime\/\w+\/(\d+|end)/,
      );
      const { text } = await browser.get(led.headers.location!).expect(200);
      expect(text).toContain(words);
      expect(text).not.toContain(NOT_EXACT);
      expect(backOf(text)).toBe(fileHref(draft.id, MODULE, line));
    }
    const file = await browser.get(fileHref(draft.id, MODULE, line)).expect(200);
    expect(file.text).toContain(`id="L${line}"`);
    expect(linksOf(file.text)).toContain(previewOfLineHref(draft.id, { path: MODULE, line }));
  });

  it('shows the step of a question that was not drawn, and says so', async () => {
    const shown = await Promise.all(
      (['ichi', 'ni'] as const).map(async (id) => {
        const led = await browser.get(placed(`hajime/kuji#${id}`)).expect(303);
        const { text } = await browser.get(led.headers.location!);
        return { id, text, isExact: !text.includes(NOT_EXACT) };
      }),
    );
    expect(shown.map(({ isExact }) => isExact).sort()).toEqual([false, true]);
    for (const { id, text, isExact } of shown)
      expect(backOf(text)).toBe(
        fileHref(draft.id, MODULE, lineOf(isExact ? `true-false: ${id}` : 'quiz: kuji')),
      );
  });

  it.each(['nai', 'nai/yomu', 'nai/kuji#ichi', 'hajime/nai', 'hajime/nai#q'])(
    'leads to what is nearest to a place that there is not: %s',
    async (place) => {
      const shown = await follow(placed(place));
      expect(shown.status).toBe(200);
      expect(shown.text).toContain(NOT_EXACT);
    },
  );

  it.each(['a/b/c', '../home', '//evil.example', 'a#b', '<script>', 'a'.repeat(5_000)])(
    'begins anew where a place is none: %s',
    async (place) => {
      const { headers } = await browser.get(placed(place)).expect(303);
      expect(headers.location).toBe(`/studio/drafts/${draft.id}/preview`);
    },
  );

  it('says what to mend while there is an error', async () => {
    const files = sampleTrack({ id: 'shitagaki' }).map((one) =>
      one.path.endsWith('track.yaml')
        ? {
            ...one,
            bytes: Buffer.from(
              Buffer.from(one.bytes)
                .toString()
                .replace(/^code:.*$/m, 'code：XYZ'),
            ),
          }
        : one,
    );
    const broken = await draftOf(author, files);
    for (const path of ['', '/first', '/first/home', '/at?path=x&line=1']) {
      const { text } = await browser.get(`/studio/drafts/${broken.id}/preview${path}`).expect(200);
      expect(text).toContain('まだ見本を出せません');
      expect(text).toContain(`href="/studio/drafts/${broken.id}"`);
    }
  });

  it('is nobody else’s', async () => {
    const stranger = await signIn(app, await aFacilitator(app));
    for (const path of ['', '/first/home', '/at?path=x&line=1'])
      await stranger.get(`/studio/drafts/${draft.id}/preview${path}`).expect(404);
  });
});

describe('words that look like markup', () => {
  it('stay words in every page of a preview', async () => {
    const hostile = aCourse({
      id: 'warui',
      code: 'WAR',
      title: polyglots[1]!,
      modules: polyglots.map((text, index) =>
        aModule(`m${index}`, [aLesson('l', { title: text })], { title: text, short: text }),
      ),
    });
    const { hash: other } = await published(app, hostile);
    const admin = await signIn(app, await aPerson(app, { roles: ['administrator'] }));
    const at = `/studio/editions/${other}/preview/first`;
    for (const path of ['/path/warui', '/tracks/warui', '/learn/warui/m1/l', '/learn/warui/m11/l']) {
      const { text } = await admin.get(at + path).expect(200);
      expect(text).not.toMatch(/<script>alert|<svg onload|<img src=x|<iframe src/);
      expect(text).not.toMatch(/ on\w+=["']?alert/);
    }
  });
});

describe('the thread of a preview', () => {
  it('makes room for another one', async () => {
    const bounds = app.get(PreviewBounds);
    expect(bounds.atOnce).toBe(2);
    Object.assign(bounds, { atOnce: 1 });
    const one = await published(
      app,
      aCourse({ id: 'x', code: 'XXA', modules: [aModule('m', [aLesson('l')])] }),
    );
    const admin = await signIn(app, await aPerson(app, { roles: ['administrator'] }));
    await admin.get(`/studio/editions/${one.hash}/preview/first/home`).expect(200);
    expect([one.hash, hash].map((each) => app.get(Previews).has(each))).toEqual([true, false]);
    Object.assign(bounds, { atOnce: 2 });
  });

  it('that takes too long is ended, and whoever asked is told so', async () => {
    const bounds = app.get(PreviewBounds);
    const { answerMs, openingMs } = bounds;
    Object.assign(bounds, { openingMs: 1 });
    const one = await published(
      app,
      aCourse({ id: 'osoi', code: 'OSO', modules: [aModule('m', [aLesson('l')])] }),
    );
    const admin = await signIn(app, await aPerson(app, { roles: ['administrator'] }));
    const at = `/studio/editions/${one.hash}/preview/first/home`;
    const stopped = await admin.get(at).expect(503);
    expect(stopped.text).toContain('見本が止まりました');
    Object.assign(bounds, { answerMs, openingMs });
    await admin.get(at).expect(200);
  });

  it('leaves nothing behind when the house is closed', async () => {
    const folder = await (app.get(Previews) as unknown as { root: Promise<string> }).root;
    expect(existsSync(folder)).toBe(true);
    await app.close();
    expect(existsSync(folder)).toBe(false);
    app = null!;
  });
});
