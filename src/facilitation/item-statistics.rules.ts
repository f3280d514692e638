/**
 * What Moodle calls question statistics, by its own definitions ("Quiz statistics calculations", docs.moodle.org/dev):
 * with x the score of each person at the question and X the score of the same person at the rest of the quiz.
 */
export interface Scores {
  readonly own: readonly number[];
  /** In the same order of people. */
  readonly rest: readonly number[];
}

/** Scores closer than this are equal: sums of binary fractions differ by a little. */
const SLACK = 1e-9;

/**
 * 100 · C(x, X) ÷ √(V(x) · V(X)): the correlation with the rest of the quiz, in percent, from -100 to 100 (Moodle,
 * "Discrimination index"). Null where one of the two does not vary.
 */
export function discriminationIndex({ own, rest }: Scores): number | null {
  if (isFlat(own) || isFlat(rest)) return null;
  return (100 * covariance(own, rest)) / Math.sqrt(covariance(own, own) * covariance(rest, rest));
}

/**
 * 100 · C(x, X) ÷ Cmax(x, X), where Cmax is the covariance of the same scores, both sorted: the most that these scores could
 * tell apart (Moodle, "Discriminative efficiency"). Null where one of the two does not vary.
 */
export function discriminativeEfficiency({ own, rest }: Scores): number | null {
  if (isFlat(own) || isFlat(rest)) return null;
  return (100 * covariance(own, rest)) / covariance(sorted(own), sorted(rest));
}

/** Of the sample: the sum of products of the distances from the means, divided by one less than how many there are. */
function covariance(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  const sum = a.reduce((total, value, at) => total + (value - meanA) * ((b[at] as number) - meanB), 0);
  return sum / (a.length - 1);
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

function isFlat(values: readonly number[]): boolean {
  return values.length < 2 || Math.max(...values) - Math.min(...values) < SLACK;
}

function sorted(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}
