import type { Call } from '../cohorts/cohort.service.js';
import { durationOf } from '../curriculum/duration.rules.js';
import type { Duration } from '../curriculum/duration.rules.js';
import type { Edition } from '../curriculum/edition.js';
import { tryHref } from '../curriculum/try-href.rules.js';

export interface TracksPage {
  readonly tracks: readonly OfferedTrack[];
  /** The lesson to begin with, without an account; null where no track offers one. */
  readonly trialHref: string | null;
}

export interface OfferedTrack {
  readonly title: string;
  readonly href: string;
  readonly modules: number;
  readonly duration: Duration;
  readonly isOpen: boolean;
  /** Cohorts for which one can apply now. */
  readonly calls: readonly (Call & { readonly href: string })[];
}

export function toTracksPage(editions: readonly Edition[], calls: readonly Call[]): TracksPage {
  const trials = editions.flatMap(({ track }) => (track.trial ? [tryHref(track.id, track.trial)] : []));
  return {
    tracks: editions.map(({ track, modules }) => ({
      title: track.title,
      href: `/tracks/${track.id}`,
      modules: modules.length,
      duration: durationOf(track.minutes),
      isOpen: track.access === 'open',
      calls: toCallViews(calls, track.id),
    })),
    trialHref: trials[0] ?? null,
  };
}

export function toCallViews(calls: readonly Call[], trackId: string): OfferedTrack['calls'] {
  return calls
    .filter((call) => call.trackId === trackId)
    .map((call) => ({ ...call, href: `/apply/${call.id}` }));
}
