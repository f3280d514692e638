import type { FacilitatedCohort } from '../cohorts/cohort.service.js';
import type { Edition } from '../curriculum/edition.js';
import { stepHref } from '../learning/step-ref.rules.js';
import { qrPath } from '../web/qr.rules.js';
import type { QrDrawing } from '../web/qr.rules.js';
import { toHead } from './sheet.page.js';
import type { SessionHead } from './sheet.page.js';
import type { HeldSession } from './sheet.service.js';

export interface DoorPage extends Pick<SessionHead, 'startsAt' | 'endsAt' | 'place'> {
  readonly sheetHref: string;
  readonly codeHref: string;
  readonly turningHref: string;
  readonly isTurning: boolean;
  /** Null while the door is not open. */
  readonly door: { readonly code: string; readonly qr: QrDrawing } | null;
}

export function toDoorPage(
  cohort: FacilitatedCohort,
  {
    edition,
    session,
    code,
    isTurning,
    origin,
  }: {
    readonly edition: Edition;
    readonly session: HeldSession;
    readonly code: string | null;
    readonly isTurning: boolean;
    readonly origin: string;
  },
): DoorPage {
  const { startsAt, endsAt, place, href } = toHead(cohort, { edition, session });
  const signIn = `${origin}${stepHref(edition.track.id, session.ref, 'session')}/sign-in`;
  const codeHref = `${href}/code`;
  return {
    startsAt,
    endsAt,
    place,
    sheetHref: href,
    codeHref,
    turningHref: `${codeHref}?turning=1`,
    isTurning,
    door: code === null ? null : { code, qr: qrPath(`${signIn}?code=${code}`) },
  };
}
