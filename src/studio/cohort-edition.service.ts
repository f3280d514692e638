import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import { Cohort } from '../cohorts/cohort.entity.js';
import { CohortService } from '../cohorts/cohort.service.js';
import type { FacilitatedCohort } from '../cohorts/cohort.service.js';
import type { ChangeClass } from '../curriculum/change.js';
import type { Edition } from '../curriculum/edition.js';
import { EditionService } from '../curriculum/edition.service.js';
import { newestRevision } from '../curriculum/publication.service.js';
import type { Revision } from '../curriculum/revision.entity.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { readBehind } from '../learning/cohort-ledger.js';
import type { Behind } from '../learning/cohort-ledger.js';
import { EditionMoves, SLICE } from '../learning/edition-moves.service.js';
import type { HomeNote } from '../web/home-notes.js';
import { afterMove } from '../learning/moved.rules.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { isId } from '../shared/ids.js';
import type { Me } from '../web/me.js';
import type { EditionForm } from './cohort-edition.form.js';

/** A revision of a track, as its newest edition calls itself. */
export interface EditionLine {
  readonly revisionId: string;
  readonly number: number;
  readonly edition: Edition;
  readonly since: Date;
}

/** A publication that the oldest edition in use has not been reached by. */
export interface PublishedSince {
  readonly label: string;
  readonly at: Date;
  /** Of the publisher; null where the files were published. */
  readonly note: string | null;
}

/** How many of a cohort a move would meet, and how. */
export interface Affected {
  readonly notBegun: number;
  readonly onTheWay: number;
  readonly completed: number;
  /** Of those who have not completed: something is asked that was not asked before. */
  readonly withNew: number;
  /** Of those who have not completed: nothing is asked any more. */
  readonly finishing: number;
  /** Of all: a quiz or a conversation is begun and not finished. */
  readonly inBetween: number;
}

export interface CohortEdition {
  readonly cohort: FacilitatedCohort & { readonly version: number };
  readonly newest: EditionLine;
  /** What those who take part hold, the oldest first; the newest where nobody does. */
  readonly held: readonly EditionLine[];
  readonly staysOnPurpose: boolean;
  readonly affected: Affected;
  /** The oldest first. */
  readonly publications: readonly PublishedSince[];
}

interface CohortRow {
  id: string;
  track_id: string;
  kind: Cohort['kind'];
  name: string | null;
  version: number;
  stays_before: string | null;
}

interface PublicationLine {
  label: string;
  at: number;
  note: string | null;
  class: ChangeClass | null;
}

interface RevisionRow {
  id: string;
  number: number;
  hash: string;
  created_at: number;
}

/** So long, in milliseconds, somebody waits for an answer. */
const PATIENCE = 8_000;

/** A cohort and the editions of its track, before the eyes of who looks after it. */
@Injectable()
export class CohortEditions {
  constructor(
    private readonly database: Database,
    private readonly cohorts: CohortService,
    private readonly editions: EditionService,
    private readonly moves: EditionMoves,
    private readonly audit: Audit,
  ) {}

  /** @throws NotFound for a cohort in other hands */
  async get(me: Me, id: string): Promise<CohortEdition> {
    const cohort = await this.find(me, id);
    const rows = await this.database.sql<RevisionRow>`
      select id, number, edition_hash as hash, created_at from revision
      where track_id = ${cohort.track_id} order by number`;
    const newest = rows.at(-1);
    if (!newest) throw new NotFound(`revision of ${cohort.track_id}`);
    const used = await this.database.sql<{ id: string }>`
      select distinct revision_id as id from enrolment where cohort_id = ${id} and left_at is null`;
    const ids = new Set(used.map((row) => row.id));
    const held = rows.filter((row) => ids.has(row.id));
    const behind = newest.number - (held[0] ?? newest).number;
    return {
      cohort: {
        id: cohort.id,
        trackId: cohort.track_id,
        kind: cohort.kind,
        name: cohort.name,
        version: cohort.version,
      },
      newest: await this.toLine(newest),
      held: await Promise.all((held.length > 0 ? held : [newest]).map((row) => this.toLine(row))),
      staysOnPurpose: cohort.stays_before === newest.id,
      affected: await this.count(id, newest),
      publications: behind > 0 ? await this.publishedSince(cohort.track_id, behind) : [],
    };
  }

