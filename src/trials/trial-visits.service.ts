import { Injectable } from '@nestjs/common';
import type { ActivityContent } from '../activities/activity-content.rules.js';
import { shownSince } from '../activities/freshness.rules.js';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import { codeHash, pageHash } from './trial-requests.service.js';
import type { RequestState, SlotStage, TrialWay } from './trial.rules.js';
import { endsAt, expectsNote, SLOTS_SHOWN, stageOf, startsAt, waysOf } from './trial.rules.js';

/** How far ahead visitors look. */
const DAYS_AHEAD = 8 * 7;
const MINUTE_MS = 60_000;
const OTHERS_SHOWN = 3;

/** A slot as visitors read it. */
export interface VisitSlot {
  readonly id: string;
  readonly activityId: string;
  /** May hold readings. */
  readonly title: string;
  readonly venue: string;
  /** Name of the part of the town; empty where it is online only. */
  readonly area: string;
  readonly day: CalendarDay;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly ways: readonly TrialWay[];
  readonly meetingPoint: string;
  readonly note: string;
  /** Seats that are left; never less than none. */
  readonly left: number;
  readonly stage: SlotStage;
  readonly cancelledWhy: string;
  readonly version: number;
  /** Whether its entry is in the directory today. */
  readonly isShown: boolean;
}

/** A request as who has its code reads it. */
export interface OwnVisit {
  readonly id: string;
  readonly slot: VisitSlot;
  readonly way: TrialWay;
  readonly name: string;
  readonly leavesEarly: boolean;
  readonly brings: boolean;
  readonly needs: string;
  readonly hasMail: boolean;
  /** Whether the note before the visit still comes. */
  readonly expectsNote: boolean;
  /** The host has changed day, time or place since. */
  readonly isMoved: boolean;
  readonly state: RequestState;
  readonly hasAnswered: boolean;
}

interface SlotRow {
  id: string;
  activity_id: string;
  content: string;
  day: string;
  from_minute: number;
  to_minute: number;
  seats: number;
  ways: number;
  meeting_point: string;
  note: string;
  version: number;
  cancelled_at: number | null;
  cancelled_why: string;
  taken: number;
}

interface RequestRow extends SlotRow {
  request_id: string;
  way: TrialWay;
  name: string;
  leaves_early: number | boolean;
  brings: number | boolean;
  needs: string;
  email: string | null;
  state: RequestState;
  requested_at: number;
  reminded_at: number | null;
  told_at: number | null;
  is_shown: number | boolean;
  is_moved: number | boolean;
  has_answered: number | boolean;
}

/** What visitors read: slots of activities that are shown, and by its code a request. */
@Injectable()
export class TrialVisits {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** Days after a visit on which what was written about it is deleted. */
  get keepDays(): number {
    return this.config.council.activities.keepVisitsDays;
  }

  /** Slots that have not begun, the next first, one more than is shown at most; of one activity where its id is given. */
  async listOpen(activityId = ''): Promise<readonly VisitSlot[]> {
    const today = this.clock.today();
    const minute = Math.floor((this.clock.now().getTime() - today.startsAt().getTime()) / MINUTE_MS);
    const rows = await this.database.sql<SlotRow>`
      select s.id, s.activity_id, a.content, s.day, s.from_minute, s.to_minute, s.seats, s.ways, s.meeting_point,
        s.note, s.version, s.cancelled_at, s.cancelled_why,
        (select count(*) from trial_request r where r.slot_id = s.id and r.state <> 'cancelled') as taken
      from trial_slot s join activity a on a.id = s.activity_id
      where s.day >= ${today.toString()} and s.day <= ${today.plusDays(DAYS_AHEAD).toString()}
        and (s.day > ${today.toString()} or s.from_minute > ${minute})
        and s.cancelled_at is null and a.closed_at is null and a.confirmed_on >= ${this.since()}
        and (${activityId} = '' or a.id = ${activityId})
      order by s.day, s.from_minute, s.id limit ${SLOTS_SHOWN + 1}`;
    return rows.map((row) => this.toSlot(row));
  }

