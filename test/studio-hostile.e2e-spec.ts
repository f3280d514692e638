import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';
import { CurriculumFolder } from '../src/curriculum/curriculum-folder.js';
import { DraftFiles } from '../src/studio/draft-files.service.js';
import { fileHref } from '../src/studio/draft-href.rules.js';
import type { DraftHead } from '../src/studio/draft.service.js';
import { aFacilitator } from './factories/cohort.js';
import { aDraft } from './factories/draft.js';
import { aPerson, signIn } from './factories/person.js';
import type { KnownPerson } from './factories/person.js';
import { startApp } from './support/app.js';
import { plain } from './support/plain.js';
import type { Browser, TestApp } from './support/app.js';
import { Submissions } from '../src/web/submissions.js';
import { sampleTrack } from '../src/studio/sample-track.js';
import { inParts as formInParts, MULTIPART, part, sendForm } from './support/multipart.js';
import type { SentForm } from './support/multipart.js';

let app: TestApp;
let author: KnownPerson;
let other: KnownPerson;
let browser: Browser;
let others: Browser;
beforeAll(async () => {
  app = await startApp();
  [author, other] = [await aFacilitator(app), await aFacilitator(app)];
  [browser, others] = [await signIn(app, author), await signIn(app, other)];
});
afterAll(() => app.close());

let count = 0;
const anId = () => `ijiwaru-${++count}`;
const inParts = (path: string, form: SentForm, by = browser) =>
  sendForm(by.post(path), { _key: crypto.randomUUID(), ...form });
const send = (path: string, form: object, by = browser) =>
  by
    .post(path)
    .type('form')
    .send({ _key: crypto.randomUUID(), ...form });
const namesOf = async (draft: DraftHead) =>
  (await app.get(DraftFiles).list(draft)).map(({ path }) => path.slice(draft.trackId.length + 1));
const zipOf = (names: readonly string[]) =>
  Buffer.from(
    zipSync(Object.fromEntries(names.map((name) => [name, new TextEncoder().encode(`title: ${name}`)]))),
  );
const sampleOf = (id: string, code: string, words = '') =>
  sampleTrack({ id, code }).map(({ path, bytes }) => ({
    path,
    bytes: Buffer.from(
      Buffer.from(bytes).toString('utf8').replace('title: はじめの課', `title: はじめの課${words}`),
    ),
  }));
const at = (draft: DraftHead) => `/studio/drafts/${draft.id}/publication`;
const hidden = (html: string, name: string) =>
  html.match(new RegExp(`name="${name}" value="([^"]*)"`))?.[1] ?? '';
const publish = async (draft: DraftHead, by: Browser) => {
  const { text } = await by.get(at(draft)).expect(200);
  return send(
    at(draft),
    { base: hidden(text, 'base'), edition: hidden(text, 'edition'), note: 'はじめて', detach: '' },
    by,
  );
};

describe('the files of a draft', () => {
  it('are so many and no more, and that is said', async () => {
    const draft = await aDraft(app, author, { trackId: anId() });
    const names = Array.from({ length: 401 }, (_, n) => `m${n}.yaml`);
    const { text } = await inParts(`/studio/drafts/${draft.id}/upload`, {
      file: { file: 'x.zip', bytes: zipOf(names) },
      version: '1',
    }).expect(422);
    expect(text).toContain('合わせて400個まで');
    expect(await namesOf(draft)).toHaveLength(2);
  });

  it('never have two names that one disk takes for one', async () => {
    const draft = await aDraft(app, author, { trackId: anId() });
    const root = `/studio/drafts/${draft.id}`;
    for (const name of ['01-HAJIME.yaml', 'Track.yaml', 'track.yml']) {
      const { text } = await send(`${root}/new-file`, { name, text: 'x' }).expect(422);
      expect(text).toContain('もうあります');
    }
    await inParts(`${root}/upload`, { file: { file: '01-Hajime.yaml', bytes: 'x' }, version: '1' }).expect(
      422,
    );
    expect(await namesOf(draft)).toEqual(['01-hajime.yaml', 'track.yaml']);
  });

  it('have no name that Windows keeps for itself', async () => {
    const draft = await aDraft(app, author, { trackId: anId() });
    for (const name of ['nul.yaml', 'Com1.yaml', 'CON', 'aux.01.yaml'])
      await send(`/studio/drafts/${draft.id}/new-file`, { name, text: 'x' }).expect(422);
    await send(`/studio/drafts/${draft.id}/new-file`, { name: 'console.yaml', text: 'x' }).expect(303);
    const zip = zipOf(['track.yaml', 'nul.yaml']);
    const sent = { file: { file: 'x.zip', bytes: zip }, version: '2' };
    await inParts(`/studio/drafts/${draft.id}/upload`, sent).expect(422);
  });

  it('may be renamed to the same name in other letters', async () => {
    const draft = await aDraft(app, author, { trackId: anId() });
    const files = app.get(DraftFiles);
    const { path, contentHash: seen } = await files.get(draft, `${draft.trackId}/01-hajime.yaml`);
    await app.db.write((tx) =>
      files.rename(tx, draft, { path, to: `${draft.trackId}/01-Hajime.yaml`, seen }),
    );
    expect(await namesOf(draft)).toEqual(['01-Hajime.yaml', 'track.yaml']);
  });
});

