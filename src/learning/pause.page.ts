import type { Journey } from './journey.service.js';
import { toNextBox } from './next-box.page.js';
import type { NextBox } from './next-box.page.js';

export interface PausePage {
  /** Where it goes on, whenever that is. Null when nothing is left, or nothing was begun. */
  readonly next: NextBox | null;
}

export function toPausePage(journeys: readonly Journey[]): PausePage {
  const latest = journeys.find((journey) => toNextBox(journey) !== null);
  return { next: latest ? toNextBox(latest) : null };
}
