import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Audit } from '../src/audit/audit.service.js';
import { readConfig } from '../src/config/config.js';
import { CurriculumFolder } from '../src/curriculum/curriculum-folder.js';
import { EditionService } from '../src/curriculum/edition.service.js';
import { DraftFiles } from '../src/studio/draft-files.service.js';
import { DraftService } from '../src/studio/draft.service.js';
import type { DraftHead } from '../src/studio/draft.service.js';
import type { Me } from '../src/web/me.js';
import { aCohort, aFacilitator, enrolledIn } from './factories/cohort.js';
import { did } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import type { KnownPerson } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { aLesson, aModule, aQuiz, aTrack, course } from './support/curriculum.js';

const TWENTY_MINUTES = 20 * 60_000;
const more = `- lesson: mata
  title: もう一つ
  meets: [shiru]
  body: |
    もう一つの読みものです。
  easy: |
    もう一つです。
`;
const edited = aModule(aLesson.replace('はじめに読みます。', 'ゆっくり読みます。') + aQuiz);
const longer = aModule(aLesson + aQuiz + more);

interface House {
  readonly app: TestApp;
  readonly folder: string;
}

/** A track of its own for each test. */
interface World extends House {
  readonly track: string;
  readonly me: KnownPerson;
  readonly browser: Browser;
  readonly cohort: Awaited<ReturnType<typeof aCohort>>;
}

const as = ({ id, roles, displayName }: KnownPerson) =>
  ({ personId: id, role: roles[0], displayName }) as unknown as Me;
