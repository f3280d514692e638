import { Injectable } from '@nestjs/common';
import type { Edition } from '../curriculum/edition.js';
import { EditionService } from '../curriculum/edition.service.js';
import { Database } from '../database/database.js';
import { NotFound } from '../shared/domain-error.js';
import { settledIn } from './completion.rules.js';
import type { LearningFacts } from './completion.rules.js';
import { factsOf, renamer } from './facts.rules.js';
import type { KeptRow } from './kept.rules.js';
import type { ProgressRow, ScoreRow } from './facts.rules.js';
import type { Reached } from './path.rules.js';
import type { Target } from './waiver.rules.js';
import { stepKey } from './step-ref.rules.js';

/** One person's way through one track, as far as it goes. */
export interface Journey {
  readonly edition: Edition;
  readonly isPaused: boolean;
  /** YYYY-MM-DD; null while it is not completed. */
  readonly completedOn: string | null;
  readonly facts: LearningFacts;
  /** What the person is freed from, since when. */
  readonly waivers: readonly (Target & { readonly on: Date })[];
  /** Who confirmed it, empty once they have gone, and when; null while nobody did. */
  readonly signedOff: { readonly by: string; readonly at: Date } | null;
  readonly reached: Reached;
  /** How many sections of a step were passed, and the id of the last; by step key. */
  readonly places: ReadonlyMap<string, { readonly number: number; readonly section: string | null }>;
  /** Editions that they learnt with before, the first one first; `news` where they have not put away the note about it. */
  readonly formerly: readonly { readonly edition: Edition; readonly isNews: boolean }[];
  /** When the person was last here; the day of enrolment before the first step. */
  readonly lastAt: Date;
}

interface Row extends Omit<ProgressRow, 'module' | 'step' | 'status'> {
  enrolment: string;
  state: 'active' | 'paused';
  completed_on: string | null;
  created_at: number;
  hash: string;
  signed_at: number | null;
  signed_by: string | null;
  waivers: number;
  moves: number;
  /** Null with all the rest of the row where nothing was begun. */
  module: string | null;
  step: string;
  status: 'started' | 'done';
  place: number;
  section: string | null;
  touched_at: number;
}
type Begun = Row & { module: string };
type Waivers = readonly (Target & { enrolment: string; confirmed_at: number })[];
type Scores = readonly (ScoreRow & { enrolment: string })[];
type Keeping = readonly (KeptRow & { enrolment: string })[];
type Moves = readonly { readonly enrolment: string; readonly edition: Edition; readonly isNews: boolean }[];

interface Found {
  readonly rows: readonly Row[];
  readonly scores: Scores;
  readonly waivers: Waivers;
  readonly kept: Keeping;
  readonly moves: Moves;
}

/** Reads what a person is enrolled in and what is done of it. */
@Injectable()
export class JourneyService {
  constructor(
    private readonly db: Database,
    private readonly editions: EditionService,
  ) {}

  /** Open enrolments with everything done in them: those that run first, the last visited first among them. One statement, further ones with scored tracks, with waivers, and for who went over to a newer edition. */
  async listOf(personId: string): Promise<readonly Journey[]> {
    const rows = await this.db.sql<Row>`
      select e.id as enrolment, e.state, e.completed_on, e.created_at, r.edition_hash as hash,
        s.signed_at, f.display_name as signed_by,
        (select count(*) from waiver w
          where w.enrolment_id = e.id and w.confirmed_at is not null and w.closed_at is null) as waivers,
        (select count(*) from edition_move m where m.enrolment_id = e.id) as moves,
        p.module, p.step, p.status, p.place, p.section, p.skipped_by_care, p.touched_at
      from enrolment e join revision r on r.id = e.revision_id
      left join sign_off s on s.enrolment_id = e.id left join person f on f.id = s.signed_by_id
      left join step_progress p on p.enrolment_id = e.id
      where e.person_id = ${personId} and e.left_at is null`;
    const groups = Map.groupBy(rows, (row) => row.enrolment);
    const editions = await Promise.all([...groups.values()].map(([first]) => this.editions.get(first!.hash)));
    const scores = editions.some(({ track }) => track.scored) ? await this.findScores(personId) : [];
    const waivers = rows.some((row) => Number(row.waivers) > 0) ? await this.findWaivers(personId) : [];
    const hasMoved = rows.some((row) => Number(row.moves) > 0);
    const kept = hasMoved ? await this.findKept(personId) : [];
    const moves = hasMoved ? await this.findMoves(personId) : [];
    return [...groups.values()]
      .map((rows, index) => toJourney(editions[index]!, { rows, scores, waivers, kept, moves }))
      .sort(runningFirst);
  }

