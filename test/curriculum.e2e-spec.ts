import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CurriculumFolder } from '../src/curriculum/curriculum-folder.js';
import { sha256 } from '../src/shared/ids.js';
import { enrolled } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { startApp } from './support/app.js';
import type { TestApp } from './support/app.js';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const track = (more = '') => `format: 1
track: hajime
code: HJM
title: はじめの講座
edition: 第1版
audience: participants
modules: [kiku]
${more}`;
const lesson = (text: string, more = '') => `format: 1
module: kiku
title: 聴くこと
objectives: {wakaru: 聴くことがわかる}
sources: []
steps:
- lesson: yomu
  title: 読みもの
  meets: [wakaru]
  body: |
    ${text}
  easy: |
    ${text}
${more}`;
const another = `- lesson: mata
  title: もう一つ
  body: |
    もう一つの読みものです。
  easy: |
    もう一つの読みものです。
`;

let folder: string;
let app: TestApp;
const write = (file: string, text: string | Buffer) => writeFile(join(folder, 'hajime', file), text);
const publish = async () => {
  await app.get(CurriculumFolder).publish();
  return app.get(CurriculumFolder).lastOutcomes()[0]?.publication;
};
const served = async () => (await app.browser().get('/tracks/hajime')).text;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'curricula-'));
  await mkdir(join(folder, 'hajime', 'img'), { recursive: true });
  await write('track.yaml', track());
  await write('01-kiku.yaml', lesson('聴くことから始めます。\n\n    ![小さな点](img/ten.png)'));
  await write('img/ten.png', PNG);
  app = await startApp({ config: { curriculaDir: folder } });
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

