import type { Care } from './care.js';
import type { Label, Rendered } from './rendered.js';

/** A practice conversation: a graph of scenes. Every scene can be reached and leads to an end. */
export interface Dialogue {
  readonly people: readonly { readonly id: string; readonly name: Label }[];
  /** Id of the first scene. */
  readonly start: string;
  readonly shuffle: boolean;
  readonly opening: Rendered | null;
  /** Points to reach, in a scored track only. */
  readonly pass: number | null;
  readonly scenes: readonly Scene[];
}

export interface Scene {
  readonly id: string;
  /** `speaker` is an id of `people`; null is the narrator. */
  readonly says: readonly { readonly speaker: string | null; readonly text: Rendered }[];
  readonly easy: Rendered | null;
  readonly care: Care | null;
  readonly next: SceneReplies | SceneGo | SceneEnd;
}

export interface SceneReplies {
  readonly kind: 'you';
  readonly replies: readonly Reply[];
}

export interface SceneGo {
  readonly kind: 'go';
  readonly scene: string;
}

export interface SceneEnd {
  readonly kind: 'end';
  readonly end: 'good' | 'fair' | 'hard';
  readonly closing: Rendered;
  /** In easy Japanese; absent in editions from before it could be written. */
  readonly closingEasy?: Rendered | null;
  /** The scene from which it can be tried again; always there when hard. */
  readonly mend: string | null;
  readonly ask: Rendered | null;
  readonly askEasy?: Rendered | null;
}

export interface Reply {
  readonly say: Rendered;
  readonly easy: Rendered | null;
  readonly go: string;
  readonly feedback: Rendered | null;
  /** In easy Japanese; absent in editions from before it could be written. */
  readonly feedbackEasy?: Rendered | null;
  readonly misconception: string | null;
  /** Each -2 to 2, 0 when the author is silent. Shown in words, never as points. */
  readonly effect: { readonly connection: number; readonly burden: number; readonly choice: number };
  readonly when: ReplyCondition | null;
  readonly score: number;
}

/** When a reply is offered: after a scene was seen, or while a thread stands above or below a number. */
export type ReplyCondition =
  | { readonly seen: string }
  | {
      readonly thread: 'connection' | 'burden' | 'choice';
      readonly is: '>' | '<' | '>=' | '<=';
      readonly than: number;
    };