  /** @throws NotFound when the person is not enrolled in the track */
  async get(personId: string, trackId: string): Promise<Journey> {
    const journeys = await this.listOf(personId);
    const journey = journeys.find(({ edition }) => edition.track.id === trackId);
    if (!journey) throw new NotFound(`enrolment in ${trackId}`);
    return journey;
  }

  private findWaivers(personId: string): Promise<Waivers> {
    return this.db.sql<Waivers[number]>`
      select w.enrolment_id as enrolment, w.scope, w.target, w.confirmed_at
      from waiver w join enrolment e on e.id = w.enrolment_id
      where e.person_id = ${personId} and e.left_at is null
        and w.confirmed_at is not null and w.closed_at is null order by w.confirmed_at, w.id`;
  }

  private findKept(personId: string): Promise<Keeping> {
    return this.db.sql<Keeping[number]>`
      select k.enrolment_id as enrolment, k.scope, k.target, k.amount
      from kept_place k join enrolment e on e.id = k.enrolment_id
      where e.person_id = ${personId} and e.left_at is null`;
  }

  private async findMoves(personId: string): Promise<Moves> {
    const rows = await this.db.sql<{ enrolment: string; hash: string; seen_at: number | null }>`
      select m.enrolment_id as enrolment, m.from_hash as hash, m.seen_at
      from edition_move m join enrolment e on e.id = m.enrolment_id
      where e.person_id = ${personId} and e.left_at is null order by m.moved_at, m.id`;
    return Promise.all(
      rows.map(async ({ enrolment, hash, seen_at: seenAt }) => ({
        enrolment,
        edition: await this.editions.get(hash),
        isNews: seenAt === null,
      })),
    );
  }

  private findScores(personId: string): Promise<Scores> {
    return this.db.sql<ScoreRow & { enrolment: string }>`
      select q.enrolment_id as enrolment, q.module, q.step, q.question, q.best, q.skipped_by_care
      from question_score q join enrolment e on e.id = q.enrolment_id
      where e.person_id = ${personId} and e.left_at is null`;
  }
}

/** Who reads again in what is finished finds what they are learning before it. */
function runningFirst(one: Journey, other: Journey): number {
  const isDone = ({ completedOn }: Journey) => Number(completedOn !== null);
  return isDone(one) - isDone(other) || other.lastAt.getTime() - one.lastAt.getTime();
}

function toJourney(edition: Edition, { rows, scores, waivers: all, kept, moves }: Found): Journey {
  const { enrolment, state, completed_on: completedOn, created_at: since, ...first } = rows[0]!;
  const begun = rows.filter((row): row is Begun => row.module !== null);
  const own = scores.filter((score) => score.enrolment === enrolment);
  const now = renamer(edition);
  const keyed = begun
    .map((row) => ({ key: now(stepKey(row)), row }))
    .sort((one, other) => one.row.touched_at - other.row.touched_at);
  const last = keyed.at(-1) ?? null;
  const waivers = all.filter((waiver) => waiver.enrolment === enrolment);
  const facts = factsOf(edition, {
    waivers,
    progress: begun,
    scores: own,
    isSignedOff: first.signed_at !== null,
    kept: kept.filter((row) => row.enrolment === enrolment),
  });
  return {
    edition,
    isPaused: state === 'paused',
    completedOn,
    facts,
    waivers: waivers.map(({ scope, target, confirmed_at: at }) => ({ scope, target, on: new Date(at) })),
    signedOff: first.signed_at === null ? null : { by: first.signed_by ?? '', at: new Date(first.signed_at) },
    reached: {
      done: settledIn(facts),
      started: new Set(keyed.map(({ key }) => key)),
      last: last?.key ?? null,
    },
    places: new Map(
      keyed
        .filter(({ row }) => row.place > 0)
        .map(({ key, row }) => [key, { number: row.place, section: row.section }]),
    ),
    formerly: moves
      .filter((move) => move.enrolment === enrolment)
      .map(({ edition: before, isNews }) => ({ edition: before, isNews })),
    lastAt: new Date(last?.row.touched_at ?? since),
  };
}
