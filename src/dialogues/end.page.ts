import type { SceneEnd } from '../curriculum/dialogue.js';
import type { DialogueView, Talk } from './dialogue-view.js';
import { standWords } from './effect-words.rules.js';
import { talkAt } from './scene.page.js';
import type { Walk } from './walk.js';
import { endAt } from './walk-state.rules.js';

export interface DialogueEndPage {
  readonly heading: string;
  readonly document: string;
  readonly talk: readonly Talk[];
  readonly end: SceneEnd['end'];
  readonly closing: string;
  readonly ask: string | null;
  /** Locale keys of sentences. */
  readonly stands: readonly string[];
  readonly points: { readonly now: number; readonly best: number; readonly pass: number | null } | null;
  readonly canMend: boolean;
  readonly walk: number;
  readonly turn: number;
  readonly mendAction: string;
  readonly startAction: string;
  readonly nextHref: string;
  readonly walkedHref: string;
  readonly isMoved: boolean;
}

/** An end, whichever: what was said last, how it ended in words, and every way on. */
export function toEndPage(
  view: DialogueView,
  walk: Walk,
  { end, finished, isMoved }: { end: SceneEnd; finished: readonly Walk[]; isMoved: boolean },
): DialogueEndPage {
  const { now } = walk;
  return {
    heading: view.heading,
    document: view.document,
    talk: talkAt(view, walk, now.turn),
    end: end.end,
    closing: view.html(end.closing, end.closingEasy),
    ask: end.ask && view.html(end.ask, end.askEasy),
    stands: standWords(now.threads),
    points: view.isScored
      ? { now: now.points, best: bestOf([walk, ...finished]), pass: walk.dialogue.pass }
      : null,
    canMend: end.mend !== null,
    walk: walk.number,
    turn: now.turn,
    mendAction: `${view.base}/mend`,
    startAction: `${view.base}/start`,
    nextHref: view.nextHref,
    walkedHref: `${view.base}/path`,
    isMoved,
  };
}

/** Of every end that was reached, also of those that were mended. */
function bestOf(walks: readonly Walk[]): number {
  return Math.max(
    ...walks.flatMap(({ standings }) =>
      standings.filter((standing) => endAt(standing)).map(({ points }) => points),
    ),
  );
}
