import type { WorksheetStep } from '../curriculum/step.js';
import { DomainError } from '../shared/domain-error.js';
import type { Message } from '../web/form.js';
import { LONGEST } from './words.form.js';
import { StaleSheet } from './worksheet.service.js';
import type { Saved } from './worksheet.service.js';
import { toWrittenView } from './worksheet.page.js';
import type { FormState } from './worksheet.page.js';
import { fit, isBlank, toTyped } from './written.rules.js';
import type { Typed } from './written.rules.js';

/** All places together: more does not fit into one posted form. */
const MOST = 20_000; // characters

/** The form with what is kept. */
export function savedState(step: WorksheetStep, saved: Saved, isSaved: boolean): FormState {
  const typed = toTyped(step.blocks, fit(step.blocks, saved.words).own);
  return { typed, version: saved.version, errors: new Map(), other: null, isSaved };
}

/** The form with what was typed, when a place holds more than can be kept or a letter that cannot. */
export function wrongState({ version, ...typed }: Typed & { readonly version: number }): FormState {
  const errors = new Map<number, Message>();
  for (const [place, text] of typed.texts.entries()) {
    const error = errorIn(text);
    if (error) errors.set(place, error);
  }
  if (errors.size === 0 && isTooMuch(typed))
    errors.set(longestOf(typed.texts), { code: 'worksheets.much', params: { most: MOST } });
  if (errors.size === 0) errors.set(0, { code: 'web.form.unreadable', params: {} });
  return { typed, version, errors, other: null, isSaved: false };
}

export function isTooMuch({ texts }: Typed): boolean {
  return texts.reduce((sum, text) => sum + [...text].length, 0) > MOST;
}

/** After a refusal: nothing is lost, both texts stand on the page. Anything but a refusal goes on to the error pages. */
export function staleState(step: WorksheetStep, typed: Typed, error: unknown): FormState {
  if (!(error instanceof DomainError) || !(error instanceof StaleSheet)) throw error;
  const { saved, isChanged, code, params } = error;
  const errors = new Map<number, Message>([[0, { code, params }]]);
  if (isChanged) {
    const block = { prompt: '', texts: typed.texts.filter((text) => text.trim() !== ''), ticked: [] };
    return { ...savedState(step, saved, false), errors, other: { isTyped: true, blocks: [block] } };
  }
  const blocks = saved.words.filter((block) => !isBlank(block)).map(toWrittenView);
  return { typed, version: saved.version, errors, other: { isTyped: false, blocks }, isSaved: false };
}

function errorIn(text: string): Message | null {
  if (text.includes('\u0000')) return { code: 'web.form.nul', params: {} };
  if ([...text].length > LONGEST) return { code: 'worksheets.long', params: { most: LONGEST } };
  return null;
}

function longestOf(texts: readonly string[]): number {
  return texts.reduce((longest, text, place) => (text.length > texts[longest]!.length ? place : longest), 0);
}
