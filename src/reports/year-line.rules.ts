/** Counts from 1 to one less than this are never shown, nor can they be had by subtracting (DESIGN, small cells). */
export const SMALL = 10;
/** A hidden number keeps one more possible values than this. */
export const WIDTH = 3;

/** People who took part, and of them who completed. */
export interface Counts {
  readonly n: number;
  readonly c: number;
}

/** Zero or many: a count that may be read. */
export function isReadable(count: number, least = SMALL): boolean {
  return count === 0 || Math.abs(count) >= least;
}

/**
 * Whether a line may be shown. Who did not complete is said by subtraction; of them, too, there must be none or several,
 * but not ten: in a group of twenty that would leave nothing to be shown, and it says of nobody who it is.
 */
export function isOpen({ n, c }: Counts): boolean {
  return isReadable(n) && isReadable(c) && isReadable(n - c, WIDTH);
}

export function sumOf(lines: readonly Counts[]): Counts {
  return {
    n: lines.reduce((sum, { n }) => sum + n, 0),
    c: lines.reduce((sum, { c }) => sum + c, 0),
  };
}

/** Whether lines may be hidden together although their sum is known: it is then a line that everybody can read. */
export function isPool(lines: readonly Counts[], seats: readonly (number | null)[]): boolean {
  const sum = sumOf(lines);
  return lines.length > 1 && isOpen(sum) && hidesEach(sum, seats);
}

/**
 * Whether a known sum leaves each cohort in it enough values (docs/decisions/0008). `seats`: one for each cohort; null: no
 * limit. They are public: where they tell how many took part in a cohort, it must not be few.
 */
export function hidesEach({ n }: Counts, seats: readonly (number | null)[]): boolean {
  if (n - seats.length < WIDTH) return false;
  return seats.every((own, at) => {
    const others = seats.filter((_, place) => place !== at).map((one) => one ?? Infinity);
    const least = Math.max(1, n - others.reduce((sum, one) => sum + one, 0));
    const most = Math.min(own ?? Infinity, n - others.length);
    return least >= SMALL || most - least >= WIDTH;
  });
}

/** Share who completed, in percent with one decimal; null where there is nobody to take it from. */
export function rateOf({ n, c }: Counts): number | null {
  return n === 0 ? null : Math.round((c * 1000) / n) / 10;
}
