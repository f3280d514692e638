import type { FormView, Message } from '../../web/form.js';
import type { DraftHead } from '../draft.service.js';
import type { ShownAffected } from './affected.rules.js';
import { toDifferencesView } from './difference.page.js';
import type { DifferencesView } from './difference.page.js';
import type { ShownProposal } from './proposals.service.js';
import type { Review } from './review.js';

/** The last look before something is published, whatever it came from. */
export interface ReviewView {
  readonly trackTitle: string;
  readonly label: string;
  /** `first`: nobody has seen the track before. `same`: there is nothing to publish. */
  readonly state: 'first' | 'same' | 'refused' | 'ready';
  readonly class: Review['class'];
  readonly isRestoring: boolean;
  readonly differences: DifferencesView;
  readonly affected: AffectedView;
  /** The files of the folder count until now. */
  readonly detaches: boolean;
  readonly base: string;
  readonly edition: string;
}

export type AffectedView = Omit<ShownAffected, 'steps'>;

export function toReviewView({ current, what, affected, differences, ...review }: Review): ReviewView {
  const { steps: _steps, ...shown } = affected;
  const isSame = current?.hash === what.edition.hash;
  return {
    trackTitle: what.edition.track.title,
    label: what.edition.track.edition,
    state: isSame ? 'same' : !current ? 'first' : review.class === 'refused' ? 'refused' : 'ready',
    class: review.class,
    isRestoring: review.isRestoring && !isSame,
    differences: toDifferencesView(differences, affected),
    affected: shown,
    detaches: current !== null && review.source === 'files',
    base: current?.hash ?? '',
    edition: what.edition.hash,
  };
}

/** Confirming one publication. */
export interface PublicationPage {
  readonly title?: string;
  readonly backHref: string;
  readonly action: string;
  /** Of a draft that has errors: how many, and nothing else is shown. */
  readonly errors: number;
  readonly review: ReviewView | null;
  readonly form: FormView;
  readonly refusal: Message | null;
  readonly needsTwo: boolean;
}

export function toDraftPublicationPage(
  draft: DraftHead,
  given: Omit<PublicationPage, 'backHref' | 'action' | 'review'> & { readonly review: Review | null },
): PublicationPage {
  const root = `/studio/drafts/${draft.id}`;
  const review = given.review && toReviewView(given.review);
  return { ...given, review, backHref: root, action: `${root}/publication` };
}

export function toRestorationPage(
  { trackId, hash }: { trackId: string; hash: string },
  given: Omit<PublicationPage, 'backHref' | 'action' | 'review' | 'errors'> & { readonly review: Review },
): PublicationPage {
  const root = `/studio/tracks/${trackId}/editions`;
  const review = toReviewView(given.review);
  return { ...given, errors: 0, review, backHref: root, action: `${root}/${hash}/restoration` };
}

/** What waits for a second person, or what became of it. */
export interface ProposalPage {
  readonly proposal: Omit<ShownProposal, 'what'>;
  readonly editionsHref: string;
  readonly draftHref: string | null;
  readonly action: string;
  /** Null once it is closed, and where it is no longer what was proposed. */
  readonly review: ReviewView | null;
  readonly isOutdated: boolean;
  readonly mayConfirm: boolean;
  readonly refusal: Message | null;
}

export function toProposalPage(
  { what: _what, ...proposal }: ShownProposal,
  review: Review | null,
  refusal: Message | null,
): ProposalPage {
  const view = review && toReviewView(review);
  const isOpen = proposal.outcome === null;
  const isOutdated = isOpen && (!view || view.base !== (proposal.baseHash ?? ''));
  return {
    proposal,
    editionsHref: `/studio/tracks/${proposal.trackId}/editions`,
    draftHref: proposal.draftId === null ? null : `/studio/drafts/${proposal.draftId}`,
    action: `/studio/proposals/${proposal.id}`,
    review: view,
    isOutdated,
    mayConfirm: isOpen && !isOutdated && !proposal.isOwn && view?.state !== 'refused',
    refusal,
  };
}
