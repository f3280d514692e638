import { setTimeout as pause } from 'node:timers/promises';
import { unzipSync } from 'fflate';
import Handlebars from 'handlebars';
import { checkFiles } from '../src/curriculum/check.js';
import { codeCards } from '../src/studio/code-cards.js';
import { guideChapters } from '../src/studio/guide-text.js';
import { hrefOfKey } from '../src/studio/guide.page.js';
import { keyList } from '../src/studio/key-list.js';
import { readSamples } from '../src/studio/sample-course.js';
import { aCourse, aLesson, aModule } from './factories/course.js';
import { published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { bytes } from './support/bytes.js';

let app: TestApp;
let who: Browser;

beforeAll(async () => {
  app = await startApp();
  who = await signIn(app, await aPerson(app, { roles: ['facilitator'] }));
});
afterAll(() => app.close());

const read = async (at: string, status = 200) => (await who.get(at).expect(status)).text;
const textOf = (html: string) => html.replace(/<[^>]*>/g, '');
const escaped = (text: string) => Handlebars.escapeExpression(text);
const ask = (q: string) => read(`/studio/guide?q=${encodeURIComponent(q)}`);

/** Every link to a page of these, with the part of the page it names. */
function linksIn(html: string): string[] {
  return [...html.matchAll(/href="(\/studio\/(?:guide|samples|codes)[^"]*)"/g)].map(([, href]) => href!);
}

describe('the author’s guide', () => {
  it('has its chapters in the order in which they are needed, each ending with what to do next', async () => {
    const html = await read('/studio/guide');
    const chapters = guideChapters();
    expect(chapters).toHaveLength(13);
    const places = chapters.map(({ slug }) => html.indexOf(`href="/studio/guide/${slug}"`));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
    for (const { sections } of chapters) expect(sections.at(-1)?.heading).toBe('つぎにすること');
  });

  it('leads nowhere that is not there, in any chapter, card or list', async () => {
    const cards = [...codeCards().keys()].map((code) => `/studio/codes/${code}`);
    const chapters = guideChapters().map(({ slug }) => `/studio/guide/${slug}`);
    const samples = readSamples().map(({ kind }) => `/studio/samples/${kind}`);
    const keys = keyList().map(({ key }) => hrefOfKey(key));
    const pages = [
      '/studio/guide',
      '/studio/guide/keys',
      '/studio/guide/misconceptions',
      '/studio/samples',
      '/studio/codes',
      ...samples,
      ...keys,
    ];
    const seen = new Map<string, string>();
    for (const at of [...pages, ...chapters, ...cards]) seen.set(at, await read(at));
    const files = [...samples.map((at) => `${at}/text`), '/studio/samples.zip'];
    for (const [from, html] of seen)
      for (const link of linksIn(html)) {
        const [path, part] = link.split('#');
        if (files.includes(path!)) continue;
        expect([from, seen.has(path!) ? path : 'nowhere']).toEqual([from, path]);
        if (part)
          expect([link, seen.get(path!)!.includes(`id="${decodeURIComponent(part)}"`)]).toEqual([link, true]);
      }
  });

  it('lists the misconceptions that published courses use once each, for a draft to name', async () => {
    expect(textOf(await read('/studio/guide/misconceptions'))).toContain('まだありません');
    const one = (id: string) => ({ id, is: `思いちがい<${id}>`, reply: '返す言葉', next: null });
    for (const [id, used] of [
      ['one', ['M10', 'M02']],
      ['two', ['M02']],
    ] as const)
      await published(app, {
        ...aCourse({ id, code: id.toUpperCase(), modules: [aModule('a', [aLesson('yomu')])] }),
        shared: { sources: [], facts: [], terms: [], misconceptions: used.map(one) },
      });
    const html = await read('/studio/guide/misconceptions');
    expect([...html.matchAll(/<li id="(M\d+)">/g)].map(([, id]) => id)).toEqual(['M02', 'M10']);
    expect(html).toContain('思いちがい&lt;M10&gt;');
  });

  it('is found by words however they are typed, and leads to the heading', async () => {
    for (const typed of ['ふりがな 半角', 'フリガナ　半角', 'ﾌﾘｶﾞﾅ 半角']) {
      const html = await ask(typed);
      expect(html).toContain(`href="/studio/guide/bunshou#${encodeURIComponent('ふりがな')}"`);
      expect(html).toContain('<mark>');
    }
  });

  it('is found by a code and by a key, the card and the key first', async () => {
    for (const [typed, href] of [
      ['y106', '/studio/codes/Y106'],
      ['Ｙ１０６', '/studio/codes/Y106'],
      ['back-to', '/studio/guide/keys/back-to'],
      ['choose-many', '/studio/samples/choose-many'],
    ] as const) {
      const html = await ask(typed);
      expect(linksIn(html.slice(html.indexOf('id="found"')))[0]).toBe(href);
    }
  });

  it('keeps what was asked, says what to try when nothing is found, and shows nothing of it as markup', async () => {
    const html = await ask('"><b>ないことば');
    expect(html).toContain('value="&quot;&gt;&lt;b&gt;ないことば"');
    expect(textOf(html)).toContain('見つかりませんでした');
    expect(textOf(html)).toContain('言葉を短くする');
  });

  it.each([
    '/studio/guide?q=',
    '/studio/guide?q=%20%E3%80%80',
    '/studio/guide?q=a&q=b',
    '/studio/guide?q[x]=1',
  ])('%s asks for nothing', async (at) => {
    expect(await read(at)).not.toContain('id="found"');
  });

  it('answers a long question at once', async () => {
    const before = performance.now();
    await ask('あ い う え お '.repeat(40));
    await pause(0);
    expect(performance.now() - before).toBeLessThan(30_000);
  });

  it.each([
    '/studio/guide/nai',
    '/studio/guide/__proto__',
    '/studio/samples/nai',
    '/studio/samples/..%2ftrack',
  ])('%s is no page', async (at) => {
    await who.get(at).expect(404);
  });
});

describe('the samples', () => {
  it('are listed, each with its address; its page shows all of its writing', async () => {
    const html = await read('/studio/samples');
    for (const { kind, yaml } of readSamples()) {
      expect(html).toContain(`<li id="${kind}">`);
      expect(await read(`/studio/samples/${kind}`)).toContain(escaped(yaml));
    }
  });

  it('open as text alone, to be selected on a phone', async () => {
    const answer = await who.get('/studio/samples/lesson/text').expect(200);
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.text).toBe(readSamples().find(({ kind }) => kind === 'lesson')!.yaml);
  });

  it('come as one track of which the checker says nothing', async () => {
    const answer = await who.get('/studio/samples.zip').buffer().parse(bytes).expect(200);
    expect(answer.headers['content-disposition']).toContain('attachment');
    const files = unzipSync(new Uint8Array(answer.body as Buffer));
    const sources = Object.entries(files).map(([path, content]) => ({ path, bytes: content }));
    expect(sources.length).toBe(6);
    expect(checkFiles(sources).problems).toEqual([]);
  });
});

