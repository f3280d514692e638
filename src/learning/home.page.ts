import type { Edition } from '../curriculum/edition.js';
import type { Journey } from './journey.service.js';
import { toNextBox } from './next-box.page.js';
import type { NextBox } from './next-box.page.js';
import { moduleHref } from './step-ref.rules.js';

const LONG_AWAY_DAYS = 14;
const DAY_MS = 24 * 60 * 60 * 1000;

export interface HomePage {
  /** Of the track visited last in which something is left. */
  readonly next: NextBox | null;
  /** Where to read what a module was about, for who was away for long. Says nothing about how long. */
  readonly summaryHref: string | null;
  readonly journeys: readonly JourneyRow[];
  readonly offers: readonly { readonly title: string; readonly href: string }[];
}

export interface JourneyRow {
  readonly title: string;
  readonly href: string;
  readonly status: 'done' | 'doing' | 'todo';
  readonly isPaused: boolean;
}

export function toHomePage(journeys: readonly Journey[], current: readonly Edition[], now: Date): HomePage {
  const active = journeys.find((journey) => !journey.isPaused && toNextBox(journey) !== null);
  const next = active ? toNextBox(active) : null;
  const taken = new Set(journeys.map(({ edition }) => edition.track.id));
  return {
    next,
    summaryHref: active && next && isLongAway(active, now) ? summaryHrefOf(active) : null,
    journeys: journeys.map(toRow),
    offers: current
      .filter(({ track }) => !taken.has(track.id))
      .map(({ track }) => ({ title: track.title, href: `/tracks/${track.id}` })),
  };
}

function toRow({ edition, reached, completedOn, isPaused }: Journey): JourneyRow {
  const isBegun = reached.started.size > 0;
  return {
    title: edition.track.title,
    href: `/path/${edition.track.id}`,
    status: completedOn !== null ? 'done' : isBegun ? 'doing' : 'todo',
    isPaused,
  };
}

function isLongAway({ reached, lastAt }: Journey, now: Date): boolean {
  return reached.last !== null && now.getTime() - lastAt.getTime() > LONG_AWAY_DAYS * DAY_MS;
}

function summaryHrefOf({ edition, reached }: Journey): string | null {
  const id = reached.last?.split('/')[0];
  const module = edition.modules.find((one) => one.id === id);
  return module?.summary ? moduleHref(edition.track.id, module.id) : null;
}
