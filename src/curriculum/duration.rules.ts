/** A time that a person can plan with: from an hour on in steps of ten minutes. */
export interface Duration {
  readonly hours: number;
  readonly minutes: number;
}

/** `minutes` as computed for a track, at least 1. */
export function durationOf(minutes: number): Duration {
  if (minutes < 60) return { hours: 0, minutes };
  const rounded = Math.round(minutes / 10) * 10;
  return { hours: Math.floor(rounded / 60), minutes: rounded % 60 };
}
