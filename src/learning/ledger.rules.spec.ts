import { grow, growScores } from './ledger.rules.js';
import type { Progress, StepAct } from './ledger.rules.js';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 9, minute));
const place = (number: number) => ({ number, section: `s${number}` });

describe('grow', () => {
  it('begins with the first act', () => {
    expect(grow(null, { status: 'started' }, at(0))).toEqual({
      status: 'started',
      place: 0,
      section: null,
      skippedByCare: false,
      startedAt: at(0),
      completedAt: null,
      touchedAt: at(0),
    });
  });

  it('keeps the furthest place when a lower one arrives', () => {
    const far = grow(null, { status: 'started', place: place(3) }, at(0));
    expect(grow(far, { status: 'started', place: place(1) }, at(1))).toEqual({ ...far, touchedAt: at(1) });
  });

  it('keeps the first completion when it is done again', () => {
    const done = grow(null, { status: 'done' }, at(0));
    expect(grow(done, { status: 'done', skippedByCare: true }, at(5))).toMatchObject({
      completedAt: at(0),
      skippedByCare: true,
    });
  });

  it('only grows, whatever comes in whatever order', () => {
    const acts: readonly StepAct[] = [
      { status: 'started' },
      { status: 'started', place: place(1) },
      { status: 'started', place: place(4) },
      { status: 'done' },
      { status: 'done', skippedByCare: true },
    ];
    // Every row of four acts.
    for (let row = 0; row < acts.length ** 4; row++) {
      let known: Progress | null = null;
      for (let step = 0, rest = row; step < 4; step++, rest = Math.floor(rest / acts.length)) {
        const next: Progress = grow(known, acts[rest % acts.length]!, at(step));
        if (known) expect(shrinks(known, next)).toBe(false);
        known = next;
      }
    }
  });
});

function shrinks(before: Progress, after: Progress): boolean {
  return (
    (before.status === 'done' && after.status !== 'done') ||
    after.place < before.place ||
    (before.skippedByCare && !after.skippedByCare) ||
    after.startedAt.getTime() !== before.startedAt.getTime() ||
    (before.completedAt !== null && after.completedAt?.getTime() !== before.completedAt.getTime())
  );
}

describe('growScores', () => {
  const score = (question: string, best: number, skippedByCare = false) => ({
    question,
    best,
    skippedByCare,
  });
  const scored = (question: string, share: number, skippedByCare = false) => ({
    question,
    share,
    skippedByCare,
    replaces: false,
  });

  it('writes new questions and better answers, and nothing else', () => {
    const known = [score('a', 1000), score('b', 500), score('c', 0), score('d', 0, true)];
    const after = [scored('a', 0), scored('b', 1), scored('c', 0, true), scored('d', 0), scored('e', 2 / 3)];
    expect(growScores(known, after)).toEqual({
      added: [score('e', 667)],
      grown: [score('b', 1000), score('c', 0, true)],
    });
  });

  it('takes the last share where that is what counts, even a lower one', () => {
    const known = [{ question: 'a', best: 900, skippedByCare: false }];
    const last = { question: 'a', share: 0.4, skippedByCare: false, replaces: true };
    expect(growScores(known, [last]).grown).toEqual([{ question: 'a', best: 400, skippedByCare: false }]);
  });
});
