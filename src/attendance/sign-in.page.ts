import { documentTitleOf } from '../learning/care.rules.js';
import type { FormView } from '../web/form.js';
import { hrefOf } from './session-seat.js';
import type { SessionSeat } from './session-seat.js';
import type { OwnDate } from './session-facts.service.js';

export interface SignInPage {
  /** Of the session; null: the name of the kind stands for it. */
  readonly session: string | null;
  readonly sessionHref: string;
  readonly action: string;
  readonly open: readonly Pick<OwnDate, 'startsAt' | 'endsAt' | 'place'>[];
  readonly form: FormView;
}

export function toSignInPage(
  seat: SessionSeat,
  { open, form }: { open: readonly OwnDate[]; form: FormView },
): SignInPage {
  const href = hrefOf(seat);
  return {
    session: seat.step.title === null ? null : documentTitleOf(seat.module, seat.step, seat.step.title),
    sessionHref: href,
    action: `${href}/sign-in`,
    open: open.map(({ startsAt, endsAt, place }) => ({ startsAt, endsAt, place })),
    form,
  };
}
