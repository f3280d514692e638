import { formatLearnerNumber } from '../accounts/learner-number.rules.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import { emptyForm } from '../web/form.js';
import type { FormView } from '../web/form.js';
import type { ConsentSection } from './application-consent.rules.js';
import type { Place } from './application-place.service.js';
import { toPlaceView, WAY_OPTIONS } from './apply.page.js';
import type { PlaceView, SomebodyPage } from './apply.page.js';
import type { LetterHead } from './paper-letters.service.js';
import { PaperForm } from './paper.form.js';
import { sheetHref } from './selection.page.js';
import type { Sheet, SheetLine } from './selection.service.js';

export interface PaperEntryPage {
  readonly place: PlaceView;
  readonly form: FormView;
  /** The fields of the second of two, named as those of one; null where one applies alone. */
  readonly partner: FormView | null;
  readonly ways: SomebodyPage['ways'];
  /** The words that must stand on the paper. */
  readonly sections: readonly ConsentSection[];
  readonly action: string;
  readonly backHref: string;
}

export function toPaperEntryPage(
  place: Place,
  sections: readonly ConsentSection[],
  form: FormView = emptyForm(PaperForm),
): PaperEntryPage {
  const { partnerName: name, partnerWay: way, partnerContact: contact } = form.fields;
  const backHref = sheetHref(place.id);
  return {
    place: toPlaceView(place),
    form,
    partner: place.pairs ? { errors: [], fields: { name: name!, way: way!, contact: contact! } } : null,
    ways: WAY_OPTIONS,
    sections,
    action: `${backHref}/paper`,
    backHref,
  };
}

export interface ReceiptPage extends LetterHead {
  readonly place: PlaceView;
  readonly receipt: string;
  readonly names: readonly string[];
  /** On which it arrived on paper; null: it was sent on the page. */
  readonly paperOn: CalendarDay | null;
  readonly backHref: string;
}

export function toReceiptPage({ place }: Sheet, line: SheetLine, head: LetterHead): ReceiptPage {
  return {
    place: toPlaceView(place),
    receipt: formatLearnerNumber(line.receipt),
    names: line.people.map(({ name }) => name).filter(Boolean),
    paperOn: line.paperOn,
    ...head,
    backHref: sheetHref(place.id, `/${line.id}`),
  };
}