  /** A few that have seats, those of the same activity first: where this one has none or does not take place. */
  async listInstead({ id, activityId }: Pick<VisitSlot, 'id' | 'activityId'>): Promise<readonly VisitSlot[]> {
    const free = (await this.listOpen()).filter((slot) => slot.left > 0 && slot.id !== id);
    const same = free.filter((slot) => slot.activityId === activityId);
    return [...same, ...free.filter((slot) => !same.includes(slot))].slice(0, OTHERS_SHOWN);
  }

  /** Also one that is over or called off. @throws NotFound for a slot of nothing that is shown */
  async getSlot(id: string): Promise<VisitSlot> {
    const row = await this.database.one<SlotRow>`
      select s.id, s.activity_id, a.content, s.day, s.from_minute, s.to_minute, s.seats, s.ways, s.meeting_point,
        s.note, s.version, s.cancelled_at, s.cancelled_why,
        (select count(*) from trial_request r where r.slot_id = s.id and r.state <> 'cancelled') as taken
      from trial_slot s join activity a on a.id = s.activity_id
      where s.id = ${id} and a.closed_at is null and a.confirmed_on >= ${this.since()}`;
    if (!row) throw new NotFound(`trial slot ${id}`);
    return this.toSlot(row);
  }

  /** Whoever asked has their seat, whatever becomes of the entry. Null for a code that is none of ours. */
  async findByCode(code: string | null): Promise<OwnVisit | null> {
    if (code === null) return null;
    const row = await this.database.one<RequestRow>`
      select s.id, s.activity_id, a.content, s.day, s.from_minute, s.to_minute, s.seats, s.ways, s.meeting_point,
        s.note, s.version, s.cancelled_at, s.cancelled_why, 0 as taken,
        r.id as request_id, r.way, r.name, r.leaves_early, r.brings, r.needs, r.email, r.state, r.requested_at, r.reminded_at,
        r.told_at, (a.closed_at is null and a.confirmed_on >= ${this.since()}) as is_shown,
        exists (select 1 from trial_event e where e.request_id = r.id and e.state = 'slot-changed') as is_moved,
        exists (select 1 from trial_page p where p.code_hash = ${pageHash(code)}) as has_answered
      from trial_request r join trial_slot s on s.id = r.slot_id join activity a on a.id = s.activity_id
      where r.code_hash = ${codeHash(code)}`;
    return row && this.toOwn(row);
  }

  private since(): string {
    return shownSince(this.clock.today(), this.config.council.activities.freshness).toString();
  }

  private toOwn(row: RequestRow): OwnVisit {
    const { request_id: id, way, name, needs, state } = row;
    const slot = this.toSlot(row, Boolean(row.is_shown));
    const told = { remindedAt: instantOf(row.reminded_at), toldAt: instantOf(row.told_at) };
    const request = { state, requestedAt: new Date(row.requested_at), ...told };
    return {
      ...{ id, way, name, needs, state, slot },
      expectsNote: row.email !== null && expectsNote(request, slot),
      isMoved: Boolean(row.is_moved),
      leavesEarly: Boolean(row.leaves_early),
      brings: Boolean(row.brings),
      hasMail: row.email !== null,
      hasAnswered: Boolean(row.has_answered),
    };
  }

  private toSlot(row: SlotRow, isShown = true): VisitSlot {
    const { title, venue, area } = JSON.parse(row.content) as ActivityContent;
    const day = CalendarDay.parse(row.day)!;
    const cancelledAt = instantOf(row.cancelled_at);
    const times = { day, fromMinute: row.from_minute, toMinute: row.to_minute };
    return {
      ...{ id: row.id, activityId: row.activity_id, title, venue, day, version: row.version, isShown },
      area: this.config.council.activities.areas.find(({ id }) => id === area)?.name ?? '',
      startsAt: startsAt(times),
      endsAt: endsAt(times),
      ways: waysOf(row.ways),
      meetingPoint: row.meeting_point,
      note: row.note,
      left: Math.max(0, row.seats - Number(row.taken)),
      stage: stageOf({ ...times, cancelledAt }, this.clock.now()),
      cancelledWhy: row.cancelled_why,
    };
  }
}

function instantOf(at: number | null): Date | null {
  return at === null ? null : new Date(at);
}
