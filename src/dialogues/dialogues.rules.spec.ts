import { aDialogue, placeIn } from '../../test/factories/dialogue.js';
import { NO_THREADS, holds, moved } from '../curriculum/dialogue.rules.js';
import { effectWords, standWords } from './effect-words.rules.js';
import { ordersOf, placeOf } from './orders.rules.js';
import { sceneRevision } from './scene-revision.rules.js';
import { endAt, standingsOf } from './walk-state.rules.js';
import type { Answered } from './walk-state.rules.js';

const dialogue = aDialogue();
const MEND = null;
/** `scene: words` of a reply, or the scene of an end that is mended. */
const turn = (scene: string, words: string | null): Answered => ({
  scene,
  reply: words === null ? null : placeIn(dialogue, scene, words),
});
const now = (...turns: Answered[]) => standingsOf(dialogue, turns).at(-1)!;
const offered = (...turns: Answered[]) => now(...turns).offered;

const LATE = turn('mittsu', 'すぐに');
const IGNORED = turn('mittsu', '既読');
const LIED = turn('mushi', '電波');

describe('a walk', () => {
  it('begins at the start, with nothing felt and nothing seen before', () => {
    expect(now()).toMatchObject({ turn: 1, at: { id: 'mittsu' }, threads: NO_THREADS, points: 0 });
    expect([...now().seen]).toEqual(['mittsu']);
  });

  it('shows scenes that follow without a reply together', () => {
    const at = now(turn('mittsu', '短く'));
    expect(at.run.map(({ id }) => id)).toEqual(['mattekureru', 'kimeta']);
    expect(endAt(at)).toMatchObject({ end: 'good', mend: null });
    expect(at.threads).toEqual({ connection: 1, burden: -1, choice: 0 });
  });

  it.each([
    ['a thread below its number, at first', [IGNORED], 2],
    ['a thread below its number, after a lie', [IGNORED, LIED, IGNORED], 3],
    ['a thread above its number, without burden', [IGNORED, turn('mushi', '眠かった')], 1],
    ['a thread above its number, with burden', [LATE, turn('ichiji', 'つぎは')], 2],
    [
      'a scene that was seen, after mending',
      [LATE, turn('ichiji', '明日も'), { scene: 'yasumi', reply: MEND }],
      3,
    ],
  ])('offers by %s', (_what, turns, count) => {
    expect(offered(...turns)).toHaveLength(count);
  });

  it('is mended with all that was felt and seen', () => {
    const hard = now(LATE, turn('ichiji', '明日も'));
    expect(endAt(hard)).toMatchObject({ end: 'hard' });
    const mended = now(LATE, turn('ichiji', '明日も'), { scene: 'yasumi', reply: MEND });
    expect([mended.at.id, mended.turn, mended.threads]).toEqual(['anshin', 4, hard.threads]);
  });

  it('counts each scene once, by the reply given there last', () => {
    const scored = aDialogue(
      {},
      {
        scored: true,
        edit: (text) =>
          text
            .replace('        go: mushi\n', '        go: mushi\n        score: 1\n')
            .replace('        go: mittsu\n', '        go: mittsu\n        score: -2\n')
            .replace('        misconception: M01\n', '        misconception: M01\n        score: 5\n'),
      },
    );
    const points = (...turns: Answered[]) => standingsOf(scored, turns).map((standing) => standing.points);
    expect(points(IGNORED, LIED, LATE)).toEqual([0, 1, -1, 3]);
  });

  it('leaves nobody without a reply', () => {
    const shut = aDialogue();
    const scenes = shut.scenes.map((scene) =>
      scene.next.kind === 'you'
        ? {
            ...scene,
            next: {
              ...scene.next,
              replies: scene.next.replies.map((reply) => ({ ...reply, when: { seen: 'nowhere' } })),
            },
          }
        : scene,
    );
    expect(standingsOf({ ...shut, scenes }, [])[0]!.offered).toEqual([0, 1, 2]);
  });

  it.each<[string, Answered[]]>([
    ['another scene', [{ scene: 'ichiji', reply: 0 }]],
    ['a reply that is not there', [{ scene: 'mittsu', reply: 9 }]],
    ['mending where it is not over', [{ scene: 'mittsu', reply: null }]],
    ['mending where nothing mends', [turn('mittsu', '短く'), { scene: 'kimeta', reply: null }]],
  ])('takes no turn of %s', (_what, turns) => {
    expect(() => standingsOf(dialogue, turns)).toThrow();
  });
});

