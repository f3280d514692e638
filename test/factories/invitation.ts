import type { Cohort } from '../../src/cohorts/cohort.entity.js';
import { Invitation } from '../../src/invitations/invitation.entity.js';
import { newId, newToken, sha256 } from '../../src/shared/ids.js';
import type { TestApp } from '../support/app.js';
import { aCohort } from './cohort.js';

const DAY = 24 * 60 * 60_000;

/** A cohort that is entered by invitation: from in 30 days on, for 60 days. */
export function anInvitedCohort(
  app: TestApp,
  state: { trackId: string; name?: string; seats?: number | null },
): Promise<Cohort> {
  const today = app.clock.today();
  const days = { startsOn: today.plusDays(30), endsOn: today.plusDays(90) };
  return aCohort(app, { name: '招く期', seats: 10, ...state, ...days, admission: 'invitation' });
}

export interface Sent {
  readonly id: string;
  readonly token: string;
}

/** An invitation with its link: by mail unless told otherwise, for two weeks. */
export async function anInvitation(
  app: TestApp,
  cohort: { id: string },
  state: Partial<Pick<Invitation, 'name' | 'email' | 'expiresAt' | 'withdrawnAt'>> = {},
): Promise<Sent> {
  const now = app.clock.now();
  const [id, token] = [newId(now), newToken()];
  const row = {
    ...{ id, cohortId: cohort.id, name: '葵', email: `${id}@example.jp`, hash: sha256(token) },
    ...{ madeAt: now, expiresAt: new Date(now.getTime() + 14 * DAY) },
    ...{ acceptedAt: null, withdrawnAt: null, personId: null },
    ...state,
  };
  await app.db.write((tx) => tx.insert(Invitation, row));
  return { id, token };
}
