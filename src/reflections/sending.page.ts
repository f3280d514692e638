import { afterStep } from '../learning/after-step.rules.js';
import type { Message } from '../web/form.js';
import { hrefOf } from './reflection-view.js';
import type { ReflectionSeat } from './reflection-view.js';
import { sentHref } from './reflection.page.js';
import type { SendingState } from './sending.rules.js';
import type { Readers, Reply, Sending } from './sending.js';

/** What is about to be sent, to whom, and what happens then. */
export interface SendingPage {
  readonly pathHref: string;
  readonly backHref: string;
  readonly action: string;
  readonly text: string;
  readonly version: number;
  readonly readers: readonly string[];
  readonly cohort: string;
  readonly isHandIn: boolean;
  /** Why it was not sent just now. */
  readonly refusal: Message | null;
}

export function toSendingPage(
  seat: ReflectionSeat,
  written: { readonly text: string; readonly version: number },
  { readers, cohort, refusal = null }: Readers & { readonly refusal?: Message | null },
): SendingPage {
  const back = hrefOf(seat);
  return {
    pathHref: `/path/${seat.edition.track.id}`,
    backHref: back,
    action: `${back}/sending`,
    ...written,
    readers,
    cohort,
    isHandIn: seat.step.share === 'hand-in',
    refusal,
  };
}

/** What became of something that was sent. */
export interface SentPage {
  readonly pathHref: string;
  readonly backHref: string;
  readonly nextHref: string;
  readonly action: string;
  readonly text: string;
  readonly state: SendingState;
  readonly isEnded: boolean;
  readonly isHandIn: boolean;
  readonly isNews: boolean;
  readonly reply: Reply | null;
  readonly refusal: Message | null;
}

export function toSentPage(
  seat: ReflectionSeat,
  { sending, reply }: { sending: Sending; reply: Reply | null },
  refusal: Message | null = null,
): SentPage {
  const { text, state, isEnded, isNews } = sending;
  return {
    pathHref: `/path/${seat.edition.track.id}`,
    backHref: hrefOf(seat),
    nextHref: afterStep(seat),
    action: sentHref(seat, sending.id),
    text,
    state,
    isEnded,
    isHandIn: seat.step.share === 'hand-in',
    isNews,
    reply,
    refusal,
  };
}