describe('a checker that fails', () => {
  it('takes nothing away: the draft is read, written and mended without it', async () => {
    const draft = await aDraft(app, author, { trackId: anId() });
    const root = `/studio/drafts/${draft.id}`;
    const href = fileHref(draft.id, `${draft.trackId}/01-hajime.yaml`);
    const { checkProgram } = app.config;
    Object.assign(app.config, { checkProgram: new URL('file:///nowhere.mjs') });
    try {
      for (const path of [root, href]) await browser.get(path).expect(200, /いまは確認できません/);
      for (const path of [`${root}/publication`, `${root}/preview`])
        await browser.get(path).expect(409, /いまは確認できません/);
      const { contentHash: seen } = await app.get(DraftFiles).get(draft, `${draft.trackId}/01-hajime.yaml`);
      await send(`${root}/repairs`, { version: '1' }).expect(409);
      await send(href, { text: 'title: x', seen }).expect(303);
    } finally {
      Object.assign(app.config, { checkProgram });
    }
    await browser.get(root).expect(200, /直すところ/);
  });
});

describe('two who begin a track of the same name', () => {
  it('do not see each other’s drafts once one of them published, nor what would be different', async () => {
    const trackId = anId();
    const [mine, theirs] = [
      await aDraft(app, author, { trackId, files: sampleOf(trackId, 'IJA', '（ひみつの正解）') }),
      await aDraft(app, other, { trackId, files: sampleOf(trackId, 'IJA') }),
    ];
    expect((await publish(mine, browser)).status).toBe(303);
    // Who published does not thereby read what somebody else wrote for themselves.
    await browser.get(`/studio/drafts/${theirs.id}`).expect(404);
    expect((await browser.get('/studio')).text).not.toContain(theirs.id);
    await others.get(`/studio/drafts/${theirs.id}`).expect(200);
    const { text } = await others.get(at(theirs));
    expect(text).not.toContain('ひみつの正解');
    expect(text).toContain('ほかの人');
    await send(at(theirs), { base: '', edition: 'x', note: 'x', detach: 'yes' }, others).expect(409);
    const admin = await signIn(app, await aPerson(app, { roles: ['administrator'] }));
    await admin.get(at(theirs)).expect(200, /ひみつの正解/);
  });
});

describe('the name of a new track', () => {
  it('that a course of the folder has, which could not be published yet, is not to be had', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'curricula-'));
    await mkdir(join(folder, 'kowareta'));
    await writeFile(join(folder, 'kowareta/track.yaml'), 'track: kowareta\ntitle');
    const house = await startApp({ config: { curriculaDir: folder } });
    try {
      const mine = await signIn(house, await aFacilitator(house));
      const form = { name: '新しい講座', track: 'kowareta', code: 'IJE' };
      expect((await send('/studio/new', form, mine).expect(422)).text).toContain('もうあります');
      const sent = { file: { file: '01-x.yaml', bytes: 'title: x' }, track: 'kowareta' };
      expect((await inParts('/studio/upload', sent, mine).expect(422)).text).toContain('もうあります');
      for (const track of ['shared', 'surveys', 'img', '../x', 'Kowareta', 'guide'])
        await send('/studio/new', { ...form, track }, mine).expect(track === 'guide' ? 303 : 422);
    } finally {
      await house.close();
      await rm(folder, { recursive: true });
    }
  });
});