  /** A line for each cohort for which there is a newer edition: in a facilitator's hands, or for administrators in nobody's. */
  async notesFor(me: Me): Promise<HomeNote[]> {
    const cohorts =
      me.role === 'administrator'
        ? await this.cohorts.listWithoutFacilitator()
        : await this.cohorts.listFacilitatedBy(me.personId);
    const waiting = await this.moves.listWaiting(cohorts.map(({ id }) => id));
    return Promise.all(
      cohorts
        .filter(({ id }) => waiting.has(id))
        .map(async ({ id, trackId, name }) => ({
          words: 'studio-move.home',
          href: `/studio/cohorts/${id}/edition`,
          cohort: { trackTitle: (await this.editions.getCurrent(trackId)).track.title, name },
          meeting: null,
        })),
    );
  }

  /** @throws NotFound for a cohort in other hands */
  async check(me: Me, id: string): Promise<void> {
    await this.find(me, id);
  }

  /** Takes the cohort over, and with it as many people as one unit takes. @throws DomainError where the cohort or the track is not as it was seen */
  async move(tx: Tx, me: Me, { cohortId, seen }: { cohortId: string; seen: EditionForm }): Promise<void> {
    const { cohort, newest } = await this.asSeen(tx, cohortId, seen);
    const count = await this.moves.move(tx, cohort, newest);
    if (count === 0 && (cohort.revisionId ?? newest.id) === newest.id)
      throw new DomainError('studio-move.edition.changed');
    await this.record(tx, me, { act: 'cohort.edition-moved', cohort, newest });
  }

  /** Those whom `move` left, in units of their own between which others write; as many as there is time for. */
  async moveRest({ cohortId, seen }: { cohortId: string; seen: EditionForm }): Promise<void> {
    const end = performance.now() + PATIENCE;
    for (let last = SLICE; last === SLICE && performance.now() < end;)
      last = await this.database.write(async (tx) => {
        const cohort = await this.cohorts.get(tx, cohortId);
        const newest = await newestRevision(tx, cohort.trackId);
        const isSame = newest?.id === seen.revision && cohort.version === seen.version + 1;
        return isSame ? this.moves.moveMore(tx, cohort, newest) : 0;
      });
  }

  /**
   * The cohort stays with what it has, until there is a yet newer edition. A dated one goes on together: new enrolments
   * hold what the others hold.
   * @throws DomainError where the cohort or the track is not as it was seen
   */
  async stay(tx: Tx, me: Me, { cohortId, seen }: { cohortId: string; seen: EditionForm }): Promise<void> {
    const { cohort, newest } = await this.asSeen(tx, cohortId, seen);
    const held = await tx.one<{ id: string }>`
      select e.revision_id as id from enrolment e join revision r on r.id = e.revision_id
      where e.cohort_id = ${cohortId} and e.left_at is null and r.number < ${newest.number}
      group by e.revision_id, r.number order by count(*) desc, r.number desc limit 1`;
    if (!held) throw new DomainError('studio-move.edition.changed');
    const revisionId = cohort.kind === 'dated' ? held.id : cohort.revisionId;
    const version = cohort.version + 1;
    await tx.update(Cohort, { id: cohortId }, { revisionId, staysBefore: newest.id, version });
    await this.record(tx, me, { act: 'cohort.edition-kept', cohort, newest });
  }

