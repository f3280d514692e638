const HOUR_MS = 60 * 60 * 1000;

/** Named exports that one official may ask for within an hour. Nobody needs more; who does is not who they say. */
export const EXPORTS_AN_HOUR = 10;

/** From when on earlier exports count. */
export function countedSince(now: Date): number {
  return now.getTime() - HOUR_MS;
}

/** Minutes until one more may be asked for, rounded up; null when it may be now. `asked`: instants within the hour. */
export function minutesToWait(asked: readonly number[], now: Date): number | null {
  if (asked.length < EXPORTS_AN_HOUR) return null;
  const newestFirst = [...asked].sort((a, b) => b - a);
  const freed = newestFirst[EXPORTS_AN_HOUR - 1]! + HOUR_MS;
  return Math.max(1, Math.ceil((freed - now.getTime()) / 60_000));
}
