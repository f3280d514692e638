import type { Reply } from '../curriculum/dialogue.js';
import type { DialogueView } from './dialogue-view.js';
import { effectWords } from './effect-words.rules.js';

export interface SaidPage {
  readonly heading: string;
  readonly document: string;
  readonly turn: number;
  readonly said: string;
  readonly feedback: string | null;
  /** Locale keys of sentences. */
  readonly effects: readonly string[];
  readonly points: number | null;
  readonly nextHref: string;
}

/** What a reply did, before one goes on. */
export function toSaidPage(view: DialogueView, turn: number, reply: Reply): SaidPage {
  return {
    heading: view.heading,
    document: view.document,
    turn,
    said: view.html(reply.say, reply.easy),
    feedback: reply.feedback && view.html(reply.feedback, reply.feedbackEasy),
    effects: effectWords(reply.effect),
    points: view.isScored ? reply.score : null,
    nextHref: `${view.base}/${turn + 1}`,
  };
}

/** Where the author lets the next scene answer, there is nothing to say in between. */
export function saysSomething(view: DialogueView, { feedback, effect }: Reply): boolean {
  return feedback !== null || view.isScored || Object.values(effect).some((change) => change !== 0);
}
