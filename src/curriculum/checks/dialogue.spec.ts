import { dialogueFile } from '../../../test/factories/dialogue.js';
import { aLesson, aModule, aTrack, problemsOf } from '../../../test/support/curriculum.js';

const END = 'z: {says: はい。, end: good, closing: おわり。}';

function found(scenes: readonly string[], { pass = '' } = {}): string[] {
  const head = `- dialogue: d\n  start: a\n${pass === '' ? '' : `  pass: ${pass}\n`}  scenes:\n`;
  const steps = `${aLesson}${head}${scenes.map((scene) => `    ${scene}\n`).join('')}`;
  return problemsOf({
    't/track.yaml': `${aTrack}${pass === '' ? '' : 'scored: yes\n'}`,
    't/01-m.yaml': aModule(steps),
  }).map(({ severity, code, params }) => `${severity} ${code} ${Object.values(params).join(' ')}`.trim());
}

const scene = (id: string, ...replies: string[]) => `${id}: {says: はい。, you: [${replies.join(', ')}]}`;
const reply = (go: string, more = '') => `{say: ええ, go: ${go}${more && `, ${more}`}}`;
const when = (condition: string) => `when: {${condition}}`;
const effect = (burden: number) => `effect: {burden: ${burden}}`;

describe('a dialogue with conditions', () => {
  it.each<[string, string[], string[]]>([
    [
      'a scene behind a thread that gets so thick',
      [
        scene('a', reply('a', effect(2)), reply('b', when('burden: ">2"')), reply('z')),
        scene('b', reply('z')),
        END,
      ],
      [],
    ],
    [
      'a scene behind a thread that never gets so thick',
      [scene('a', reply('b', when('burden: ">2"')), reply('z', effect(2))), scene('b', reply('z')), END],
      ['error D202 b', 'warning D207'],
    ],
    [
      'a thread beyond what a thread can be',
      [scene('a', reply('a', effect(2)), reply('z', when('burden: ">10"')), reply('z')), END],
      ['warning D207'],
    ],
    [
      'an end that is mended in a scene that is not there',
      [
        scene('a', reply('z', when('burden: "<1"')), reply('z')),
        'z: {says: はい。, end: hard, closing: おわり。, mend: b}',
      ],
      ['error R311 b a a, z'],
    ],
    [
      'a scene behind one that is seen on another way only',
      [
        scene('a', reply('b'), reply('c')),
        scene('b', reply('z')),
        scene('c', reply('e', when('seen: b')), reply('z')),
        scene('e', reply('z')),
        END,
      ],
      ['warning D207', 'error D202 e'],
    ],
    [
      'a scene behind one that was seen before',
      [
        scene('a', reply('b'), reply('c')),
        scene('b', reply('a')),
        scene('c', reply('e', when('seen: b')), reply('z')),
        scene('e', reply('z')),
        END,
      ],
      [],
    ],
    [
      'a scene that only mending opens',
      [
        scene('a', reply('h'), reply('b', when('seen: h'))),
        scene('b', reply('z')),
        'h: {says: はい。, end: hard, closing: おわり。, mend: a}',
        END,
      ],
      [],
    ],
    [
      'a trap for who carries too much',
      [
        scene('a', reply('b', effect(2)), reply('b')),
        scene('b', reply('b'), reply('z', when('burden: "<1"'))),
        END,
      ],
      ['error D204 b'],
    ],
    [
      'what looks like a trap and can be left',
      [
        scene('a', reply('b', effect(2)), reply('b')),
        scene('b', reply('b', effect(-1)), reply('z', when('burden: "<1"'))),
        END,
      ],
      [],
    ],
  ])('%s', (_what, scenes, expected) => {
    const told = found(scenes);
    expect(told.sort()).toEqual([...expected].sort());
  });

  it('of the example is found sound', () => {
    const problems = problemsOf({
      't/track.yaml': aTrack.replace('[m]', '[yoru]'),
      't/01-m.yaml': dialogueFile(),
    });
    expect(problems.filter(({ code }) => code.startsWith('D'))).toEqual([]);
  });

  it('of more ways than can be looked at says so instead of guessing', () => {
    const many = Array.from({ length: 16 }, (_, n) => n);
    const scenes = many.flatMap((n) => [
      scene(`a${n}`, reply(`b${n}`), reply(`a${n + 1}`)),
      scene(`b${n}`, reply(`a${n + 1}`)),
    ]);
    const asked = many.map((n) => reply('z', when(`seen: b${n}`)));
    const last = scene('a16', ...asked, reply('z'));
    expect(found([scene('a', reply('a0')), ...scenes, last, END])).toEqual(['warning D209']);
  });
});

describe('the mark of a dialogue', () => {
  const score = (points: number) => `score: ${points}`;
  it.each<[string, string, string[], string[]]>([
    ['on one way', '5', [scene('a', reply('b', score(2))), scene('b', reply('z', score(3))), END], []],
    [
      'on two ways together only',
      '4',
      [
        scene('a', reply('b'), reply('c')),
        scene('b', reply('z', score(2))),
        scene('c', reply('z', score(3))),
        END,
      ],
      ['error D210 4 3'],
    ],
    [
      'by going round and round',
      '4',
      [scene('a', reply('a', score(2)), reply('z', score(1))), END],
      ['error D210 4 1'],
    ],
    [
      'with a reply that its condition forbids',
      '4',
      [scene('a', reply('z', `${score(4)}, ${when('burden: ">0"')}`), reply('z', score(1))), END],
      ['error D210 4 1', 'warning D207'],
    ],
    [
      'after mending',
      '5',
      [
        scene('a', reply('h', score(2))),
        scene('b', reply('z', score(3))),
        'h: {says: はい。, end: hard, closing: おわり。, mend: b}',
        END,
      ],
      [],
    ],
  ])('%s', (_what, pass, scenes, expected) => {
    expect(found(scenes, { pass }).sort()).toEqual([...expected].sort());
  });
});
