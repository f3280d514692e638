/** One thing that was written, or two. */
export interface Told {
  readonly activityId: string;
  /** May hold readings. */
  readonly title: string;
  readonly safe: string;
  readonly hard: string;
}

export interface ToldPage {
  readonly keepDays: number;
  readonly activities: readonly {
    readonly title: string;
    readonly safe: readonly string[];
    readonly hard: readonly string[];
  }[];
}

/** By activity, each kind in its own order: what one person wrote does not stand together. */
export function toToldPage(told: readonly Told[], keepDays: number): ToldPage {
  const ids = [...new Set(told.map(({ activityId }) => activityId))];
  const activities = ids.map((id) => {
    const of = told.filter(({ activityId }) => activityId === id);
    const texts = (which: 'safe' | 'hard') =>
      of
        .map((one) => one[which])
        .filter((text) => text !== '')
        .sort();
    return { title: of[0]!.title, safe: texts('safe'), hard: texts('hard') };
  });
  return { keepDays, activities };
}
