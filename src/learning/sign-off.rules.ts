import type { CompletionRule, TrackModel } from '../curriculum/edition.js';

/** Whether a track asks for the word of a facilitator, be it as one way among others. */
export function asksSignOff({ complete }: Pick<TrackModel, 'complete'>): boolean {
  return complete.some(isSignOff);
}

function isSignOff(rule: CompletionRule): boolean {
  if (rule.kind === 'any' || rule.kind === 'at-least') return rule.rules.some(isSignOff);
  return rule.kind === 'sign-off';
}
