import type { Reply } from '../curriculum/dialogue.js';
import { talkOf } from './dialogue-view.js';
import type { DialogueView, Talk } from './dialogue-view.js';
import { effectWords } from './effect-words.rules.js';
import type { Walk } from './walk.js';
import { endAt, replyAt, runFrom } from './walk-state.rules.js';

/** One scene of a walk that is over, with everything one may know about it now. */
export interface WalkedScene {
  readonly turn: number;
  readonly talk: readonly Talk[];
  /** What one said there; null at an end. */
  readonly said: WalkedReply | null;
  readonly others: readonly WalkedReply[];
  readonly end: { readonly kind: string; readonly closing: string; readonly isMended: boolean } | null;
}

export interface WalkedReply {
  readonly say: string;
  readonly feedback: string | null;
  readonly effects: readonly string[];
  readonly points: number | null;
  /** What would have followed, where the author lets the next scene answer; one's own is told by the next part. */
  readonly answer: readonly Talk[];
}

export interface WalkedPage {
  readonly heading: string;
  readonly document: string;
  readonly number: number;
  readonly count: number;
  readonly scenes: readonly WalkedScene[];
  /** Other walks to look at. */
  readonly earlier: readonly { readonly number: number; readonly href: string }[];
  readonly startAction: string;
  readonly walk: number;
  readonly nextHref: string;
}

/** The way one went, with the explanations, and what the other replies would have led to. */
export function toWalkedPage(
  view: DialogueView,
  walk: Walk,
  all: { finished: readonly Walk[]; last: number },
): WalkedPage {
  return {
    heading: view.heading,
    document: view.document,
    number: walk.number,
    count: walk.turns.length,
    scenes: walk.standings.map((_, index) => toScene(view, walk, index)),
    earlier: all.finished
      .filter(({ number }) => number !== walk.number)
      .map(({ number }) => ({ number, href: `${view.base}/path/${number}` })),
    startAction: `${view.base}/start`,
    walk: all.last,
    nextHref: view.nextHref,
  };
}

function toScene(view: DialogueView, walk: Walk, index: number): WalkedScene {
  const standing = walk.standings[index]!;
  const given = walk.turns[index];
  const end = endAt(standing);
  const words = (reply: Reply) => toReply(view, walk, reply);
  return {
    turn: standing.turn,
    talk: talkOf(view, standing.run),
    said: given && given.reply !== null ? { ...words(replyAt(standing.at, given.reply)), answer: [] } : null,
    // A scene one stands in now is not told: its replies are still to be chosen.
    others: given
      ? standing.offered
          .filter((place) => place !== given.reply)
          .map((place) => words(replyAt(standing.at, place)))
      : [],
    end: end && {
      kind: end.end,
      closing: view.html(end.closing, end.closingEasy),
      isMended: given !== undefined,
    },
  };
}

function toReply(view: DialogueView, { dialogue }: Walk, reply: Reply): WalkedReply {
  return {
    say: view.html(reply.say, reply.easy),
    feedback: reply.feedback && view.html(reply.feedback, reply.feedbackEasy),
    effects: effectWords(reply.effect),
    points: view.isScored ? reply.score : null,
    answer: reply.feedback ? [] : talkOf(view, runFrom(dialogue, reply.go).slice(0, 1)),
  };
}
