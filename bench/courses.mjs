/** Files of curricula for the checker: many, and as bad as one may be within what an upload may hold. */
import { fileURLToPath } from 'node:url';
import { readSources } from '../dist/curriculum/source-folder.js';

const FOLDER = fileURLToPath(new URL('../curricula', import.meta.url));
const TRACK = 'introductory';
/** One file may have so many bytes. */
const MOST = 1_000_000;

const text = ({ bytes }) => Buffer.from(bytes).toString('utf8');
const file = (path, content) => ({ path, bytes: new Uint8Array(Buffer.from(content)) });

/** A training of so many modules: all that are shipped, in turn, each time under ids of their own, and what is shared. */
export function largeCourse(count) {
  const shipped = readSources(FOLDER);
  const modules = shipped
    .filter(({ path }) => /^[a-z]+\/\d+-[^/]+\.yaml$/.test(path))
    .map((source) => ({ folder: source.path.split('/')[0], content: text(source) }))
    .map((module) => ({ ...module, id: /^module: (.*)$/m.exec(module.content)[1] }));
  const track = text(shipped.find(({ path }) => path === `${TRACK}/track.yaml`));
  const made = Array.from({ length: count }, (_, index) => {
    const round = Math.floor(index / modules.length);
    const { folder, id, content } = modules[index % modules.length];
    const others = modules.filter((module) => module.folder === folder);
    const named = others.reduce(
      (all, other) =>
        all.replaceAll(new RegExp(`(?<![\\w/-])${other.id}/`, 'g'), `${other.id}-${folder}-${round}/`),
      content.replace(/^requires: .*\n/m, ''),
    );
    const own = `${id}-${folder}-${round}`;
    return { id: own, content: named.replace(/^module: .*$/m, `module: ${own}`) };
  });
  return [
    ...shipped.filter(({ path }) => path.startsWith('shared/')),
    file(
      `${TRACK}/track.yaml`,
      track
        .replace(/^trial: .*\n/m, '')
        .replace(
          /^modules:\n(?:- .*\n)+/m,
          `scored: yes\nmodules: [${made.map(({ id }) => id).join(', ')}]\n`,
        ),
    ),
    ...made.map(({ id, content }) => file(`${TRACK}/${id}.yaml`, content)),
  ];
}

const head = 'format: 1\nmodule: warui\ntitle: わるい課\nobjectives: {m1: わかる}\nsources: []\nsteps:\n';
const lesson = (body) => `${head}- lesson: yomu\n  title: よむ\n  body: |\n${body}`;
const filled = (start, part) =>
  start + part.repeat(Math.floor((MOST - Buffer.byteLength(start)) / Buffer.byteLength(part)));
const times = (count, of) => Array.from({ length: count }, (_, index) => of(index)).join('');

/** A megabyte each, or as much as the other limits let through: what costs the checker most, of several kinds. */
export const WORST = {
  'a flat list': filled('a:\n', '- b\n'),
  'a list within the limit of nodes': filled(`${head}${times(9_900, () => '- a\n')}# `, 'あ'),
  'many small texts': filled('', '- {a: b}\n'),
  'brackets that stay open': filled('a: ', '[ '),
  'braces within braces': filled('a: ', '{a: '),
  'one long line': filled('a: ', 'あ'),
  'texts as long as they may be': lesson(filled('', `    ${'あ'.repeat(6_600)}。\n\n`)).slice(0, 333_000),
  'problems on every line': filled(head, '- ｛漢字｜かんじ｝：「x」　#1\n'),
  'words to avoid': filled(lesson(''), '    がんばって！必ずクリックしてください。\n'),
  'ruby that stays open': filled(lesson(''), '    {漢字|かんじ {漢|\n'),
  'links and images': filled(lesson(''), '    [こちら](http://a.b) ![](img/x.png) <b>\n'),
  headings: filled(lesson(''), '    #### 見出し **a** _b_ [\n'),
  'emphasis without end': filled(lesson(''), '    ![**_[*\n'),
  'a dialogue of many scenes': `${head}- dialogue: hanasu\n  title: 話す\n  start: s0\n  scenes:\n${times(2_400, (n) => `    s${n}: {says: こんにちは。, replies: [{say: はい, go: s${(n * 7 + 1) % 2400}}, {say: いいえ, go: s${n + 1}}]}\n`)}`,
  'a quiz of many questions': `${head}- quiz: toi\n  title: 問い\n  questions:\n${times(1_300, (n) => `  - choose-one: q${n}\n    ask: どれですか。\n    choices: [{○: これ}, {×: それ}, {×: あれ}]\n    because: そうだから。\n`)}`,
  'hundreds of wrong names': `${head}${times(4_000, (n) => `- lessen${n}: yomu${n}\n  titel: x\n`)}`,
  'anchors and aliases': filled('a: &a [x]\n', '- *a\n'),
  'quotes that stay open': filled('', `x: 'a\n"`),
  'reasons to ignore': filled(head, '# tomoni-ignore L401: x\n'),
};

/** A file as bad as this, alone in the folder of a training. */
export const alone = (content) => [file(`${TRACK}/01-warui.yaml`, content)];