describe('the folder of curricula', () => {
  it('is published when the program starts, with its images and its standing cohort', async () => {
    expect(
      (await app.get(CurriculumFolder).lastReport()).problems.filter(({ severity }) => severity === 'error'),
    ).toEqual([]);
    expect(await served()).toContain('はじめの講座');
    const image = await app
      .browser()
      .get(`/files/${sha256(PNG)}`)
      .expect(200);
    expect(image.headers['content-type']).toBe('image/png');
    expect(image.headers['cache-control']).toContain('immutable');
    expect(Buffer.compare(image.body as Buffer, PNG)).toBe(0);
    expect(await app.db.sql`select kind from cohort`).toEqual([{ kind: 'standing' }]);
  });

  it.each(['0'.repeat(64), 'x', '..%2Fetc%2Fpasswd'])('has no file called %s', async (name) => {
    await app.browser().get(`/files/${name}`).expect(404);
  });

  it('is not published again while nothing changed', async () => {
    expect(await publish()).toMatchObject({ kind: 'current' });
    expect(await app.db.sql`select 1 from edition`).toHaveLength(1);
  });

  it('is not even read at a start after which nothing changed', async () => {
    const folderOfApp = app.get(CurriculumFolder);
    const before = folderOfApp.lastOutcomes();
    await folderOfApp.onApplicationBootstrap();
    expect(folderOfApp.lastOutcomes()).toBe(before);
    await write('more.yaml', '');
    await folderOfApp.onApplicationBootstrap();
    expect(folderOfApp.lastOutcomes()).not.toBe(before);
    await rm(join(folder, 'hajime', 'more.yaml'));
    await folderOfApp.publish();
  });

  it('reaches those enrolled with words at once', async () => {
    const person = await aPerson(app);
    await enrolled(app, person, 'hajime');
    const browser = await signIn(app, person);
    await write('01-kiku.yaml', lesson('聴くことから、ゆっくり始めます。'));
    expect(await publish()).toMatchObject({ kind: 'published', class: 'editorial' });
    await browser.get('/learn/hajime/kiku/yomu').expect(200, /ゆっくり始めます/);
  });

  it('leads to the activities and the trial visits; what is not served yet is asked at the office', async () => {
    const person = await aPerson(app);
    await enrolled(app, person, 'hajime');
    const browser = await signIn(app, person);
    await write(
      '01-kiku.yaml',
      lesson('{feature:activities}、{feature:trial}、{feature:consultation}です。'),
    );
    expect(await publish()).toMatchObject({ kind: 'published' });
    expect((await app.get(CurriculumFolder).lastReport()).problems).toEqual([]);
    const { text } = await browser.get('/learn/hajime/kiku/yomu').expect(200);
    expect(text).toContain('<a href="/activities">活動のページ</a>');
    expect(text).toContain('<a href="/activities/trials">見学・体験のページ</a>');
    expect(text).toContain('事務局（電話 000-000-0000）です。');
  });

  it('keeps the last good edition serving while a file is broken, and says what is wrong', async () => {
    await write('01-kiku.yaml', lesson('聴くこと').replace('title: 聴くこと', 'title：聴くこと'));
    expect(await publish()).toBeNull();
    expect(await served()).toContain('聴くこと');
    const [problem] = (await app.get(CurriculumFolder).lastReport()).problems;
    expect(problem).toMatchObject({ file: 'hajime/01-kiku.yaml', line: 3, code: 'Y101' });
    await write('01-kiku.yaml', lesson('聴くことから、また始めます。'));
    expect(await publish()).toMatchObject({ kind: 'published' });
    expect(
      (await app.get(CurriculumFolder).lastReport()).problems.filter(({ severity }) => severity === 'error'),
    ).toEqual([]);
  });

  it('leaves those enrolled on their revision when what is required changes', async () => {
    const person = await aPerson(app);
    await enrolled(app, person, 'hajime');
    const early = await signIn(app, person);
    await write('01-kiku.yaml', lesson('聴くことから、また始めます。', another));
    expect(await publish()).toMatchObject({ kind: 'published', class: 'consequential' });
    await early.get('/learn/hajime/kiku/mata').expect(404);
    const newcomer = await aPerson(app);
    await enrolled(app, newcomer, 'hajime');
    await (await signIn(app, newcomer)).get('/learn/hajime/kiku/mata').expect(200);
  });

  it('is refused when an id comes back as something else', async () => {
    const quiz = `- quiz: mata
  title: 確認の問い
  questions:
  - true-false: q
    ask: 聴くことは大切です。
    answer: ○
    feedback: 聴くことから始まります。
`;
    await write('01-kiku.yaml', lesson('聴くことから、また始めます。', quiz));
    expect(await publish()).toMatchObject({ kind: 'refused' });
    const person = await aPerson(app);
    await enrolled(app, person, 'hajime');
    await (await signIn(app, person)).get('/learn/hajime/kiku/mata').expect(200);
  });

  it('does not go back to words that were published before', async () => {
    await write('01-kiku.yaml', lesson('聴くことから、また始めます。'));
    expect(await publish()).toMatchObject({ kind: 'known' });
  });

  it('leaves a trace of each publication', async () => {
    const rows = await app.db.sql<{
      act: string;
    }>`select act from audit_event where act = ${'curriculum.published'}`;
    expect(rows).toHaveLength(5);
  });
});

describe('while a curriculum is being written', () => {
  it('is published again soon after a file was saved', async () => {
    const own = await mkdtemp(join(tmpdir(), 'curricula-'));
    await mkdir(join(own, 'hajime'));
    await writeFile(join(own, 'hajime', 'track.yaml'), track());
    await writeFile(join(own, 'hajime', '01-kiku.yaml'), lesson('聴くことから始めます。'));
    const writing = await startApp({ config: { curriculaDir: own, env: 'development' } });
    try {
      await writeFile(join(own, 'hajime', 'track.yaml'), track().replace('はじめの講座', '書きかえた講座'));
      const shown = async () => (await writing.browser().get('/tracks')).text.includes('書きかえた講座');
      for (let tries = 0; tries < 100 && !(await shown()); tries++)
        await new Promise((resolve) => setTimeout(resolve, 50));
      expect(await shown()).toBe(true);
    } finally {
      await writing.close();
      await rm(own, { recursive: true });
    }
  });
});
