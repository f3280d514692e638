import type { Entrant } from '../web/allow.js';
import type { Me } from '../web/me.js';
import { isStaff } from './roles.rules.js';
import { isProofFresh } from './session.rules.js';

/** What the guard does with a request. The paths are where the person must go first. */
export type Verdict = 'enter' | 'not-found' | '/login' | '/second-factor' | '/login/again';

/** What a route declares. */
export interface Door {
  readonly allowed: readonly Entrant[];
  readonly isBeforeSecondFactor: boolean;
  readonly needsProof: boolean;
}

/** Decides who enters. What a person may not enter is answered like what does not exist. */
export function judge(me: Me | null, door: Door, now: Date): Verdict {
  if (door.allowed.includes('anonymous') && (me === null || door.allowed.includes(me.role))) return 'enter';
  if (me === null) return '/login';
  const waits = isStaff(me.role) && !me.secondFactorDone;
  if (waits && !door.isBeforeSecondFactor) return '/second-factor';
  if (!door.allowed.includes(me.role)) return 'not-found';
  if (door.needsProof && !isProofFresh(me.reauthenticatedAt, now)) return '/login/again';
  return 'enter';
}
