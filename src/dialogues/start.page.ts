import { careNoteOf } from './dialogue-view.js';
import type { CareNote, DialogueView } from './dialogue-view.js';

export interface DialogueStartPage {
  readonly title: string;
  readonly documentTitle: string;
  /** Names, joined for reading; '' for nobody with a name. */
  readonly people: string;
  readonly minutes: number;
  readonly opening: string | null;
  readonly isScored: boolean;
  /** Points to reach; null where nothing is. */
  readonly pass: number | null;
  readonly care: CareNote | null;
  readonly action: string;
  readonly passAction: string;
  /** Number of the last walk, for the form that begins one. */
  readonly walk: number;
  readonly continueHref: string | null;
  readonly walkedHref: string | null;
  readonly pathHref: string;
}

export function toStartPage(
  view: DialogueView,
  so: { readonly walk: number; readonly continueHref: string | null; readonly isWalked: boolean },
): DialogueStartPage {
  const { dialogue, base } = view;
  return {
    title: view.heading,
    documentTitle: view.document,
    people: dialogue.people.map(({ name }) => name).join('\u3001'),
    minutes: dialogue.minutes,
    opening: dialogue.opening && view.html(dialogue.opening, dialogue.easy),
    isScored: view.isScored,
    pass: view.isScored ? dialogue.pass : null,
    care: careNoteOf(view, view.care),
    action: `${base}/start`,
    passAction: `${base}/passed`,
    walk: so.walk,
    continueHref: so.continueHref,
    walkedHref: so.isWalked ? `${base}/path` : null,
    pathHref: view.pathHref,
  };
}
