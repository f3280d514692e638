import type { SessionStep, StepRef } from '../curriculum/step.js';
import type { Seat } from '../learning/seat.service.js';
import { stepHref } from '../learning/step-ref.rules.js';

/** A person before a session of their track. */
export type SessionSeat = Seat<SessionStep>;

export function refOf({ module, step }: SessionSeat): StepRef {
  return { module: module.id, step: step.id };
}

export function hrefOf(seat: SessionSeat): string {
  return stepHref(seat.edition.track.id, refOf(seat), 'session');
}
