import { formatLearnerNumber } from '../accounts/learner-number.rules.js';
import { toPlaceView } from './apply.page.js';
import type { PlaceView } from './apply.page.js';
import type { ApplicationState } from './application.entity.js';
import type { OwnApplication } from './own-application.service.js';

export interface OwnPage {
  readonly place: PlaceView;
  readonly receipt: string;
  readonly state: ApplicationState;
  readonly isPair: boolean;
  /** Null once there is nothing to take back. */
  readonly withdrawAction: string | null;
  /** Null unless they were declined and have not asked yet. */
  readonly nextAction: string | null;
  readonly wantsNext: boolean;
  /** Null unless they asked. */
  readonly nextBackAction: string | null;
}

export function toOwnPage(own: OwnApplication, token: string): OwnPage {
  const isOver = own.state === 'withdrawn' || own.state === 'declined';
  return {
    place: toPlaceView(own.place),
    receipt: formatLearnerNumber(own.receipt),
    state: own.state,
    isPair: own.places === 2,
    withdrawAction: isOver ? null : `/application/${token}/withdrawal`,
    nextAction: own.state === 'declined' && !own.wantsNext ? `/application/${token}/next` : null,
    wantsNext: own.wantsNext,
    nextBackAction: own.wantsNext ? `/application/${token}/next-withdrawal` : null,
  };
}