describe('the cards', () => {
  it('are listed, each with its code', async () => {
    const html = await read('/studio/codes');
    for (const code of codeCards().keys()) expect(html).toContain(`href="/studio/codes/${code}"`);
  });

  it('tell cause, reason and fix, and show both examples', async () => {
    const text = textOf(await read('/studio/codes/Y104'));
    for (const words of ['メモとして消えます', '題が途中で切れて見えます', '引用符で囲みます', '研修 #1'])
      expect(text).toContain(words);
    expect(text).toContain('ボタンで直せます');
  });

  it('say of an error that it cannot be left, and of a warning how', async () => {
    expect(await read('/studio/codes/Y104')).not.toContain('tomoni-ignore');
    expect(await read('/studio/codes/L407')).toContain('# tomoni-ignore L407: わけ');
  });

  it('are found in small letters, too; an unknown one leads to the list', async () => {
    expect(await read('/studio/codes/y104')).toContain('研修 #1');
    for (const code of ['Z999', 'Y1', '__proto__'])
      expect(await read(`/studio/codes/${code}`, 404)).toContain('href="/studio/codes"');
  });

  it('are framed in English for who reads it, the author’s own language told apart', async () => {
    const english = await signIn(app, await aPerson(app, { roles: ['administrator'] }));
    const ui = { theme: 'auto', size: 'm', ruby: '0', words: 'normal', progress: 'show', lang: 'en' };
    await english
      .post('/settings/display')
      .type('form')
      .send({ _key: crypto.randomUUID(), ...ui })
      .expect(303);
    const { text } = await english.get('/studio/codes/Y104').expect(200);
    expect(text).toContain('Why it matters');
    expect(text).toMatch(/<p lang="ja">空白のあと/);
  });
});
