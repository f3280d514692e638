import type { FieldView, FormView } from '../web/form.js';
import { talkOf } from './dialogue-view.js';
import type { DialogueView, Line, Talk } from './dialogue-view.js';
import type { Walk } from './walk.js';
import { replyAt } from './walk-state.rules.js';

export interface ScenePage {
  readonly heading: string;
  readonly document: string;
  readonly turn: number;
  readonly talk: readonly Talk[];
  readonly options: readonly { readonly value: string; readonly html: string }[];
  readonly form: FormView;
  readonly field: FieldView;
  readonly action: string;
  readonly passAction: string;
  readonly laterHref: string;
  /** Another page had gone on already. */
  readonly isMoved: boolean;
}

/** What the page's form carries along unseen. */
export function walkOf({ number }: Pick<Walk, 'number'>): { walk: string } {
  return { walk: String(number) };
}

/** The scene one stands in; nothing on it tells what a reply leads to. */
export function toScenePage(
  view: DialogueView,
  walk: Walk,
  page: { form: FormView; isMoved: boolean },
): ScenePage {
  const { now } = walk;
  return {
    heading: view.heading,
    document: view.document,
    turn: now.turn,
    talk: talkAt(view, walk, now.turn),
    options: optionsOf(view, walk),
    form: page.form,
    field: page.form.fields.reply!,
    action: `${view.base}/${now.turn}`,
    passAction: `${view.base}/passed`,
    laterHref: view.pathHref,
    isMoved: page.isMoved,
  };
}

/** What one said last, and what was said to it. */
export function talkAt(view: DialogueView, walk: Walk, turn: number): readonly Talk[] {
  const said = saidAt(view, walk, turn - 1);
  const talk = talkOf(view, walk.standings[turn - 1]!.run);
  return said ? [{ lines: [said], care: null }, ...talk] : talk;
}

/** The reply of a turn; null where there was none, or an end was mended. */
export function saidAt(view: DialogueView, walk: Walk, turn: number): Line | null {
  const given = walk.turns[turn - 1];
  if (!given || given.reply === null) return null;
  const { say, easy } = replyAt(walk.standings[turn - 1]!.at, given.reply);
  return { kind: 'you', name: '', html: view.html(say, easy) };
}

function optionsOf(view: DialogueView, { now, orders }: Walk) {
  const shown = orders[now.at.id] ?? [];
  return shown.flatMap((place, index) => {
    if (!now.offered.includes(place)) return [];
    const { say, easy } = replyAt(now.at, place);
    return [{ value: String(index), html: view.html(say, easy) }];
  });
}
