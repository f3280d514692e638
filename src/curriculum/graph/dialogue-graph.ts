import type { ReplyContent, SceneContent } from '../schema/dialogue-schema.js';
import type { StepContent } from '../schema/step-schema.js';
import { baseText } from '../words/ruby-signs.js';

/** A dialogue as its author looks at it: scenes in the order of the file, and where each leads. Plain words. */
export interface DialogueGraph {
  readonly id: string;
  readonly title: string;
  readonly start: string;
  readonly scenes: readonly GraphedScene[];
}

export interface GraphedScene {
  readonly id: string;
  /** What is said first. */
  readonly words: string;
  readonly ways: readonly Way[];
  readonly end: 'good' | 'fair' | 'hard' | null;
}

export interface Way {
  readonly kind: 'reply' | 'go' | 'mend';
  /** 1 for the first reply of its scene; null for other ways. */
  readonly number: number | null;
  readonly words: string;
  readonly to: string;
  /** Condition as the author wrote it, like `burden >2`; null for none. */
  readonly when: string | null;
}

type DialogueContent = StepContent & { kind: 'dialogue' };

/** Draws also what is not sound yet: a way to a scene that is not there stays in it. */
export function graphOf(content: DialogueContent): DialogueGraph {
  return {
    id: content.value,
    title: baseText(content.title ?? content.value),
    start: content.start,
    scenes: content.scenes.map(({ key, value }) => ({
      id: key,
      words: firstWords(value),
      ways: waysOf(value),
      end: value.end,
    })),
  };
}

function firstWords({ says }: SceneContent): string {
  const [first] = says.flat();
  if (first === undefined) return '';
  return baseText(typeof first === 'string' ? first : first.value);
}

function waysOf({ you, go, mend }: SceneContent): Way[] {
  const replies = (you ?? []).map((reply, index): Way => ({
    kind: 'reply',
    number: index + 1,
    words: baseText(reply.say),
    to: reply.go,
    when: conditionOf(reply),
  }));
  const plain = (kind: 'go' | 'mend', to: string | null): Way[] =>
    to === null ? [] : [{ kind, number: null, words: '', to, when: null }];
  return [...replies, ...plain('go', go), ...plain('mend', mend)];
}

function conditionOf({ when }: ReplyContent): string | null {
  return when && `${when.kind} ${when.value}`;
}