  private async asSeen(tx: Tx, id: string, seen: EditionForm): Promise<{ cohort: Cohort; newest: Revision }> {
    const cohort = await this.cohorts.get(tx, id);
    const newest = await newestRevision(tx, cohort.trackId);
    const isSame =
      newest?.id === seen.revision && newest.editionHash === seen.edition && cohort.version === seen.version;
    if (!newest || !isSame) throw new DomainError('studio-move.edition.changed');
    return { cohort, newest };
  }

  private record(
    tx: Tx,
    me: Me,
    {
      act,
      cohort,
      newest,
    }: { act: 'cohort.edition-moved' | 'cohort.edition-kept'; cohort: Cohort; newest: Revision },
  ): Promise<void> {
    const object = `cohort:${cohort.id}` as const;
    return this.audit.record(tx, { actor: me, act, object, detail: { revision: newest.id } });
  }

  private async find(me: Me, id: string): Promise<CohortRow> {
    if (me.role === 'facilitator') await this.cohorts.getFacilitated(me.personId, id);
    const row = isId(id)
      ? await this.database.one<CohortRow>`
          select id, track_id, kind, name, version, stays_before from cohort where id = ${id}`
      : null;
    if (!row) throw new NotFound(`cohort ${id}`);
    return row;
  }

  private async toLine({ id, number, hash, created_at: since }: RevisionRow): Promise<EditionLine> {
    const edition = await this.editions.get(hash);
    return { revisionId: id, number, edition, since: new Date(Number(since)) };
  }

  /** What came with so many revisions: each began with a publication of consequence. */
  private async publishedSince(trackId: string, revisions: number): Promise<PublishedSince[]> {
    const rows = await this.database.sql<PublicationLine>`
      select n.label, p.at, p.note, p.class from publication p join edition n on n.hash = p.edition_hash
      where p.track_id = ${trackId} order by p.at desc, p.id desc`;
    const begun = rows.flatMap(({ class: kind }, at) => (kind === 'consequential' ? [at] : []));
    // Publications from before they were kept are not known.
    const last = begun[revisions - 1] ?? begun.at(-1) ?? -1;
    return rows
      .slice(0, last + 1)
      .toReversed()
      .map(({ label, at, note }) => ({ label, at: new Date(Number(at)), note }));
  }

  private async count(cohortId: string, newest: RevisionRow): Promise<Affected> {
    const edition = await this.editions.get(newest.hash);
    const sum = { notBegun: 0, onTheWay: 0, completed: 0, withNew: 0, finishing: 0 };
    for (let after: string | undefined = ''; after !== undefined;) {
      const place = { cohortId, number: newest.number, most: SLICE, after };
      const people = await readBehind(this.database, this.editions, place);
      for (const one of people) add(sum, one, edition);
      after = people.length === SLICE ? people.at(-1)!.enrolmentId : undefined;
      await nextTurn();
    }
    return { ...sum, inBetween: await this.countInBetween(cohortId, newest) };
  }

  private async countInBetween(cohortId: string, { number }: RevisionRow): Promise<number> {
    const row = await this.database.one<{ n: number }>`
      select count(*) as n from enrolment e join revision r on r.id = e.revision_id
      where e.cohort_id = ${cohortId} and e.left_at is null and r.number < ${number}
        and (exists (select 1 from attempt a where a.enrolment_id = e.id and a.finished_at is null)
          or exists (select 1 from dialogue_walk w
            where w.enrolment_id = e.id and w.finished_at is null and w.detached_at is null))`;
    return Number(row!.n);
  }
}

type Sum = { -readonly [K in Exclude<keyof Affected, 'inBetween'>]: number };

function add(sum: Sum, { isCompleted, hasBegun, edition, recorded }: Behind, newest: Edition): void {
  sum.completed += Number(isCompleted);
  if (isCompleted) return;
  const { hasNew, isDone } = afterMove(edition, newest, recorded);
  sum.notBegun += Number(!hasBegun);
  sum.onTheWay += Number(hasBegun);
  sum.withNew += Number(hasNew);
  sum.finishing += Number(isDone);
}
