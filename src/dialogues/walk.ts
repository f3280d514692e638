import { findStep } from '../curriculum/edition.js';
import type { Edition } from '../curriculum/edition.js';
import type { EditionService } from '../curriculum/edition.service.js';
import type { DialogueStep } from '../curriculum/step.js';
import { list } from '../database/database.js';
import type { Tx } from '../database/database.js';
import type { Seat } from '../learning/seat.service.js';
import { namesOf, stepHref } from '../learning/step-ref.rules.js';
import type { Orders } from './orders.rules.js';
import { endAt, standingsOf } from './walk-state.rules.js';
import type { Answered, Standing } from './walk-state.rules.js';

export type DialogueSeat = Seat<DialogueStep>;

/** Where the pages of the dialogue stand. */
export function baseOf({ edition, module, step }: DialogueSeat): string {
  return stepHref(edition.track.id, { module: module.id, step: step.id }, step.kind);
}

/** Where one goes on in a walk. */
export function hrefOf(seat: DialogueSeat, now: Standing): string {
  return `${baseOf(seat)}/${endAt(now) ? 'end' : now.turn}`;
}

/** One walk of one person, with its scenes read from the edition it was started on. */
export interface Walk {
  readonly id: string;
  readonly number: number;
  readonly edition: Edition;
  readonly dialogue: DialogueStep;
  readonly orders: Orders;
  readonly isFinished: boolean;
  readonly turns: readonly Answered[];
  /** Where one stood before each turn, and now. */
  readonly standings: readonly Standing[];
  readonly now: Standing;
}

type Source = Pick<Tx, 'one' | 'sql'>;

interface WalkRow {
  id: string;
  module: string;
  step: string;
  number: number;
  edition_hash: string;
  orders: string;
  finished_at: number | null;
}

/** The last walk as it stands where `from` reads: outside a unit, or inside it. Null before the first. */
export async function readLastWalk(
  from: Source,
  editions: EditionService,
  seat: DialogueSeat,
): Promise<Walk | null> {
  const row = await from.one<WalkRow>`
    select id, module, step, number, edition_hash, orders, finished_at from dialogue_walk
    where enrolment_id = ${seat.enrolmentId} and module || '/' || step in ${list(namesOf(seat.module, seat.step))}
      and detached_at is null
    order by number desc limit 1`;
  return row && toWalk(row, from, { editions, seat });
}

/** Every walk that reached an end, the first one first. */
export async function readFinishedWalks(
  from: Source,
  editions: EditionService,
  seat: DialogueSeat,
): Promise<readonly Walk[]> {
  const rows = await from.sql<WalkRow>`
    select id, module, step, number, edition_hash, orders, finished_at from dialogue_walk
    where enrolment_id = ${seat.enrolmentId} and module || '/' || step in ${list(namesOf(seat.module, seat.step))}
      and detached_at is null and finished_at is not null
    order by number`;
  return Promise.all(rows.map((row) => toWalk(row, from, { editions, seat })));
}

async function toWalk(
  row: WalkRow,
  from: Source,
  { editions, seat }: { editions: EditionService; seat: DialogueSeat },
): Promise<Walk> {
  const turns = await from.sql<Answered>`
    select scene, reply from dialogue_turn where walk_id = ${row.id} order by number`;
  const edition = await editions.get(row.edition_hash, from);
  const step = findStep(edition, { module: row.module, step: row.step });
  const dialogue = step?.kind === 'dialogue' ? step : seat.step;
  const standings = standingsOf(dialogue, turns);
  return {
    id: row.id,
    number: row.number,
    edition,
    dialogue,
    orders: JSON.parse(row.orders) as Orders,
    isFinished: row.finished_at !== null,
    turns,
    standings,
    now: standings.at(-1)!,
  };
}
