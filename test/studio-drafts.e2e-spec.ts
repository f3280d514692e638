import { unzipSync, zipSync } from 'fflate';
import { EditionService } from '../src/curriculum/edition.service.js';
import { EditionSources } from '../src/curriculum/edition-sources.service.js';
import { DraftFiles } from '../src/studio/draft-files.service.js';
import { fileHref } from '../src/studio/draft-href.rules.js';
import type { DraftHead } from '../src/studio/draft.service.js';
import { aShortCourse } from './factories/certificate.js';
import { aCohort, aFacilitator } from './factories/cohort.js';
import { aDraft, aFlawedTrack } from './factories/draft.js';
import { published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import type { KnownPerson } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { bytes } from './support/bytes.js';
import { file } from './support/curriculum.js';
import { sendForm } from './support/multipart.js';
import type { SentForm } from './support/multipart.js';

let app: TestApp;
let author: KnownPerson;
let browser: Browser;
let stranger: Browser;
beforeAll(async () => {
  app = await startApp();
  await published(app, aShortCourse('machi', { code: 'MAC', title: '{町|まち}の講座' }));
  const { hash } = await app.get(EditionService).getCurrent('machi');
  await app.db.write((tx) => app.get(EditionSources).keep(tx, hash, aFlawedTrack('machi')));
  author = await aFacilitator(app, await aCohort(app, { trackId: 'machi' }));
  browser = await signIn(app, author);
  stranger = await signIn(app, await aFacilitator(app));
});
afterAll(() => app.close());

let count = 0;
const anId = () => `kouza-${++count}`;
const send = (path: string, fields: object, by = browser) =>
  by
    .post(path)
    .type('form')
    .send({ _key: crypto.randomUUID(), ...fields });
const held = async (draft: DraftHead, path: string) => {
  const found = await app.get(DraftFiles).get(draft, path);
  return { text: Buffer.from(found.bytes).toString('utf8'), seen: found.contentHash };
};
const versionOf = async ({ id }: DraftHead) =>
  (await app.db.one<{ version: number }>`select version from studio_draft where id = ${id}`)!.version;

describe('the first page of the studio', () => {
  it('shows the tracks one writes, the drafts, and how to begin', async () => {
    const own = await aDraft(app, author, { trackId: anId(), title: '聴く講座' });
    const { text } = await browser.get('/studio').expect(200);
    for (const words of ['教材をつくる', '町', '聴く講座', '開くと確認します', '写して下書きをつくる'])
      expect(text).toContain(words);
    const other = await stranger.get('/studio').expect(200);
    expect(other.text).not.toContain(own.id);
    expect(other.text).toContain('下書きは、まだありません。');
  });

  it('stands in the menu of those who write, and of nobody else', async () => {
    expect((await browser.get('/home')).text).toContain('href="/studio"');
    const admin = await signIn(app, await aPerson(app, { roles: ['administrator'] }));
    expect((await admin.get('/home')).text).toContain('href="/studio"');
    const office = await signIn(app, await aPerson(app, { roles: ['office'] }));
    expect((await office.get('/home')).text).not.toContain('href="/studio"');
  });

  it('begins a new track from the sample, once, which can be published as it is', async () => {
    const fields = { _key: 'a-key-of-one-page-0001', name: '新しい「聴く」講座', track: anId(), code: 'ATA' };
    const [one, other] = [await send('/studio/new', fields), await send('/studio/new', fields)];
    expect(one.status).toBe(303);
    expect(other.headers.location).toBe(one.headers.location);
    const { text } = await browser.get(one.headers.location!).expect(200);
    expect(text).toContain('新しい「聴く」講座');
    expect(text).toContain('直すところはありません。');
    expect((await browser.get('/studio')).text).toContain('直すところ 0');
  });

  it.each([
    [{ name: '', track: 'x', code: 'ABC' }, '講座の名前を書いてください。'],
    [{ name: '講座', track: '日本語', code: 'ABC' }, '半角の小文字、数字、ハイフン'],
    [{ name: '講座', track: 'x', code: 'AB' }, '英大文字3字'],
    [{ name: '講座', track: 'machi', code: 'ABC' }, 'もうあります'],
    [{ name: '講座', track: 'shared', code: 'ABC' }, '半角の小文字、数字、ハイフン'],
    [{ name: '講座', track: 'y', code: 'MAC' }, 'ほかの講座が使っています'],
  ])('refuses %j and keeps what was typed', async (fields, words) => {
    const { text } = await send('/studio/new', fields).expect(422);
    expect(text).toContain(words);
    expect(text).toContain(`value="${fields.track}"`);
  });

  it('copies a published track for who writes it, and is unknown to others', async () => {
    const { headers } = await send('/studio/tracks/machi/drafts', {}).expect(303);
    const { text } = await browser.get(headers.location!).expect(200);
    expect(text).toContain('machi/01-hajime.yaml');
    await send('/studio/tracks/machi/drafts', {}, stranger).expect(404);
    await send('/studio/tracks/nai/drafts', {}).expect(404);
  });
});

describe('the report of a draft', () => {
  it('sums up, leads to each line, words cause and remedy, and tells why it cannot be published', async () => {
    const id = anId();
    const draft = await aDraft(app, author, { trackId: id, files: aFlawedTrack(id) });
    const { text } = await browser.get(`/studio/drafts/${draft.id}`).expect(200);
    for (const words of [
      'まとめ',
      '公開は「直すところ」が0になるとできます。',
      '全角の「：」です。',
      '4行目',
    ])
      expect(text).toContain(words);
    expect(text.replaceAll('&#x3D;', '=')).toContain(fileHref(draft.id, `${id}/01-hajime.yaml`, 4));
    expect(text).toContain('<mark>：</mark>');
  });

  it('repairs one problem, exactly that one, however often it is pressed', async () => {
    const id = anId();
    const path = `${id}/01-hajime.yaml`;
    const draft = await aDraft(app, author, { trackId: id, files: aFlawedTrack(id) });
    const { seen } = await held(draft, path);
    const at = fileHref(draft.id, path);
    const fields = { _key: 'a-key-of-one-page-0002', line: '4', column: '6', code: 'Y101', seen };
    for (let press = 0; press < 2; press++) {
      const { headers } = await send(`${at}/repairs`, fields).expect(303);
      expect(headers.location).toBe(fileHref(draft.id, path, 4));
    }
    expect((await held(draft, path)).text).toContain('\ntitle: はじめの課\n');
    expect(await versionOf(draft)).toBe(2);
    const late = await send(`${at}/repairs`, { ...fields, _key: 'a-key-of-one-page-0003' }).expect(422);
    expect(late.text).toContain('ファイルが変わっていました');
  });

  it('repairs all that can be repaired, over the state that was seen', async () => {
    const id = anId();
    const draft = await aDraft(app, author, { trackId: id, files: aFlawedTrack(id) });
    await send(`/studio/drafts/${draft.id}/repairs`, { version: '7' }).expect(409);
    await send(`/studio/drafts/${draft.id}/repairs`, { version: '1' }).expect(303);
    expect((await held(draft, `${id}/01-hajime.yaml`)).text).toContain('\ntitle: はじめの課\n');
    expect((await browser.get(`/studio/drafts/${draft.id}`)).text).toContain('直すところはありません。');
  });

  it('of many files is not made again while nothing changed', async () => {
    const id = anId();
    const [head, module] = [aFlawedTrack(id)[0]!, aFlawedTrack(id)[1]!];
    const many = Array.from({ length: 300 }, (_, n) => ({ ...module, path: `${id}/${n + 1}.yaml` }));
    const draft = await aDraft(app, author, { trackId: id, files: [head, ...many] });
    expect((await browser.get(`/studio/drafts/${draft.id}`).expect(200)).text).toContain(`${id}/300.yaml`);
    const { checkProgram } = app.config;
    Object.assign(app.config, { checkProgram: new URL('file:///nowhere.mjs') });
    const again = await browser.get(`/studio/drafts/${draft.id}`);
    Object.assign(app.config, { checkProgram });
    expect(again.status).toBe(200);
    expect(again.text).toContain('ほかに');
  });

  it('is unknown to whoever does not write the track', async () => {
    const id = anId();
    const draft = await aDraft(app, author, { trackId: id });
    const at = `/studio/drafts/${draft.id}`;
    const of = fileHref(draft.id, `${id}/track.yaml`);
    for (const path of [at, `${at}/files.zip`, `${at}/discard`, `${at}/new-file`, of, `${of}/source`])
      await stranger.get(path).expect(404);
    const { seen } = await held(draft, `${id}/track.yaml`);
    for (const [path, fields] of [
      [`${at}/repairs`, { version: '1' }],
      [`${at}/discard`, { version: '1' }],
      [`${at}/new-file`, { name: 'x.yaml', text: '' }],
      [of, { text: 'x', seen }],
      [`${of}/repairs`, { line: '1', column: '1', code: 'Y101', seen }],
      [`${of}/name`, { name: 'x.yaml', seen }],
      [`${of}/removal`, { seen }],
    ] as const)
      await send(path, fields, stranger).expect(404);
    expect(await versionOf(draft)).toBe(1);
  });
});

describe('a file of a draft', () => {
  it('is shown line by line, with what was found under its line in words', async () => {
    const id = anId();
    const draft = await aDraft(app, author, { trackId: id, files: aFlawedTrack(id) });
    const { text } = await browser.get(fileHref(draft.id, `${id}/01-hajime.yaml`)).expect(200);
    expect(text).toContain('<li id="L4"><code>title：はじめの課</code>');
    expect(text).toContain('▶ 直すところ');
    expect(text).toContain('spellcheck="false"');
  });

  it('is saved over the text that was seen, and both are kept over another', async () => {
    const id = anId();
    const path = `${id}/01-hajime.yaml`;
    const draft = await aDraft(app, author, { trackId: id });
    const at = fileHref(draft.id, path);
    const { text: before, seen } = await held(draft, path);
    const mine = before.replace('はじめの課', '私の課');
    const { headers } = await send(at, { text: mine.replaceAll('\n', '\r\n'), seen }).expect(303);
    expect(headers.location).toBe(at);
    expect((await held(draft, path)).text).toBe(mine);
    const late = await send(at, { text: before.replace('はじめの課', 'もう一人の課'), seen }).expect(422);
    for (const words of ['title: 私の課', 'title: もう一人の課', 'いま保存されている内容'])
      expect(late.text).toContain(words);
    // Once both were seen, saving is a decision.
    const now = (await held(draft, path)).seen;
    expect(late.text).toContain(`name="seen" value="${now}"`);
    await send(at, { text: before, seen: now }).expect(303);
  });

  it('keeps its ends of lines', async () => {
    const id = anId();
    const path = `${id}/track.yaml`;
    const draft = await aDraft(app, author, {
      trackId: id,
      files: [file(path, 'title: a\r\nformat: 1\r\n')],
    });
    const { seen } = await held(draft, path);
    await send(fileHref(draft.id, path), { text: 'title: b\r\nformat: 1\r\n', seen }).expect(303);
    expect((await held(draft, path)).text).toBe('title: b\r\nformat: 1\r\n');
  });

  it('that was removed while somebody wrote keeps what they wrote, to be saved as a new one', async () => {
    const id = anId();
    const path = `${id}/01-hajime.yaml`;
    const draft = await aDraft(app, author, { trackId: id });
    const at = fileHref(draft.id, path);
    const { seen } = await held(draft, path);
    await browser.get(`${at}/removal`).expect(200);
    await send(`${at}/removal`, { seen }).expect(303);
    await browser.get(at).expect(404);
    const { text } = await send(at, { text: 'title: 残したい文', seen }).expect(422);
    expect(text).toContain('title: 残したい文');
    await send(`/studio/drafts/${draft.id}/new-file`, { name: '02-x', text: 'title: 残したい文' }).expect(
      303,
    );
    expect((await held(draft, `${id}/02-x.yaml`)).text).toBe('title: 残したい文');
  });

  it('is added and renamed under names that can be, and no others', async () => {
    const id = anId();
    const draft = await aDraft(app, author, { trackId: id });
    const add = (name: string) => send(`/studio/drafts/${draft.id}/new-file`, { name, text: 'わたしの文' });
    for (const name of ['track.yaml', '../x.yaml', 'img/x.png.exe', 'a/b/c.yaml', '', '\u202egpj.yaml'])
      expect((await add(name).expect(422)).text).toContain('わたしの文');
    await add('shared/facts.yaml').expect(303);
    const at = fileHref(draft.id, `${id}/01-hajime.yaml`);
    const { seen } = await held(draft, `${id}/01-hajime.yaml`);
    expect((await browser.get(`${at}/name`)).text).toContain('value="01-hajime.yaml"');
    await send(`${at}/name`, { name: 'track.yaml', seen }).expect(422);
    const { headers } = await send(`${at}/name`, { name: '01-kiku.yaml', seen }).expect(303);
    expect(headers.location).toBe(fileHref(draft.id, `${id}/01-kiku.yaml`));
  });

  it('of many lines is shown in parts, around the line that is asked for', async () => {
    const id = anId();
    const path = `${id}/01-long.yaml`;
    const long = `${'x: あいうえおかきくけこ\n'.repeat(5_000)}`;
    const draft = await aDraft(app, author, { trackId: id, files: [file(path, long)] });
    const { text } = await browser.get(fileHref(draft.id, path, 3_456)).expect(200);
    expect(text).toContain('id="L3456"');
    expect(text).not.toContain('id="L1"');
    expect(text).toContain('5001行のうち、2001行目から4000行目までを表示しています。');
    expect(Buffer.byteLength(text)).toBeLessThan(3_000_000);
  });

  it('is literal, whatever is written in it', async () => {
    const id = anId();
    const path = `${id}/01-x.yaml`;
    const hostile = '{{@root}} {{> bar}} </textarea><script>alert(1)</script> \u202eabc';
    const draft = await aDraft(app, author, { trackId: id, files: [file(path, `title: ${hostile}\n`)] });
    const { text } = await browser.get(fileHref(draft.id, path)).expect(200);
    expect(text).not.toContain('<script>alert');
    expect(text).toContain('{{@root}} {{&gt; bar}}');
    expect(text).toContain('[U+202E]abc');
  });

  it('and the whole draft are taken along as files', async () => {
    const id = anId();
    const draft = await aDraft(app, author, { trackId: id });
    const response = await browser
      .get(`${fileHref(draft.id, `${id}/track.yaml`)}/source`)
      .buffer()
      .parse(bytes)
      .expect(200);
    expect(response.headers['content-disposition']).toBe(
      `attachment; filename="track.yaml"; filename*=UTF-8''track.yaml`,
    );
    expect((response.body as Buffer).toString('utf8')).toBe((await held(draft, `${id}/track.yaml`)).text);
    const zip = await browser.get(`/studio/drafts/${draft.id}/files.zip`).buffer().parse(bytes).expect(200);
    expect(Object.keys(unzipSync(zip.body as Buffer))).toEqual([`${id}/01-hajime.yaml`, `${id}/track.yaml`]);
  });

  it('that is no text says so, and can still be taken along', async () => {
    const id = anId();
    const path = `${id}/01-sjis.yaml`;
    const draft = await aDraft(app, author, {
      trackId: id,
      files: [file(path, new Uint8Array([0x83, 0x5e, 0x83, 0x43]))],
    });
    const { text } = await browser.get(fileHref(draft.id, path)).expect(200);
    expect(text).toContain('文字として読めないファイルです');
    expect(text).not.toContain('<textarea');
  });
});

describe('files that are sent', () => {
  const sent = (path: string, form: SentForm, by = browser) =>
    sendForm(by.post(path), { _key: crypto.randomUUID(), ...form });

  it('begin a draft, whose id its track.yaml says', async () => {
    const id = anId();
    const files = Object.fromEntries(
      aFlawedTrack(id).map(({ path, bytes: content }) => [path, new Uint8Array(content)]),
    );
    const zip = Buffer.from(zipSync({ ...files, [`${id}/memo.txt`]: new Uint8Array([65]) }));
    const { text } = await sent('/studio/upload', { file: { file: 'x.zip', bytes: zip }, track: '' }).expect(
      200,
    );
    expect(text).toContain('memo.txt');
    const drafts = await app.db.sql<{ id: string }>`select id from studio_draft where track_id = ${id}`;
    expect(drafts).toHaveLength(1);
    expect(text).toContain(`/studio/drafts/${drafts[0]!.id}`);
  });

  it('go into a draft, in the place of those with the same names, over what was seen', async () => {
    const id = anId();
    const draft = await aDraft(app, author, { trackId: id });
    const at = `/studio/drafts/${draft.id}/upload`;
    const given = { file: '01-hajime.yaml', bytes: 'title: 送った課' };
    await sent(at, { file: given, version: '1' }, stranger).expect(404);
    await sent(at, { file: given, version: '9' }).expect(422);
    await sent(at, { file: given, version: '1' }).expect(303);
    expect((await held(draft, `${id}/01-hajime.yaml`)).text).toBe('title: 送った課');
  });

  it('are refused when they are of no use, or for a track of somebody else', async () => {
    const file = { file: 'x.docx', bytes: 'PK' };
    expect((await sent('/studio/upload', { file, track: 'a' }).expect(422)).text).toContain('Word');
    const yaml = { file: '01-x.yaml', bytes: 'title: x' };
    expect((await sent('/studio/upload', { file: yaml, track: '' }).expect(422)).text).toContain(
      'track.yaml',
    );
    const taken = await sent('/studio/upload', { file: yaml, track: 'machi' }, stranger).expect(422);
    expect(taken.text).toContain('もうあります');
  });
});

describe('the end of a draft', () => {
  it('is asked for, and comes over the state that was seen, once', async () => {
    const id = anId();
    const draft = await aDraft(app, author, { trackId: id });
    const at = `/studio/drafts/${draft.id}`;
    expect((await browser.get(`${at}/discard`)).text).toContain('ファイル2個の下書きを捨てます');
    await send(`${at}/new-file`, { name: '02-x', text: '' }).expect(303);
    expect((await send(`${at}/discard`, { version: '1' }).expect(409)).text).toContain('変わっていました');
    const fields = { _key: 'a-key-of-one-page-0009', version: '2' };
    for (let press = 0; press < 2; press++)
      expect((await send(`${at}/discard`, fields).expect(303)).headers.location).toBe('/studio');
    await browser.get(at).expect(404);
    expect(
      await app.db.sql`select act from audit_event where object = ${`draft:${draft.id}`} order by seq`,
    ).toEqual([{ act: 'draft.made' }, { act: 'draft.discarded' }]);
  });

  it('comes alone to a draft whose author is erased: it stays, without a name', async () => {
    const gone = await aFacilitator(app, await aCohort(app, { trackId: 'machi' }), {
      displayName: '進行 さようなら',
    });
    const draft = await aDraft(app, gone, { trackId: 'machi', files: aFlawedTrack('machi') });
    await app.db.write(
      (tx) =>
        tx.sql`update person set erased_at = 1, disabled_at = 1, display_name = '' where id = ${gone.id}`,
    );
    const { text } = await browser.get(`/studio/drafts/${draft.id}`).expect(200);
    expect(text).toContain('つくった人は、登録を終えています');
  });
});
