import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DraftFiles } from '../src/studio/draft-files.service.js';
import { DraftService } from '../src/studio/draft.service.js';
import { sweepRoots } from '../src/studio/preview-folders.js';
import { PreviewBounds, Previews } from '../src/studio/previews.service.js';
import { sampleTrack } from '../src/studio/sample-track.js';
import type { Me } from '../src/web/me.js';
import { aCourse, aLesson, aModule } from './factories/course.js';
import { published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import type { KnownPerson } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';

let app: TestApp;
let admin: KnownPerson;
let browser: Browser;
let at: string;
const lines: string[] = [];
const own = { ...new PreviewBounds() };
const previewProgram = new URL('./support/preview-breaking.mjs', import.meta.url);

beforeAll(async () => {
  app = await startApp({ config: { previewProgram }, onLog: (line) => lines.push(line) });
  admin = await aPerson(app, { roles: ['administrator'], displayName: 'ひみつの名' });
  browser = await signIn(app, admin);
  at = await edition('hitotsu', 'HIT');
  await browser.get(`${at}/home`).expect(200);
});
afterEach(() => void Object.assign(app.get(PreviewBounds), own));
afterAll(() => app.close());

const edition = async (id: string, code: string) => {
  const { hash } = await published(app, aCourse({ id, code, modules: [aModule('m', [aLesson('l')])] }));
  return `/studio/editions/${hash}/preview/first`;
};
const hashOf = (path: string) => path.split('/')[3]!;
const root = () => (app.get(Previews) as unknown as { root: Promise<string> }).root;
const folders = async () => readdirSync(await root()).filter((name) => name.startsWith('open-'));
const began = async () => readdirSync(await root()).filter((name) => name.startsWith('began-')).length;
const eventually = async (isSo: () => boolean | Promise<boolean>) => {
  for (let n = 0; n < 200 && !(await isSo()); n++) await sleep(25);
  expect(await isSo()).toBe(true);
};

describe('a thread that breaks off', () => {
  it.each([
    ['crash', '途中で止まりました'],
    ['exit', '途中で止まりました'],
    ['memory', '途中で止まりました'],
    ['silent', '時間がかかりすぎた'],
    ['mute', '時間がかかりすぎた'],
  ])(
    '(%s) is a calm page; its folder goes, others notice nothing, and the next try works',
    async (how, words) => {
      Object.assign(app.get(PreviewBounds), { megabytes: 16, answerMs: how === 'memory' ? 20_000 : 1_500 });
      await browser.get(`${at}/home`).expect(200);
      const [folder] = await folders();
      const stopped = browser.get(`${at}/home?${how}`);
      const [answer, other] = await Promise.all([stopped, browser.get('/support')]);
      expect([answer.status, other.status]).toEqual([503, 200]);
      expect(answer.text).toContain('見本が止まりました');
      expect(answer.text).toContain(words);
      expect(answer.text).toContain(`href="${at.replace('/first', '')}"`);
      const here = await root();
      await eventually(() => !existsSync(join(here, folder!)));
      Object.assign(app.get(PreviewBounds), own);
      await browser.get(`${at}/home`).expect(200);
      expect(await folders()).toHaveLength(1);
      await app.get(Previews).closeAll();
    },
  );

  it('says so in the log, without a word about whoever looked', () => {
    const told = lines.filter((line) => line.includes('a preview broke off'));
    expect(told.length).toBeGreaterThanOrEqual(5);
    expect(told.join()).toContain(hashOf(at));
    expect(lines.join()).not.toContain('ひみつの名');
    expect(lines.join()).not.toContain(admin.id);
  });

  it('answers the next page where it could not make one', async () => {
    const { text } = await browser.get(`${at}/home?failed`).expect(503);
    expect(text).toContain('この画面の見本を作れませんでした');
    // It goes on, and so does what was done in it.
    expect(text).not.toContain('見本の中でしたことは消えました');
    const count = await began();
    await browser.get(`${at}/home`).expect(200);
    expect(await began()).toBe(count);
  });
});

describe('how many threads there are', () => {
  it('is one for whoever looks at the same, fifty times at once', async () => {
    await app.get(Previews).closeAll();
    const count = await began();
    const answers = await Promise.all(Array.from({ length: 50 }, () => browser.get(`${at}/home`)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect((await began()) - count).toBe(1);
  });

  it('is two, however many editions are asked for at once', async () => {
    const many: string[] = [];
    for (const letter of 'ABCDEFGHIJ') many.push(await edition(`oi-${letter.toLowerCase()}`, `OI${letter}`));
    const count = await began();
    const answers = await Promise.all(many.map((path) => browser.get(`${path}/home`)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(2);
    expect(statuses.filter((status) => status === 503)).toHaveLength(8);
    expect((await began()) - count).toBe(2);
    await eventually(async () => (await folders()).length === 2);
  });

  it('is none after a while without a question', async () => {
    await app.get(Previews).closeAll();
    Object.assign(app.get(PreviewBounds), { idleMs: 400 });
    await browser.get(`${at}/home`).expect(200);
    await eventually(() => !app.get(Previews).has(hashOf(at)));
    await eventually(async () => (await folders()).length === 0);
    await browser.get(`${at}/home`).expect(200);
  });

  it('stays one while an answer takes longer than that', async () => {
    await app.get(Previews).closeAll();
    Object.assign(app.get(PreviewBounds), { idleMs: 10 });
    await browser.get(`${at}/home`).expect(200);
  });
});

describe('a draft that is looked at', () => {
  it('shows what it has become, and nothing once it is discarded', async () => {
    const me = { personId: admin.id, role: 'administrator', displayName: admin.displayName } as unknown as Me;
    const drafts = app.get(DraftService);
    const draft = await app.db.write((tx) =>
      drafts.create(tx, me, { trackId: 'kaeru', basedOn: null, files: sampleTrack({ id: 'kaeru' }) }),
    );
    const page = `/studio/drafts/${draft.id}/preview/first/home`;
    const before = await browser.get(page).expect(200);
    const file = sampleTrack({ id: 'kaeru' }).find(({ path }) => path.endsWith('01-hajime.yaml'))!;
    const text = new TextDecoder().decode(file.bytes).replace(/^title: .*$/m, 'title: あたらしい題');
    const files = [{ path: file.path, bytes: new TextEncoder().encode(text) }];
    await app.db.write((tx) => app.get(DraftFiles).putAll(tx, draft, { files, version: draft.version }));
    const after = await browser.get(page).expect(200);
    expect(before.text).not.toContain('あたらしい題');
    expect(after.text).toContain('あたらしい題');
    const now = await drafts.get(draft.id, me);
    await app.db.write((tx) => drafts.discard(tx, me, { draft: now, version: now.version }));
    await browser.get(page).expect(404);
    await browser
      .post(page)
      .type('form')
      .send({ _key: 'k'.repeat(20) })
      .expect(404);
  });
});

describe('what a server left that was killed', () => {
  it('goes at the next start; what somebody else has, or uses, stays', async () => {
    const here = await root();
    const [gone, before, running, other] = [
      'tomoni-preview-999999999-AbCdEf',
      `tomoni-preview-${process.pid}-AbCdEf`,
      `tomoni-preview-${process.ppid}-AbCdEf`,
      'tomoni-preview-sources-x',
    ].map((name) => join(tmpdir(), name));
    for (const folder of [gone, before, running, other])
      mkdirSync(join(folder!, 'open-1'), { recursive: true });
    await sweepRoots();
    expect([gone, before, running, other, here].map((folder) => existsSync(folder!))).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
    for (const folder of [running, other]) rmSync(folder!, { recursive: true });
  });
});