describe('threads', () => {
  it('are so thick and no thicker', () => {
    let threads = NO_THREADS;
    for (let turns = 0; turns < 20; turns++)
      threads = moved(threads, { connection: 2, burden: -2, choice: 0 });
    expect(threads).toEqual({ connection: 10, burden: -10, choice: 0 });
  });

  it.each([
    ['>', 2, [false, false, true]],
    ['<', 2, [true, false, false]],
    ['>=', 2, [false, true, true]],
    ['<=', 2, [true, true, false]],
  ] as const)('hold %s %d', (is, than, expected) => {
    const at = (burden: number) => ({ seen: new Set<string>(), threads: { ...NO_THREADS, burden } });
    expect([1, 2, 3].map((burden) => holds({ thread: 'burden', is, than }, at(burden)))).toEqual(expected);
  });

  it('are told in words, and that nothing changed is told, too', () => {
    expect(effectWords({ connection: 1, burden: -2, choice: 0 })).toEqual([
      'dialogues.effect.connection.up1',
      'dialogues.effect.burden.down2',
    ]);
    expect(effectWords(NO_THREADS)).toEqual(['dialogues.effect.none']);
    expect(standWords({ connection: 3, burden: 0, choice: -1 })).toEqual([
      'dialogues.stand.connection.up',
      'dialogues.stand.burden.same',
      'dialogues.stand.choice.down',
    ]);
  });
});

describe('the order of replies', () => {
  it('is the file’s where nothing is shuffled, and any other where it is', () => {
    expect(ordersOf({ ...dialogue, shuffle: false }, () => 0).mittsu).toEqual([0, 1, 2]);
    expect(ordersOf(dialogue, () => 0).mittsu).toEqual([1, 2, 0]);
    expect(Object.keys(ordersOf(dialogue, () => 0))).toEqual(['mittsu', 'ichiji', 'mushi', 'anshin']);
  });

  it.each([
    ['0', 2],
    ['1', null],
    ['2', 1],
    ['3', null],
    ['', null],
    ['-1', null],
    ['1e0', null],
    ['constructor', null],
  ])('leads from the mark "%s" to place %p in the file', (marked, place) => {
    const at = { at: { id: 'a' }, offered: [1, 2] };
    expect(placeOf({ a: [2, 0, 1] }, at, marked)).toBe(place);
  });
});

describe('the revision of a scene', () => {
  const scene = (edit: (text: string) => string = (text) => text) =>
    sceneRevision(aDialogue({}, { edit }).scenes[0]!);

  it.each([
    ['an explanation', '読んだことと', '読んだことや', true],
    ['an easy version', 'かえせる', 'かえす', true],
    ['a reading', '短く、返せる', '短く、{返|かえ}せる', true],
    ['what is said', '返事ください。', '返事をください。', false],
    ['what one may say', '短く、返せる', '短く、話せる', false],
    ['what a reply does', '{burden: 2, connection: 1}', '{burden: 1, connection: 1}', false],
  ])('is the same after a change of %s: %p → %p: %p', (_what, before, after, same) => {
    const edited = scene((text) => text.replace(before, after));
    expect(edited === scene()).toBe(same);
  });

  it('is another one when replies lead elsewhere', () => {
    const swapped: Record<string, string> = { ichiji: 'mushi', mushi: 'ichiji' };
    const edit = (text: string) =>
      text.replace(/ go: (ichiji|mushi)$/gm, (_, id: string) => ` go: ${swapped[id]!}`);
    expect(scene(edit)).not.toBe(scene());
  });
});