const filesOf = (track: string, module: string) =>
  course({ 't/01-m.yaml': module }).map(({ path, bytes }) => ({
    path: path.replace(/^t\//, `${track}/`),
    bytes: path.endsWith('track.yaml') ? Buffer.from(trackNamed(track)) : bytes,
  }));
const trackNamed = (track: string) =>
  aTrack.replace('track: t', `track: ${track}`).replace('TST', track.toUpperCase());

async function house(secondPerson = false): Promise<House> {
  const folder = await mkdtemp(join(tmpdir(), 'curricula-'));
  await mkdir(join(folder, 'shared'));
  const { council } = readConfig({ TOMONI_ENV: 'test', TOMONI_PORT: '0' });
  const app = await startApp({
    config: { curriculaDir: folder, council: { ...council, studio: { secondPerson } } },
  });
  return { app, folder };
}

let worlds = 0;
async function world({ app, folder }: House): Promise<World> {
  const track = `t${'abcdefghijklmnopqrstuvwxyz'[worlds++]}t`;
  await mkdir(join(folder, track));
  for (const { path, bytes } of filesOf(track, aModule())) await writeFile(join(folder, path), bytes);
  await app.get(CurriculumFolder).publish();
  const cohort = await aCohort(app, { trackId: track, name: '春の期' });
  const me = await aFacilitator(app, cohort);
  return { app, folder, track, me, browser: await signIn(app, me), cohort };
}

const close = async ({ app, folder }: House) => {
  await app.close();
  await rm(folder, { recursive: true });
};
const aDraft = ({ app, me, track }: Pick<World, 'app' | 'me' | 'track'>, module: string) =>
  app.db.write((tx) =>
    app.get(DraftService).create(tx, as(me), {
      trackId: track,
      basedOn: null,
      files: filesOf(track, module),
    }),
  );
const at = (draft: DraftHead) => `/studio/drafts/${draft.id}/publication`;
const hidden = (html: string, name: string) =>
  html.match(new RegExp(`name="${name}" value="([^"]*)"`))?.[1] ?? '';
/** What the form of a page sends, filled in. */
const filled = (html: string, given: object = {}) => ({
  _key: hidden(html, '_key'),
  base: hidden(html, 'base'),
  edition: hidden(html, 'edition'),
  note: '読みものを一つ足しました',
  detach: html.includes('name="detach"') ? 'yes' : '',
  ...given,
});
const shown = async ({ app, track }: World) =>
  app.db.one<{ edition_hash: string; source: string }>`
    select edition_hash, source from track where id = ${track}`;
const rows = async ({ app, track }: World) =>
  app.db.sql<{ class: string | null; note: string | null; by_id: string | null; restored: boolean | number }>`
    select class, note, by_id, confirmed_by_id, restored from publication where source = 'studio' and track_id = ${track} order by at, id`;
const revisions = async ({ app, track }: World) =>
  (await app.db.sql`select 1 from revision where track_id = ${track}`).length;

describe('publishing a draft', () => {
  let here: House;
  let w: World;
  beforeAll(async () => {
    here = await house();
  });
  afterAll(() => close(here));
  beforeEach(async () => {
    w = await world(here);
  });

  it('says what changes for whom before it is done', async () => {
    const trainee = await aPerson(w.app);
    const enrolment = await enrolledIn(w.app, trainee, w.cohort);
    await did(w.app, enrolment, { module: 'm', step: 'yomu' });
    const { text } = await w.browser.get(at(await aDraft(w, longer))).expect(200);
    expect(text).toContain('課「課」の読みもの「もう一つ」が、必修のものとして加わりました。');
    expect(text).toContain('いま学んでいる人には、期を移したときに届きます');
    expect(text).toContain('春の期');
    // One person is a small cell.
    expect(text).toContain('＊');
    expect(text).toContain('フォルダーのファイル');
    expect(await rows(w)).toEqual([]);
  });

  it('reaches those who learn at once where only words changed, and detaches the track from its files', async () => {
    const draft = await aDraft(w, edited);
    const page = await w.browser.get(at(draft)).expect(200);
    expect(page.text).toContain('ゆっくり読みます。');
    const { headers } = await w.browser.post(at(draft)).type('form').send(filled(page.text)).expect(303);
    expect(headers.location).toBe(`/studio/tracks/${w.track}/editions?note=published`);
    expect(await rows(w)).toMatchObject([
      { class: 'editorial', note: '読みものを一つ足しました', by_id: w.me.id },
    ]);
    expect(await revisions(w)).toBe(1);
    const now = await shown(w);
    expect(now!.source).toBe('studio');
    await writeFile(join(w.folder, w.track, '01-m.yaml'), longer);
    await w.app.get(CurriculumFolder).onApplicationBootstrap();
    expect(await shown(w)).toEqual(now);
    const outcome = w.app
      .get(CurriculumFolder)
      .lastOutcomes()
      .find(({ path }) => path === w.track);
    expect(outcome!.publication).toEqual({ kind: 'elsewhere' });
    const list = await w.browser.get(`/studio/tracks/${w.track}/editions`).expect(200);
    expect(list.text).toContain('読みものを一つ足しました');
    expect(list.text).toContain('進行 みどり');
    await w.browser.get(at(draft)).expect(200, /公開するものはありません/);
  });

  it('leaves those who learn on their edition where more was asked of them, and says which cohorts', async () => {
    const enrolment = await enrolledIn(w.app, await aPerson(w.app), w.cohort);
    const draft = await aDraft(w, longer);
    const page = await w.browser.get(at(draft));
    await w.browser.post(at(draft)).type('form').send(filled(page.text)).expect(303);
    expect(await revisions(w)).toBe(2);
    const held = await w.app.db.one<{ number: number }>`
      select r.number from enrolment e join revision r on r.id = e.revision_id where e.id = ${enrolment.id}`;
    expect(Number(held!.number)).toBe(1);
    const list = await w.browser.get(`/studio/tracks/${w.track}/editions`).expect(200);
    expect(list.text).toContain(`/studio/cohorts/${w.cohort.id}/edition`);
    // Who looks after another cohort of it is told, and not led to what is not theirs.
    const beside = await aFacilitator(w.app, await aCohort(w.app, { trackId: w.track, name: '秋の期' }));
    const theirs = await (await signIn(w.app, beside)).get(`/studio/tracks/${w.track}/editions`).expect(200);
    expect(theirs.text).toContain('春の期');
    expect(theirs.text).not.toContain(w.cohort.id);
  });

  it('does it once, however often the form is sent', async () => {
    const draft = await aDraft(w, edited);
    const form = filled((await w.browser.get(at(draft))).text);
    const answers = await Promise.all([1, 2, 3].map(() => w.browser.post(at(draft)).type('form').send(form)));
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(await rows(w)).toHaveLength(1);
    await w.browser.post(at(draft)).type('form').send(form).expect(303);
    expect(await rows(w)).toHaveLength(1);
  });

  it('lets one of two win, and shows the other what is different now, with the note kept', async () => {
    const other = await aFacilitator(w.app, w.cohort);
    const [one, two] = [await aDraft(w, edited), await aDraft({ ...w, me: other }, longer)];
    const browser = await signIn(w.app, other);
    const [first, second] = [await w.browser.get(at(one)), await browser.get(at(two))];
    const answers = await Promise.all([
      w.browser.post(at(one)).type('form').send(filled(first.text)),
      browser
        .post(at(two))
        .type('form')
        .send(filled(second.text, { note: '二人目の一言' })),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    const lost = answers.find(({ status }) => status === 409)!;
    expect(lost.text).toContain('この画面を開いたあとに');
    expect(lost.text).toMatch(/二人目の一言|読みものを一つ足しました/);
    expect(await rows(w)).toHaveLength(1);
    // What is shown now can be published as it is.
    const [mine, path] = answers[0].status === 409 ? [w.browser, at(one)] : [browser, at(two)];
    await mine.post(path).type('form').send(filled(lost.text)).expect(303);
    expect(await rows(w)).toHaveLength(2);
  });

  it('publishes nothing when the draft was changed after the page was made', async () => {
    const draft = await aDraft(w, edited);
    const form = filled((await w.browser.get(at(draft))).text);
    const path = `${w.track}/01-m.yaml`;
    const { contentHash: seen } = await w.app.get(DraftFiles).get(draft, path);
    await w.app.db.write((tx) =>
      w.app.get(DraftFiles).put(tx, draft, { path, bytes: Buffer.from(longer), seen }),
    );
    const { text } = await w.browser.post(at(draft)).type('form').send(form).expect(409);
    expect(text).toContain('もう一つ');
    expect(text).toContain('読みものを一つ足しました');
    expect(await rows(w)).toEqual([]);
  });

  it('wants a note, the tick, no errors, and nothing that breaks records', async () => {
    const draft = await aDraft(w, edited);
    const form = filled((await w.browser.get(at(draft))).text);
    await w.browser
      .post(at(draft))
      .type('form')
      .send({ ...form, note: ' ' })
      .expect(422, /一言書いてください/);
    await w.browser
      .post(at(draft))
      .type('form')
      .send({ ...form, detach: '' })
      .expect(409, /フォルダーのファイルから公開されています/);
    await w.browser
      .post(at(draft))
      .type('form')
      .send({ ...form, edition: 'x' })
      .expect(409);
    await w.browser
      .post(at(draft))
      .type('form')
      .send({ ...form, more: '1' })
      .expect(400);
    const broken = await aDraft(w, aModule().replace('title: 課', 'title：課'));
    await w.browser.get(at(broken)).expect(200, /直すところが/);
    await w.browser
      .post(at(broken))
      .type('form')
      .send(form)
      .expect(409, /下書きに直すところがあります/);
    const reused = await aDraft(
      w,
      aModule(
        aLesson
          .replace('lesson: yomu', 'reflection: yomu')
          .replace(/ {2}body[^]*/, '  ask: どうでしたか。\n') + aQuiz.replace('choose', 'choose'),
      ),
    );
    const page = await w.browser.get(at(reused)).expect(200);
    expect(page.text).toContain('禁止');
    expect(page.text).toContain('新しいid');
    expect(page.text).not.toContain('name="note"');
    await w.browser
      .post(at(reused))
      .type('form')
      .send({ ...form, base: (await shown(w))!.edition_hash })
      .expect(409);
    expect(await rows(w)).toEqual([]);
  });

  it('wants a proof that is not older than ten minutes', async () => {
    const draft = await aDraft(w, edited);
    const form = filled((await w.browser.get(at(draft))).text);
    w.app.clock.advance(TWENTY_MINUTES);
    const { headers } = await w.browser.post(at(draft)).type('form').send(form).expect(303);
    expect(headers.location).toContain('/login/again');
    expect(await rows(w)).toEqual([]);
  });

  it('is no matter of who does not look after the track', async () => {
    const draft = await aDraft(w, edited);
    const stranger = await signIn(w.app, await aFacilitator(w.app));
    const form = filled((await w.browser.get(at(draft))).text);
    await stranger.get(at(draft)).expect(404);
    await stranger.post(at(draft)).type('form').send(form).expect(404);
    await stranger.get(`/studio/tracks/${w.track}/editions`).expect(404);
    const { edition_hash: hash } = (await shown(w))!;
    for (const path of ['restoration', 'draft'])
      await stranger
        .post(`/studio/tracks/${w.track}/editions/${hash}/${path}`)
        .type('form')
        .send(form)
        .expect(404);
    await stranger.get(`/studio/tracks/${w.track}/editions/${hash}/restoration`).expect(404);
    await stranger
      .get(`/studio/tracks/${w.track}/editions/comparison?before=${hash}&after=${hash}`)
      .expect(404);
    expect(await rows(w)).toEqual([]);
  });

  it('is one unit: what fails at its end leaves nothing', async () => {
    const draft = await aDraft(w, longer);
    const form = filled((await w.browser.get(at(draft))).text);
    const before = await shown(w);
    const record = failing(w.app.get(Audit));
    await w.browser.post(at(draft)).type('form').send(form).expect(500);
    record.restore();
    expect(await shown(w)).toEqual(before);
    expect([await rows(w), await revisions(w)]).toEqual([[], 1]);
    expect(await w.app.db.sql`select 1 from edition where hash = ${form.edition}`).toEqual([]);
    await w.browser.post(at(draft)).type('form').send(form).expect(303);
    expect(await rows(w)).toHaveLength(1);
  });

  it('opens a new track with its standing cohort, and its author goes on writing it', async () => {
    const draft = await aDraft({ ...w, track: 'neu' }, aModule());
    const page = await w.browser.get(at(draft)).expect(200);
    expect(page.text).toContain('はじめてです');
    const { headers } = await w.browser.post(at(draft)).type('form').send(filled(page.text)).expect(303);
    const published = await w.browser.get(headers.location!).expect(200);
    expect(published.text).toContain('公開しました');
    expect(published.text).toContain('受け持つ進行役');
    expect(published.text).toContain('href="/tracks/neu"');
    expect(await w.app.db.sql`select kind from cohort where track_id = ${'neu'}`).toEqual([
      { kind: 'standing' },
    ]);
    await w.browser.get('/studio/tracks/neu/editions').expect(200, /はじめての公開/);
  });
});

describe('the editions of a track', () => {
  let here: House;
  let w: World;
  let first: string;
  beforeAll(async () => {
    here = await house();
  });
  afterAll(() => close(here));
  beforeEach(async () => {
    w = await world(here);
    first = (await shown(w))!.edition_hash;
    const draft = await aDraft(w, longer);
    const page = await w.browser.get(at(draft));
    await w.browser.post(at(draft)).type('form').send(filled(page.text)).expect(303);
    w.app.clock.advance(1000);
  });

  it('can be compared, any two', async () => {
    const { edition_hash: now } = (await shown(w))!;
    const root = `/studio/tracks/${w.track}/editions/comparison`;
    await w.browser.get(`${root}?before=${first}&after=${now}`).expect(200, /必修のものとして加わりました/);
    await w.browser.get(`${root}?before=${now}&after=${first}`).expect(200, /「もう一つ」がなくなりました/);
    await w.browser.get(`${root}?before=${now}&after=${now}`).expect(200, /違いはありません/);
    for (const wrong of ['', '?before=x', `?before=${first}&after=${'0'.repeat(64)}`, `?before[]=${first}`])
      expect((await w.browser.get(root + wrong)).status).toBe(404);
  });

  it('are published again as they were, with a revision of their own, and forward again', async () => {
    const { edition_hash: newest } = (await shown(w))!;
    const at = (hash: string) => `/studio/tracks/${w.track}/editions/${hash}/restoration`;
    for (const [turn, hash] of [first, newest, first].entries()) {
      const page = await w.browser.get(at(hash)).expect(200);
      expect(page.text).toContain('もう一度公開します');
      expect(page.text).not.toContain('禁止');
      await w.browser
        .post(at(hash))
        .type('form')
        .send(filled(page.text, { note: `もどす${turn}` }))
        .expect(303);
      expect((await shown(w))!.edition_hash).toBe(hash);
      w.app.clock.advance(1000);
    }
    expect((await rows(w)).map(({ restored }) => Boolean(restored))).toEqual([false, true, true, true]);
    expect(await revisions(w)).toBe(5);
    const list = await w.browser.get(`/studio/tracks/${w.track}/editions`).expect(200);
    expect(list.text.match(/もう一度公開したもの/g)).toHaveLength(3);
    await w.browser.get(at(first)).expect(200, /公開するものはありません/);
    expect(await w.app.get(EditionService).findCurrent(w.track)).toMatchObject({ hash: first });
  });

  it('wants a fresh proof for that, too', async () => {
    const path = `/studio/tracks/${w.track}/editions/${first}/restoration`;
    const form = filled((await w.browser.get(path)).text);
    w.app.clock.advance(TWENTY_MINUTES);
    const { headers } = await w.browser.post(path).type('form').send(form).expect(303);
    expect(headers.location).toContain('/login/again');
  });

  it('begin a draft, once', async () => {
    const path = `/studio/tracks/${w.track}/editions/${first}/draft`;
    const list = await w.browser.get(`/studio/tracks/${w.track}/editions`);
    const form = { _key: hidden(list.text, '_key') };
    const one = await w.browser.post(path).type('form').send(form).expect(303);
    const two = await w.browser.post(path).type('form').send(form).expect(303);
    expect(two.headers.location).toBe(one.headers.location);
    const id = one.headers.location!.split('/').at(-1)!;
    expect(await w.app.get(DraftService).get(id, as(w.me))).toMatchObject({
      trackId: w.track,
      basedOn: first,
    });
    await w.app.db.write((tx) => tx.sql`delete from edition_source where edition_hash = ${first}`);
    await w.browser.get(`/studio/tracks/${w.track}/editions`).expect(200, /下書きにはできません/);
    await w.browser
      .post(path)
      .type('form')
      .send({ _key: `${form._key}0` })
      .expect(409);
  });
});

describe('where the council wants two', () => {
  let here: House;
  let w: World;
  let second: KnownPerson;
  let their: Browser;
  beforeAll(async () => {
    here = await house(true);
  });
  afterAll(() => close(here));
  beforeEach(async () => {
    w = await world(here);
    second = await aFacilitator(w.app, w.cohort, { displayName: '進行 ふたり' });
    their = await signIn(w.app, second);
  });

  async function proposed(draft: DraftHead): Promise<string> {
    const page = await w.browser.get(at(draft)).expect(200);
    expect(page.text).toContain('もう一人に確認を頼む');
    const { headers } = await w.browser.post(at(draft)).type('form').send(filled(page.text)).expect(303);
    return headers.location!;
  }
  const press = (browser: Browser, path: string, key = '1') =>
    browser
      .post(path)
      .type('form')
      .send({ _key: `0123456789abcdef${key}` });

  it('nothing is published until the second one confirms just that', async () => {
    const path = await proposed(await aDraft(w, longer));
    expect(path).toMatch(/^\/studio\/proposals\//);
    expect(await rows(w)).toEqual([]);
    await w.browser.get(path).expect(200, /確認を待っています/);
    await press(w.browser, `${path}/confirmation`).expect(409, /自分では決められません/);
    await press(w.browser, `${path}/decline`).expect(409);
    await press(their, `${path}/withdrawal`).expect(409);
    const list = await their.get(`/studio/tracks/${w.track}/editions`).expect(200);
    expect(list.text).toContain(path);
    const page = await their.get(path).expect(200);
    expect(page.text).toContain('必修のものとして加わりました');
    await press(their, `${path}/confirmation`).expect(303);
    await press(their, `${path}/confirmation`).expect(303);
    await press(their, `${path}/confirmation`, '2').expect(409, /すでに決まっています/);
    expect(await rows(w)).toMatchObject([{ by_id: w.me.id, confirmed_by_id: second.id }]);
    const acts = await w.app.db.sql<{ act: string; actor_id: string }>`
      select act, actor_id from audit_event where object = ${`proposal:${path.split('/').at(-1)}`} order by seq`;
    expect(acts).toEqual([
      { act: 'publication.proposed', actor_id: w.me.id },
      { act: 'publication.confirmed', actor_id: second.id },
    ]);
  });

  it('it can be declined, withdrawn and replaced', async () => {
    const draft = await aDraft(w, longer);
    const declined = await proposed(draft);
    await press(their, `${declined}/decline`).expect(303);
    await w.browser.get(declined).expect(200, /公開しませんでした/);
    const withdrawn = await proposed(draft);
    await press(w.browser, `${withdrawn}/withdrawal`).expect(303);
    await press(their, `${withdrawn}/confirmation`).expect(409);
    const old = await proposed(draft);
    await proposed(draft);
    await their.get(old).expect(200, /新しい頼みに替わりました/);
    expect(await rows(w)).toEqual([]);
  });

  it('what moved since can only be declined', async () => {
    const draft = await aDraft(w, longer);
    const path = await proposed(draft);
    const file = `${w.track}/01-m.yaml`;
    const { contentHash: seen } = await w.app.get(DraftFiles).get(draft, file);
    await w.app.db.write((tx) =>
      w.app.get(DraftFiles).put(tx, draft, { path: file, bytes: Buffer.from(edited), seen }),
    );
    await their.get(path).expect(200, /頼まれたときから変わっています/);
    await press(their, `${path}/confirmation`).expect(409);
    expect(await rows(w)).toEqual([]);
    await press(their, `${path}/decline`).expect(303);
  });

  it('needs a fresh proof and is nobody else’s matter', async () => {
    const path = await proposed(await aDraft(w, longer));
    const stranger = await signIn(w.app, await aFacilitator(w.app));
    await stranger.get(path).expect(404);
    for (const act of ['confirmation', 'decline', 'withdrawal'])
      await press(stranger, `${path}/${act}`).expect(404);
    await w.browser.get('/studio/proposals/x').expect(404);
    w.app.clock.advance(TWENTY_MINUTES);
    for (const act of ['confirmation', 'decline', 'withdrawal']) {
      const { headers } = await press(their, `${path}/${act}`).expect(303);
      expect(headers.location).toContain('/login/again');
    }
    expect(await rows(w)).toEqual([]);
  });

  it('counts for administrators, too', async () => {
    const path = await proposed(await aDraft({ ...w, track: 'neu' }, aModule()));
    await their.get(path).expect(404);
    const admin = await signIn(w.app, await aPerson(w.app, { roles: ['administrator'] }));
    await press(admin, `${path}/confirmation`).expect(303);
    await w.browser.get('/studio/tracks/neu/editions').expect(200);
  });
});

/** The last writing of a unit fails. */
function failing(audit: Audit): { restore(): void } {
  const { record } = audit;
  audit.record = () => Promise.reject(new Error('the power went'));
  return { restore: () => void (audit.record = record) };
}
