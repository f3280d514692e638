import type { StepRef } from './step.js';

/** Where a lesson is read without an account. */
export function tryHref(track: string, ref: StepRef): string {
  return `/try/${track}/${ref.module}/${ref.step}`;
}
