import type { WorksheetBlock, WorksheetStep } from '../curriculum/step.js';
import { afterStep } from '../learning/after-step.rules.js';
import { careOf, documentTitleOf } from '../learning/care.rules.js';
import { servedSteps } from '../learning/path.rules.js';
import type { Seat } from '../learning/seat.service.js';
import { moduleHref, stepHref } from '../learning/step-ref.rules.js';
import type { FieldView, Message } from '../web/form.js';
import { toCareView } from './care-note.rules.js';
import type { CareView } from './care-note.rules.js';
import type { Wording } from './wording.js';
import { fit, formOf, isBlank, placesIn, widthOf } from './written.rules.js';
import type { Typed, WrittenBlock } from './written.rules.js';

export interface WorksheetPage {
  readonly title: string;
  readonly documentTitle: string;
  readonly moduleTitle: string;
  readonly moduleHref: string;
  readonly pathHref: string;
  readonly number: number;
  readonly total: number;
  readonly minutes: number;
  readonly isDone: boolean;
  /** Trusted HTML. */
  readonly intro: string | null;
  readonly care: CareView | null;
  readonly action: string;
  readonly laterHref: string;
  readonly printHref: string;
  /** Null where nothing was written that could be printed. */
  readonly ownPrintHref: string | null;
  readonly pages: number | null;
  /** To be filled in on the screen; null where the sheet is for paper only. */
  readonly form: SheetForm | null;
  readonly blocks: readonly BlockView[];
  readonly isSaved: boolean;
  /** Written where the sheet asked something else then. */
  readonly left: readonly WrittenView[];
}

export interface SheetForm {
  readonly errors: readonly (Message & { readonly field: string })[];
  readonly version: number;
  readonly sheet: string;
  /** What stands against what was typed: saved from another tab, or typed into a sheet that changed since. */
  readonly other: { readonly isTyped: boolean; readonly blocks: readonly WrittenView[] } | null;
}

export interface BlockView {
  readonly id: string;
  readonly kind: WorksheetBlock['kind'];
  /** Trusted HTML. */
  readonly prompt: string;
  readonly items: readonly string[];
  readonly columns: readonly string[];
  readonly ticks: FieldView;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  /** Places to write, row by row; lines and boxes are one row of one. */
  readonly rows: readonly { readonly number: number; readonly places: readonly PlaceView[] }[];
}

export interface PlaceView {
  readonly field: FieldView;
  /** Of its column; null where the prompt says it all. */
  readonly label: string | null;
  readonly rows: number;
}

export interface WrittenView {
  readonly prompt: string;
  readonly texts: readonly string[];
  readonly ticked: readonly string[];
}

/** What the form holds, and what to say about it. */
export interface FormState {
  readonly typed: Typed;
  readonly version: number;
  readonly errors: ReadonlyMap<number, Message>;
  readonly other: SheetForm['other'];
  readonly isSaved: boolean;
}

const MOST_ROWS = 12;
/** Where a refusal leads in a sheet that has boxes to tick and nothing else. */
const TICKS = 'ticks';

export function toWorksheetPage(
  seat: Seat<WorksheetStep>,
  { saved, state }: { saved: readonly WrittenBlock[]; state: FormState },
  wording: Wording,
): WorksheetPage {
  const { html } = wording;
  const { edition, module, step } = seat;
  const track = edition.track.id;
  const title = step.title ?? module.title;
  const served = servedSteps(module);
  const action = stepHref(track, { module: module.id, step: step.id }, step.kind);
  const { left } = fit(step.blocks, saved);
  return {
    title,
    documentTitle: documentTitleOf(module, step, title),
    moduleTitle: module.title,
    moduleHref: moduleHref(track, module.id),
    pathHref: `/path/${track}`,
    number: served.indexOf(step) + 1,
    total: served.length,
    minutes: step.minutes,
    isDone: seat.status === 'done',
    intro: step.intro && html(step.intro, step.easy),
    care: toCareView(careOf(module, step), wording),
    action,
    laterHref: afterStep(seat),
    printHref: `${action}/print`,
    ownPrintHref: saved.every(isBlank) ? null : `${action}/print?mine=1`,
    pages: step.pages,
    form: step.onScreen ? toForm(step, state) : null,
    blocks: toBlocks(step, state, html),
    isSaved: state.isSaved,
    left: left.map(toWrittenView),
  };
}

export function toWrittenView({ prompt, texts, ticked }: WrittenBlock): WrittenView {
  return { prompt, texts: texts.filter((text) => text.trim() !== ''), ticked };
}

function toForm(step: WorksheetStep, { version, errors, other }: FormState): SheetForm {
  return {
    errors: [...errors].map(([place, error]) => ({
      field: hasPlaces(step) ? placeId(place) : TICKS,
      ...error,
    })),
    version,
    sheet: formOf(step.blocks),
    other,
  };
}

function toBlocks(step: WorksheetStep, state: FormState, html: Wording['html']): BlockView[] {
  let next = 0;
  return step.blocks.map((block, number) => {
    const from = next;
    next += placesIn(block);
    return {
      id: `block-${number}`,
      kind: block.kind,
      prompt: html(block.prompt, block.easy),
      items: block.items,
      columns: block.columns,
      ticks: fieldOf(number === 0 ? TICKS : `${TICKS}-${number}`, 'ticks', {
        value: '',
        values: state.typed.ticks,
        error: number === 0 && !hasPlaces(step) ? state.errors.get(0) : undefined,
      }),
      options: block.items.map((text, item) => ({ value: `${number}.${item}`, text })),
      rows: toRows(block, from, state),
    };
  });
}

function toRows(block: WorksheetBlock, from: number, state: FormState): BlockView['rows'] {
  const width = widthOf(block);
  const rows = block.kind === 'table' ? 2 : Math.min(MOST_ROWS, block.lines);
  return Array.from({ length: placesIn(block) / width }, (_, row) => ({
    number: row + 1,
    places: Array.from({ length: width }, (_place, column) => {
      const place = from + row * width + column;
      const field = fieldOf(placeId(place), 'words', {
        value: state.typed.texts[place] ?? '',
        values: [],
        error: state.errors.get(place),
      });
      const isNamed = block.kind === 'table' || block.kind === 'columns';
      return { field, label: (isNamed && block.columns[column]) || null, rows };
    }),
  }));
}

function hasPlaces({ blocks }: WorksheetStep): boolean {
  return blocks.some((block) => placesIn(block) > 0);
}

function placeId(place: number): string {
  return `words-${place + 1}`;
}

function fieldOf(
  id: string,
  name: string,
  { value, values, error }: { value: string; values: readonly string[]; error?: Message | undefined },
): FieldView {
  return { id, name, value, values, error: error ?? null };
}
