import type { Edition } from '../curriculum/edition.js';
import type { EditionService } from '../curriculum/edition.service.js';
import type { Tx } from '../database/database.js';
import type { LearningFacts } from './completion.rules.js';
import { factsOf } from './facts.rules.js';
import type { ProgressRow, Recorded, ScoreRow } from './facts.rules.js';
import type { KeptRow } from './kept.rules.js';
import type { Target } from './waiver.rules.js';

/** Somebody of a cohort who learns with an edition of an older revision, with all that is written down of them. */
export interface Behind {
  readonly enrolmentId: string;
  readonly isCompleted: boolean;
  readonly hasBegun: boolean;
  readonly edition: Edition;
  readonly facts: LearningFacts;
  readonly recorded: Recorded;
}

interface Row {
  id: string;
  completed_on: string | null;
  hash: string;
  signed_at: number | null;
}

type Of<T> = readonly (T & { readonly enrolment: string })[];

/**
 * Who of a cohort takes part and holds a revision before this one, in the order of their enrolments: at most so many,
 * beginning behind the given one. Five statements, however many they are.
 */
export async function readBehind(
  from: Pick<Tx, 'one' | 'sql'>,
  editions: EditionService,
  { cohortId, number, most, after = '' }: { cohortId: string; number: number; most: number; after?: string },
): Promise<readonly Behind[]> {
  const rows = await from.sql<Row>`
    select e.id, e.completed_on, r.edition_hash as hash, s.signed_at
    from enrolment e join revision r on r.id = e.revision_id left join sign_off s on s.enrolment_id = e.id
    where e.cohort_id = ${cohortId} and e.left_at is null and r.number < ${number} and e.id > ${after}
    order by e.id limit ${most}`;
  if (rows.length === 0) return [];
  const [first, last] = [rows[0]!.id, rows.at(-1)!.id];
  const progress = await from.sql<ProgressRow & { enrolment: string }>`
    select p.enrolment_id as enrolment, p.module, p.step, p.status, p.skipped_by_care
    from step_progress p join enrolment e on e.id = p.enrolment_id
    where e.cohort_id = ${cohortId} and e.left_at is null and p.enrolment_id between ${first} and ${last}`;
  const scores = await from.sql<ScoreRow & { enrolment: string }>`
    select q.enrolment_id as enrolment, q.module, q.step, q.question, q.best, q.skipped_by_care
    from question_score q join enrolment e on e.id = q.enrolment_id
    where e.cohort_id = ${cohortId} and e.left_at is null and q.enrolment_id between ${first} and ${last}`;
  const waivers = await from.sql<Target & { enrolment: string }>`
    select w.enrolment_id as enrolment, w.scope, w.target
    from waiver w join enrolment e on e.id = w.enrolment_id
    where e.cohort_id = ${cohortId} and e.left_at is null and w.enrolment_id between ${first} and ${last}
      and w.confirmed_at is not null and w.closed_at is null`;
  const kept = await from.sql<KeptRow & { enrolment: string }>`
    select k.enrolment_id as enrolment, k.scope, k.target, k.amount
    from kept_place k join enrolment e on e.id = k.enrolment_id
    where e.cohort_id = ${cohortId} and e.left_at is null and k.enrolment_id between ${first} and ${last}`;
  const found = { progress: by(progress), scores: by(scores), waivers: by(waivers), kept: by(kept) };
  const known = new Map<string, Edition>();
  for (const { hash } of rows) if (!known.has(hash)) known.set(hash, await editions.get(hash, from));
  return rows.map((row) => toBehind(row, known.get(row.hash)!, found));
}

interface Found {
  readonly progress: ReadonlyMap<string, Of<ProgressRow>>;
  readonly scores: ReadonlyMap<string, Of<ScoreRow>>;
  readonly waivers: ReadonlyMap<string, Of<Target>>;
  readonly kept: ReadonlyMap<string, Of<KeptRow>>;
}

function by<T extends { readonly enrolment: string }>(rows: readonly T[]): ReadonlyMap<string, readonly T[]> {
  return Map.groupBy(rows, ({ enrolment }) => enrolment);
}

function toBehind(row: Row, edition: Edition, found: Found): Behind {
  const recorded: Recorded = {
    progress: found.progress.get(row.id) ?? [],
    scores: found.scores.get(row.id) ?? [],
    waivers: found.waivers.get(row.id) ?? [],
    kept: found.kept.get(row.id) ?? [],
    isSignedOff: row.signed_at !== null,
  };
  return {
    enrolmentId: row.id,
    isCompleted: row.completed_on !== null,
    hasBegun: recorded.progress.length > 0,
    edition,
    facts: factsOf(edition, recorded),
    recorded,
  };
}
