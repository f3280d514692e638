import { formatLearnerNumber } from '../accounts/learner-number.rules.js';
import { emptyForm } from '../web/form.js';
import type { FormView } from '../web/form.js';
import type { Place } from './application-place.service.js';
import { toPlaceView } from './apply.page.js';
import type { PlaceView } from './apply.page.js';
import type { NextWish } from './next-wish.service.js';
import { sheetHref } from './selection.page.js';
import { WishesForm } from './wishes.form.js';

export interface WishesPage {
  readonly place: PlaceView;
  readonly form: FormView;
  readonly open: readonly NextWish[];
  readonly told: readonly NextWish[];
  /** Null once the cohort takes nobody any more. */
  readonly action: string | null;
  readonly backHref: string;
}

export function toWishesPage(
  place: Place,
  wishes: readonly NextWish[],
  form: FormView = emptyForm(WishesForm),
): WishesPage {
  const shown = wishes.map((wish) => ({ ...wish, receipt: formatLearnerNumber(wish.receipt) }));
  return {
    place: toPlaceView(place),
    form,
    open: shown.filter(({ isTold }) => !isTold),
    told: shown.filter(({ isTold }) => isTold),
    action: place.isOpen ? sheetHref(place.id, '/wishes') : null,
    backHref: sheetHref(place.id),
  };
}
