import type { Journey } from './journey.service.js';
import { toNextBox } from './next-box.page.js';
import type { NextBox } from './next-box.page.js';

export interface BreakPage {
  readonly trackTitle: string;
  readonly base: string;
  readonly isPaused: boolean;
  readonly next: NextBox | null;
}

export function toBreakPage(journey: Journey): BreakPage {
  const { track } = journey.edition;
  return {
    trackTitle: track.title,
    base: `/path/${track.id}`,
    isPaused: journey.isPaused,
    next: toNextBox(journey),
  };
}
