import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import type { Edition } from '../curriculum/edition.js';
import { EditionService } from '../curriculum/edition.service.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { isId, sha256 } from '../shared/ids.js';
import type { Me } from '../web/me.js';
import { onDay } from './cohort-copy.rules.js';
import type { ConfirmedCopy, CopiedCohort } from './cohort-copy.rules.js';
import { CohortFacilitators } from './cohort-facilitators.service.js';
import type { FacilitatorLine } from './cohort-facilitators.service.js';
import { CohortService } from './cohort.service.js';
import { CohortSettingsService } from './cohort-settings.service.js';
import { sessionKey, sessionsOf } from './session-date.rules.js';
import { SessionDates } from './session-dates.service.js';
import type { KnownDate } from './session-dates.service.js';

type Reading = Pick<Tx, 'one' | 'sql'>;

interface Row extends Pick<CopiedCohort, 'name' | 'seats' | 'admission' | 'version'> {
  track_id: string;
  starts_on: string | null;
  ends_on: string | null;
  closes_on: string | null;
  pairs: boolean | number;
}

/** A cohort as it would be carried over now. */
export interface CopySource {
  readonly cohort: CopiedCohort;
  readonly edition: Edition;
  /** What the next cohort's people will hold, as things are. */
  readonly revision: { readonly number: number; readonly since: Date };
  readonly facilitators: readonly FacilitatorLine[];
  /** The meetings that take place and whose session is in the track still. */
  readonly dates: readonly KnownDate[];
  /** Those whose session the track has no longer. */
  readonly gone: readonly KnownDate[];
  /** Changes with every change of what is carried over. */
  readonly state: string;
}

/** The next cohort, made from one that there is. */
@Injectable()
export class CohortCopies {
  constructor(
    private readonly cohorts: CohortService,
    private readonly settings: CohortSettingsService,
    private readonly facilitators: CohortFacilitators,
    private readonly sessions: SessionDates,
    private readonly editions: EditionService,
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** @throws NotFound also for a standing cohort */
  source(id: string): Promise<CopySource> {
    return this.read(this.database, id);
  }

  /**
   * Makes the cohort with its meetings and facilitators; people, applications, attendance and letters stay where they are.
   * @throws DomainError cohorts.copy.stale when what is copied was changed since it was looked over, cohorts.copy.exists
   */
  async make(
    tx: Tx,
    me: Me,
    copy: ConfirmedCopy & { readonly from: string; readonly state: string },
  ): Promise<string> {
    const { from, state, dates, ...settings } = copy;
    const source = await this.read(tx, from);
    if (source.state !== state) throw new DomainError('cohorts.copy.stale');
    const { trackId } = source.cohort;
    const same = await tx.one`
      select 1 as found from cohort
      where track_id = ${trackId} and kind = 'dated' and name = ${settings.name}
        and starts_on = ${settings.startsOn.toString()}`;
    if (same) throw new DomainError('cohorts.copy.exists');
    const { id } = await this.settings.open(tx, me, { ...settings, trackId });
    const object = `cohort:${id}` as const;
    await this.audit.record(tx, { actor: me, act: 'cohort.copied', object, detail: { from } });
    for (const { id: of, day } of dates) {
      const date = source.dates.find((one) => one.id === of);
      if (!date) throw new DomainError('cohorts.copy.stale');
      const { module, step, place } = date;
      await this.sessions.add(tx, me, { cohortId: id, module, step, place, ...onDay(date, day) });
    }
    for (const { id: personId } of source.facilitators)
      await this.facilitators.add(tx, me, { cohortId: id, personId });
    return id;
  }

  private async read(from: Reading, id: string): Promise<CopySource> {
    const cohort = await find(from, id);
    if (!cohort) throw new NotFound(`dated cohort ${id}`);
    const edition = await this.editions.getCurrent(cohort.trackId, from);
    const facilitators = await this.cohorts.listFacilitators(from, id);
    const held = (await this.sessions.listOf(id, from)).filter(({ isCancelled }) => !isCancelled);
    const known = new Set(sessionsOf(edition).map(sessionKey));
    return {
      cohort,
      edition,
      revision: await newest(from, cohort.trackId),
      facilitators,
      dates: held.filter((date) => known.has(sessionKey(date))),
      gone: held.filter((date) => !known.has(sessionKey(date))),
      state: stateOf(cohort, held, facilitators),
    };
  }
}

async function find(from: Reading, id: string): Promise<CopiedCohort | null> {
  if (!isId(id)) return null;
  const row = await from.one<Row>`
    select track_id, name, starts_on, ends_on, closes_on, seats, admission, pairs, version from cohort
    where id = ${id} and kind = 'dated'`;
  if (!row) return null;
  const day = (text: string | null) => (text === null ? null : CalendarDay.parse(text));
  const { track_id: trackId, starts_on, ends_on, closes_on, pairs, ...kept } = row;
  const days = { startsOn: day(starts_on), endsOn: day(ends_on), closesOn: day(closes_on) };
  return { id, trackId, ...kept, ...days, pairs: Boolean(pairs) };
}

async function newest(from: Reading, trackId: string): Promise<CopySource['revision']> {
  const row = await from.one<{ number: number; created_at: number }>`
    select number, created_at from revision where track_id = ${trackId} order by number desc limit 1`;
  return { number: row!.number, since: new Date(Number(row!.created_at)) };
}

function stateOf(
  cohort: CopiedCohort,
  dates: readonly KnownDate[],
  facilitators: readonly FacilitatorLine[],
): string {
  const of = [
    cohort.version,
    dates.map(({ id, version }) => [id, version]),
    facilitators.map(({ id }) => id),
  ];
  return sha256(JSON.stringify(of));
}
