import type { ActivityContent } from '../activities/activity-content.rules.js';
import { clockOf } from './activity-lines.page.js';
import { differencesOf } from './content-difference.rules.js';
import type { ContentField, MarkedSaying } from './content-difference.rules.js';

/** One thing that a field says, as the partial `content-saying` words it. */
export type ShownSaying = { readonly isChanged: boolean } & (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'access'; readonly word: string; readonly answer: string }
  | { readonly kind: 'yen'; readonly yen: number }
  | {
      readonly kind: 'regular';
      readonly weekday: number;
      /** `1・3`; empty for every week. */
      readonly weeks: string;
      readonly from: string;
      readonly to: string;
    }
  | { readonly kind: 'date'; readonly day: string; readonly from: string; readonly to: string }
  | { readonly kind: 'off'; readonly day: string }
);

/** What one field said and says; the partial `content-differences` shows a list of them. */
export interface FieldWords {
  readonly field: ContentField;
  readonly before: readonly ShownSaying[];
  readonly after: readonly ShownSaying[];
  /** Running text, whose parts follow one another; other sayings stand one under the other. */
  readonly isText: boolean;
}

export type Areas = readonly { readonly id: string; readonly name: string }[];

/** What differs, in words. `before` is null for a new entry: then all that it says stands under `after`. */
export function differenceWords(
  { before, after }: { before: ActivityContent | null; after: ActivityContent },
  areas: Areas,
): FieldWords[] {
  return differencesOf(before, after).map((difference) => ({
    field: difference.field,
    before: difference.before.map((saying) => toShown(saying, areas)),
    after: difference.after.map((saying) => toShown(saying, areas)),
    isText: [...difference.before, ...difference.after].every(({ kind }) => kind === 'text'),
  }));
}

function toShown(saying: MarkedSaying, areas: Areas): ShownSaying {
  const { isChanged } = saying;
  switch (saying.kind) {
    case 'form':
      return { kind: 'word', word: `activities.form.${saying.form}`, isChanged };
    case 'audience':
      return { kind: 'word', word: `activities.audience.${saying.audience}`, isChanged };
    case 'place':
      return { kind: 'word', word: `organisers.place.${saying.place}`, isChanged };
    case 'booking':
      return { kind: 'word', word: `organisers.booking.${saying.booking}`, isChanged };
    case 'access':
      return { kind: 'access', word: `activities.access.${saying.access}`, answer: saying.answer, isChanged };
    case 'area': {
      const area = areas.find(({ id }) => id === saying.area);
      return { kind: 'text', text: area?.name ?? saying.area, isChanged };
    }
    case 'yen':
      if (saying.yen !== null && saying.yen > 0) return { kind: 'yen', yen: saying.yen, isChanged };
      return { kind: 'word', word: `organisers.cost.${saying.yen === 0 ? 'free' : 'unknown'}`, isChanged };
    case 'regular':
      return {
        kind: 'regular',
        weekday: saying.weekday,
        weeks: saying.weeks.join('\u30fb'),
        ...{ from: clockOf(saying.from), to: clockOf(saying.to) },
        isChanged,
      };
    case 'date':
      return { ...saying, from: clockOf(saying.from), to: clockOf(saying.to) };
    default:
      return saying;
  }
}
