import type { FormView, Message } from '../web/form.js';
import { REVOCATION_REASONS } from './certificate.entity.js';
import type { RevocationReason } from './certificate.entity.js';
import type { OpenBatch } from './batch.service.js';
import type { OpenCorrection } from './correction.service.js';
import type { OfficeCertificate, OpenProposal } from './office.service.js';
import type { WaitingCohort } from './waiting.service.js';

const ROOT = '/office/certificates';

export interface OfficePage {
  readonly form: FormView;
  readonly proposals: readonly (OpenProposal & { readonly href: string })[];
  readonly corrections: readonly (OpenCorrection & { readonly href: string })[];
  readonly batches: readonly (OpenBatch & {
    readonly isMine: boolean;
    readonly look: string;
    readonly withdraw: string;
  })[];
  readonly isNothingOpen: boolean;
  readonly waiting: readonly (WaitingCohort & { readonly action: string })[];
}

interface OfficeWork {
  readonly me: string;
  readonly proposals: readonly OpenProposal[];
  readonly corrections: readonly OpenCorrection[];
  readonly batches: readonly OpenBatch[];
  readonly waiting: readonly WaitingCohort[];
}

export function toOfficePage(
  form: FormView,
  { me, proposals, corrections, batches, waiting }: OfficeWork,
): OfficePage {
  return {
    form,
    proposals: proposals.map((proposal) => ({ ...proposal, href: `${ROOT}/${proposal.certificateId}` })),
    corrections: corrections.map((one) => ({ ...one, href: `${ROOT}/${one.certificateId}` })),
    batches: batches.map((batch) => ({
      ...batch,
      isMine: batch.proposedById === me,
      look: `${ROOT}/proposed-batches/${batch.id}/previews`,
      withdraw: `${ROOT}/proposed-batches/${batch.id}/withdrawal`,
    })),
    isNothingOpen: proposals.length + corrections.length + batches.length === 0,
    waiting: waiting.map((cohort) => ({ ...cohort, action: `${ROOT}/cohorts/${cohort.id}/previews` })),
  };
}

export interface OfficeCertificatePage {
  readonly certificate: OfficeCertificate;
  readonly successorHref: string | null;
  readonly form: FormView;
  readonly reasons: readonly RevocationReason[];
  readonly proposal: (OpenProposal & { readonly isMine: boolean; readonly href: string }) | null;
  readonly correction: (OpenCorrection & { readonly isMine: boolean; readonly href: string }) | null;
  /** What the state allows, as long as nothing is proposed. */
  readonly may: { readonly revoke: boolean; readonly lift: boolean; readonly correct: boolean };
  readonly hrefs: { readonly revoke: string; readonly lift: string; readonly correct: string };
  readonly refusal: Message | null;
}

export function toOfficeCertificatePage(
  certificate: OfficeCertificate,
  { me, form, refusal }: { me: string; form: FormView; refusal: Message | null },
): OfficeCertificatePage {
  const { proposal, correction, state, successor } = certificate;
  const at = `${ROOT}/${certificate.id}`;
  const isFree = proposal === null && correction === null;
  return {
    certificate,
    successorHref: successor && `${ROOT}/${successor.id}`,
    form,
    reasons: REVOCATION_REASONS,
    proposal: proposal && {
      ...proposal,
      isMine: proposal.proposedById === me,
      href: `${at}/proposals/${proposal.id}`,
    },
    correction: correction && {
      ...correction,
      isMine: correction.proposedById === me,
      href: `${at}/corrections/${correction.id}`,
    },
    may: {
      revoke: isFree && state === 'valid',
      lift: isFree && state === 'revoked',
      correct: isFree && state === 'valid' && !certificate.isErased,
    },
    hrefs: { revoke: `${at}/revocation`, lift: `${at}/lift`, correct: `${at}/correction` },
    refusal,
  };
}

export interface CorrectionPage {
  readonly certificate: OfficeCertificate;
  readonly form: FormView;
  readonly action: string;
  readonly backHref: string;
}

export function toCorrectionPage(certificate: OfficeCertificate, form: FormView): CorrectionPage {
  const backHref = `${ROOT}/${certificate.id}`;
  return { certificate, form, action: `${backHref}/correction`, backHref };
}
