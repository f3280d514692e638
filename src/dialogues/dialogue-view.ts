import type { Care } from '../curriculum/care.js';
import type { Scene } from '../curriculum/dialogue.js';
import type { Rendered } from '../curriculum/rendered.js';
import type { DialogueStep } from '../curriculum/step.js';

/** One dialogue in front of one person: where it is, and how words become HTML for them. */
export interface DialogueView {
  readonly base: string;
  readonly dialogue: DialogueStep;
  /** Of the whole dialogue. */
  readonly heading: string;
  /** Of the browser's tab: a hard subject is nobody else's business. */
  readonly document: string;
  readonly isScored: boolean;
  /** Who asked for easy words. */
  readonly isEasy: boolean;
  /** What comes up in it, where it may be passed with full credit. */
  readonly care: Care | null;
  readonly nextHref: string;
  readonly pathHref: string;
  readonly html: (words: Rendered, easy?: Rendered | null) => string;
}

/** A part of a conversation: what was said in one scene. */
export interface Talk {
  readonly lines: readonly Line[];
  /** What comes up in it; then it is folded, so that one chooses before reading. */
  readonly care: CareNote | null;
}

export interface Line {
  readonly kind: 'narrator' | 'other' | 'you';
  /** Of the other one; '' for who has no name. */
  readonly name: string;
  readonly html: string;
}

export interface CareNote {
  readonly topics: string;
  readonly where: string | null;
  /** The points without the hard part, as HTML. */
  readonly instead: string | null;
}

export function careNoteOf(view: DialogueView, care: Care | null): CareNote | null {
  if (!care || care.level === 0) return null;
  return {
    topics: care.topics.join('\u3001'),
    where: care.where,
    instead: care.instead && view.html(care.instead, care.insteadEasy),
  };
}

/** What is said in scenes, each a part of its own. */
export function talkOf(view: DialogueView, scenes: readonly Scene[]): readonly Talk[] {
  return scenes.map((scene) => ({ lines: linesOf(view, scene), care: careNoteOf(view, scene.care) }));
}

function linesOf(view: DialogueView, scene: Scene): readonly Line[] {
  // The easy version tells the whole scene at once: it takes the place of all that is said.
  if (scene.easy && view.isEasy) return [{ kind: 'narrator', name: '', html: view.html(scene.easy) }];
  return scene.says.map(({ speaker, text }) => ({
    kind: speaker === null ? 'narrator' : 'other',
    name: view.dialogue.people.find(({ id }) => id === speaker)?.name ?? '',
    html: view.html(text),
  }));
}
