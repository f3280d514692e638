import { toPlaceView } from './apply.page.js';
import type { PlaceView } from './apply.page.js';
import type { Offer, Offered } from './offer.service.js';

export interface OfferPage {
  readonly place: PlaceView;
  readonly kind: Offered['kind'];
  /** They go on in this cohort with what they did in another. */
  readonly moves: boolean;
  readonly needs: readonly { readonly title: string; readonly href: string }[];
  readonly action: string;
  readonly pathHref: string;
  readonly registerHref: string;
  readonly signInHref: string;
}

export function toOfferPage({ own, offered }: Offer, token: string): OfferPage {
  const action = `/offer/${token}`;
  const next = encodeURIComponent(action);
  return {
    place: toPlaceView(own.place),
    kind: offered.kind,
    moves: offered.kind === 'open' && offered.moves,
    needs:
      offered.kind === 'locked'
        ? offered.needs.map(({ id, title }) => ({ title, href: `/tracks/${id}` }))
        : [],
    action,
    pathHref: `/path/${own.place.trackId}`,
    registerHref: `/register?next=${next}`,
    signInHref: `/login?next=${next}`,
  };
}
