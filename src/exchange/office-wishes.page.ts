import type { FormView } from '../web/form.js';
import { personalIn } from '../shared/personal-words.rules.js';
import type { Personal } from '../shared/personal-words.rules.js';
import { KEEP_SET_ASIDE_DAYS, KEEP_UNSHOWN_DAYS, WISH_LISTS } from './wish.rules.js';
import type { WishList } from './wish.rules.js';
import type { ListedWish } from './wish.service.js';

const ROOT = '/office/wishes';
export const WISHES_A_PAGE = 50;

interface ShownWish extends ListedWish {
  readonly isFirst: boolean;
  /** What in its words may lead to somebody. */
  readonly personal: readonly Personal[];
}

export interface OfficeWishesPage {
  readonly of: WishList;
  readonly lists: readonly { readonly of: WishList; readonly href: string; readonly isShown: boolean }[];
  readonly form: FormView;
  readonly wishes: readonly ShownWish[];
  readonly total: number;
  readonly action: string;
  /** How many were decided on the way here; null: none. */
  readonly decided: number | null;
  readonly allHref: string;
  readonly earlierHref: string | null;
  readonly laterHref: string | null;
  readonly setAsideDays: number;
  readonly unshownDays: number;
}

export function wishesHref(of: WishList, number = 1): string {
  return `${ROOT}?of=${of}${number > 1 ? `&page=${number}` : ''}`;
}

export function toOfficeWishesPage(
  { wishes, total }: { readonly wishes: readonly ListedWish[]; readonly total: number },
  at: {
    readonly of: WishList;
    readonly number: number;
    readonly form: FormView;
    readonly decided: number | null;
  },
): OfficeWishesPage {
  const { of, number, form, decided } = at;
  return {
    ...{ of, form, total, decided },
    lists: WISH_LISTS.map((one) => ({ of: one, href: wishesHref(one), isShown: one === of })),
    wishes: wishes.map((wish, index) => ({
      ...wish,
      isFirst: index === 0,
      personal: personalIn(wish.text),
    })),
    action: wishesHref(of, number),
    allHref: `${wishesHref(of, number)}&all=1`,
    earlierHref: number > 1 ? wishesHref(of, number - 1) : null,
    laterHref: number * WISHES_A_PAGE < total ? wishesHref(of, number + 1) : null,
    setAsideDays: KEEP_SET_ASIDE_DAYS,
    unshownDays: KEEP_UNSHOWN_DAYS,
  };
}
