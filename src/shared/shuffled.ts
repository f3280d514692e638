/** Numbers from 0 up to 1. Passed in, so that a draw can be repeated in a test. */
export type Random = () => number;

/** Fisher and Yates: every order is equally likely. */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!];
  }
  return mixed;
}
