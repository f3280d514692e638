import type { SeenCorrection } from './correction.service.js';

const ROOT = '/office/certificates';

export interface SeenCorrectionPage {
  readonly correction: SeenCorrection;
  readonly isOpen: boolean;
  readonly isMine: boolean;
  readonly confirm: string;
  readonly withdraw: string;
  readonly backHref: string;
}

export function toSeenCorrectionPage(
  correction: SeenCorrection,
  { me, viewing }: { me: string; viewing: string },
): SeenCorrectionPage {
  const backHref = `${ROOT}/${correction.certificateId}`;
  return {
    correction,
    isOpen: correction.proposedName !== null,
    isMine: correction.proposedById === me,
    confirm: `${ROOT}/corrections/${viewing}/confirmation`,
    withdraw: `${backHref}/corrections/${correction.id}/withdrawal`,
    backHref,
  };
}
