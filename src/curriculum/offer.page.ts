import { durationOf } from './duration.rules.js';
import type { Duration } from './duration.rules.js';
import type { Edition } from './edition.js';
import { tryHref } from './try-href.rules.js';

export interface OfferPage {
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
}

export function toOfferPage(editions: readonly Edition[]): OfferPage {
  const trials = editions.flatMap(({ track }) => (track.trial ? [tryHref(track.id, track.trial)] : []));
  return {
    tracks: editions.map(({ track, modules }) => ({
      title: track.title,
      href: `/tracks/${track.id}`,
      modules: modules.length,
      duration: durationOf(track.minutes),
      isOpen: track.access === 'open',
    })),
    trialHref: trials[0] ?? null,
  };
}
