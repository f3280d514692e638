import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dialogueFile } from '../../../test/factories/dialogue.js';
import { file } from '../../../test/support/curriculum.js';
import { Locales } from '../../web/locales.js';
import { findDialogue } from './find-dialogue.js';
import { layOut } from './graph-layout.rules.js';
import { graphSvg } from './graph-svg.js';
import { graphText } from './graph-text.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const locales = Locales.load(join(root, 'views/locales'));
const words = locales.in('ja');
const graphIn = (text: string, id = 'yoru-11ji') => findDialogue(file('a.yaml', text), id);
const graph = graphIn(dialogueFile())!;

it('lists scenes, replies, conditions, ends and mending', () => {
  const text = graphText(graph, words);
  expect(text).toContain('場面 8、返答 11、終わり 3、はじまり mittsu');
  expect(text).toContain('  3. 既読のまま眠る → mushi\n');
  expect(text).toContain('（条件 connection <0） → anshin\n');
  expect(text).toContain('mattekureru  わかった。昼まで待つね。\n  続き → kimeta\n');
  expect(text).toMatch(/yasumi {2}三日後、.*\n {2}終わり（hard）\n {2}立て直し → anshin\n/);
  expect(graphText(graph, locales.in('en'))).toContain('mended → anshin');
});

it('puts a scene as many layers below the start as it is steps away', () => {
  const { placed, lines } = layOut(graph);
  const layers = Object.fromEntries(placed.map(({ scene, layer }) => [scene.id, layer]));
  expect(layers).toEqual({
    mittsu: 0,
    mattekureru: 1,
    ichiji: 1,
    mushi: 1,
    kimeta: 2,
    anshin: 2,
    yasumi: 2,
    aizu: 3,
  });
  expect(new Set(placed.map(({ layer, column }) => `${layer} ${column}`)).size).toBe(8);
  expect(lines).toHaveLength(14);
});

it('draws a picture that says in words what it shows', () => {
  const svg = graphSvg(graph, words);
  expect(svg).toContain('role="img" aria-labelledby="graph-title graph-list"');
  expect(svg).toContain('<title id="graph-title">夜11時のメッセージ</title>');
  expect(svg.match(/<path d="M\d/g)).toHaveLength(1 + 14);
  expect(svg.match(/<rect /g)).toHaveLength(1 + 8);
  const list = /<desc id="graph-list">([\s\S]*?)<\/desc>/.exec(svg)![1]!;
  const plain = list.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"');
  expect(plain).toBe(graphText(graph, words));
});

it('draws what is broken: a scene without a way to it, a way to nowhere, a circle, nothing at all', () => {
  const broken = graphIn(
    dialogueFile().replace('go: mattekureru', 'go: nowhere').replace('start: mittsu', 'start: none'),
  )!;
  expect(graphText(broken, words)).toContain('1. 短く、返せる時間を伝える → nowhere');
  expect(layOut(broken).placed).toHaveLength(8);
  const circle = graphIn(
    'module: m\nsteps:\n- dialogue: d\n  start: a\n  scenes: {a: {says: はい, go: a}}\n',
    'd',
  )!;
  expect(graphSvg(circle, words)).toContain('続き → a');
  const empty = graphIn('module: m\nsteps:\n- dialogue: d\n  start: a\n  scenes: {}\n', 'd')!;
  expect(layOut(empty)).toEqual({ placed: [], lines: [], layers: 0, columns: 0 });
  expect(graphSvg(empty, words)).toContain('</svg>');
});

it('takes the words of an author for words', () => {
  const svg = graphSvg(
    graphIn(dialogueFile().replaceAll('返事ください', '</desc><script>&"\\u0001'))!,
    words,
  );
  expect(svg).not.toContain('<script');
  expect(graphSvg({ ...graph, title: '</title><script>\u0001\ud800' }, words)).toContain(
    '<title id="graph-title">&lt;/title&gt;&lt;script&gt;</title>',
  );
});

it('finds no dialogue where there is none', () => {
  expect(graphIn(dialogueFile(), 'yomu')).toBeNull();
  expect(graphIn(dialogueFile(), 'x')).toBeNull();
  expect(graphIn('', 'x')).toBeNull();
});
