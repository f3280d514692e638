import type { InvitationPlace } from './invitation-place.service.js';
import type { Invited, InvitedEntry } from './invited-entry.service.js';

export interface InvitationPage {
  readonly place: InvitationPlace;
  readonly kind: Invited['kind'];
  /** They go on in this cohort with what they did in another. */
  readonly moves: boolean;
  readonly needs: readonly { readonly title: string; readonly href: string }[];
  readonly action: string;
  readonly trackHref: string;
  readonly pathHref: string;
  readonly registerHref: string;
  readonly signInHref: string;
}

export function toInvitationPage({ place, invited }: InvitedEntry, token: string): InvitationPage {
  const action = `/invitation/${token}`;
  const next = encodeURIComponent(action);
  return {
    place,
    kind: invited.kind,
    moves: invited.kind === 'open' && invited.moves,
    needs:
      invited.kind === 'locked'
        ? invited.needs.map(({ id, title }) => ({ title, href: `/tracks/${id}` }))
        : [],
    action,
    trackHref: `/tracks/${place.trackId}`,
    pathHref: `/path/${place.trackId}`,
    registerHref: `/register?next=${next}`,
    signInHref: `/login?next=${next}`,
  };
}