describe('a button that is pressed again before the answer is there', () => {
  /** The first press comes to its end just when the second one has found that there was none. */
  const pressed = async (path: string, form: object) => {
    const fields = { _key: crypto.randomUUID(), ...form };
    const submissions = app.get(Submissions);
    const { findEarlier } = submissions;
    const answers: Awaited<ReturnType<typeof send>>[] = [];
    submissions.findEarlier = async (id) => {
      const found = await findEarlier.call(submissions, id);
      submissions.findEarlier = findEarlier;
      answers.push(await send(path, fields));
      return found;
    };
    answers.push(await send(path, fields));
    expect(answers).toHaveLength(2);
    return [...new Set(answers.map(({ status, headers }) => `${status} ${headers.location}`))];
  };

  it('does it once, and every answer is the same', async () => {
    const draft = await aDraft(app, author, { trackId: anId() });
    const root = `/studio/drafts/${draft.id}`;
    await send(`${root}/new-file`, { name: '02-a', text: 'x' }).expect(303);
    const [a, b] = ['02-a.yaml', '02-b.yaml'].map((name) => `${draft.trackId}/${name}`) as [string, string];
    const { contentHash: seen } = await app.get(DraftFiles).get(draft, a);
    expect(await pressed(`${fileHref(draft.id, a)}/name`, { name: '02-b', seen })).toEqual([
      `303 ${fileHref(draft.id, b)}`,
    ]);
    expect(await pressed(`${fileHref(draft.id, b)}/removal`, { seen })).toEqual([`303 ${root}`]);
    const { text } = await browser.get(at(draft)).expect(200);
    const form = {
      base: hidden(text, 'base'),
      edition: hidden(text, 'edition'),
      note: 'はじめて',
      detach: '',
    };
    expect(await pressed(at(draft), form)).toEqual([
      `303 /studio/tracks/${draft.trackId}/editions?note=published`,
    ]);
    expect(await app.db.sql`select 1 from publication where track_id = ${draft.trackId}`).toHaveLength(1);
    expect(await pressed(`${root}/discard`, { version: '4' })).toEqual(['303 /studio']);
  });
});

describe('the code of a track', () => {
  it('that another track has is refused in words, even where its files are not known', async () => {
    const [one, two] = [anId(), anId()];
    const first = await aDraft(app, author, { trackId: one, files: sampleOf(one, 'IJB') });
    const second = await aDraft(app, other, { trackId: two, files: sampleOf(two, 'IJB') });
    const { text } = await others.get(at(second)).expect(200);
    const form = { base: '', edition: hidden(text, 'edition'), note: 'はじめて', detach: '' };
    expect((await publish(first, browser)).status).toBe(303);
    await app.db.write(
      (tx) =>
        tx.sql`delete from edition_source where edition_hash in (select edition_hash from track where id = ${one})`,
    );
    const refused = await send(at(second), form, others).expect(409);
    expect(refused.text).toContain('IJB');
    expect(await app.db.sql`select 1 from track where id = ${two}`).toEqual([]);
  });

  it('that a course of the studio has is not given to one of the folder, and the others of it come in', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'curricula-'));
    const house = await startApp({ config: { curriculaDir: folder } });
    try {
      const me = await aFacilitator(house);
      const draft = await aDraft(house, me, { trackId: 'kari', files: sampleOf('kari', 'IJC') });
      expect((await publish(draft, await signIn(house, me))).status).toBe(303);
      for (const { path, bytes } of [...sampleOf('aa', 'IJC'), ...sampleOf('bb', 'IJD')]) {
        await mkdir(join(folder, dirname(path)), { recursive: true });
        await writeFile(join(folder, path), bytes);
      }
      await house.get(CurriculumFolder).publish();
      expect(house.get(CurriculumFolder).lastOutcomes()).toMatchObject([
        { path: 'aa', publication: { kind: 'code-taken' } },
        { path: 'bb', publication: { kind: 'first' } },
      ]);
      expect(await house.db.sql`select id from track order by id`).toEqual([{ id: 'bb' }, { id: 'kari' }]);
    } finally {
      await house.close();
      await rm(folder, { recursive: true });
    }
  });
});

describe('a text that was written while the session ended', () => {
  it('is kept whole, to be sent to the draft again', async () => {
    const draft = await aDraft(app, author, { trackId: anId() });
    const path = `${draft.trackId}/01-hajime.yaml`;
    const { contentHash: seen } = await app.get(DraftFiles).get(draft, path);
    const words = '長い文。'.repeat(60_000);
    const form = { _key: crypto.randomUUID(), text: `# ${words}</textarea>`, seen };
    const sent = formInParts(Object.entries(form).map(([name, value]) => part(name, value)));
    const write = (by: Browser) =>
      by.post(fileHref(draft.id, path)).set('content-type', MULTIPART).send(sent);
    const late = await signIn(app, author);
    app.clock.advance(3 * 60 * 60_000);
    const { headers } = await write(late).expect(303);
    expect(decodeURIComponent(headers.location!)).toBe('/login?next=/kept');
    const again = await signIn(app, author);
    const kept = await again.get('/kept').expect(200);
    expect(kept.text).toContain(`${words}&lt;/textarea&gt;`);
    expect(kept.text).toContain('enctype="multipart/form-data"');
    expect(plain(kept.text)).not.toContain(seen);
    await write(again).expect(303);
    expect((await app.get(DraftFiles).get(draft, path)).contentHash).not.toBe(seen);
  });
});
