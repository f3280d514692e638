import { Injectable } from '@nestjs/common';
import { shownSince } from '../activities/freshness.rules.js';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import { isId } from '../shared/ids.js';
import type { NoteState, ReportWhy, Topic } from './board.rules.js';

/** An entry of the directory that a note is about. */
export interface About {
  readonly id: string;
  readonly title: string;
}

/** A note as everybody reads it who may. */
export interface ShownNote {
  readonly id: string;
  readonly topic: Topic | null;
  readonly activity: About | null;
  readonly text: string;
  /** The display name of its writer. */
  readonly name: string;
  readonly sentAt: Date;
  readonly isMine: boolean;
  /** Two members of staff have put it back: a report does not hide it. */
  readonly isKept: boolean;
}

/** A note as its writer reads it. */
export interface OwnNote {
  readonly id: string;
  readonly topic: Topic | null;
  readonly activity: About | null;
  readonly text: string;
  readonly state: NoteState;
  readonly sentAt: Date;
  readonly stateAt: Date;
  readonly shownUntil: CalendarDay | null;
  /** It was shown for its time. */
  readonly isOver: boolean;
  /** The directory does not show the activity that it is about: then nobody sees the note either. */
  readonly isAway: boolean;
  readonly reason: string | null;
  readonly objection: string | null;
  readonly hasNews: boolean;
}

/** What became of a note that somebody reported. */
export interface OwnReport {
  readonly noteId: string;
  readonly why: ReportWhy;
  readonly reportedAt: Date;
  /** Open: two decide, and it is hidden. Looking: two have decided before, and it is in sight. */
  readonly outcome: 'open' | 'looking' | 'kept' | 'gone';
}

/** Which notes; empty for all. `activity` as a topic: those about whichever activity. */
export interface Question {
  readonly topic: Topic | 'activity' | '';
  readonly activityId: string;
}

interface Row {
  id: string;
  topic: Topic | null;
  activity_id: string | null;
  title: string | null;
  text: string;
  name: string;
  person_id: string;
  state: NoteState;
  sent_at: number;
  state_at: number;
  shown_until: string | null;
  reason: string | null;
  objection: string | null;
  has_news: boolean | number;
  kept_at: number | null;
  away: number;
  total: number;
}

interface ReportRow {
  note_id: string;
  why: ReportWhy;
  reported_at: number;
  settled_at: number | null;
  state: NoteState;
  shown_until: string | null;
}

/** Reads the notice board: what everybody sees, and what is one's own. */
@Injectable()
export class Board {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** The newest first. Notes of who is shut out or gone, and of activities that are not in the directory now, are not among them. */
  async list(
    personId: string,
    { topic, activityId }: Question,
    { from, size }: { from: number; size: number },
  ): Promise<{ notes: readonly ShownNote[]; total: number }> {
    return this.read(personId, { topic, activityId, id: '' }, { from, size });
  }

  /** @throws NotFound for what is not shown, and for one's own */
  async getOther(personId: string, id: string): Promise<ShownNote> {
    const { notes } = await this.read(personId, { topic: '', activityId: '', id }, { from: 0, size: 1 });
    const [note] = notes;
    if (!note || note.isMine) throw new NotFound(`note ${id}`);
    return note;
  }

  /** @throws NotFound where the directory does not show it */
  async getActivity(id: string): Promise<About> {
    const found = await this.findActivity(id);
    if (!found) throw new NotFound(`activity ${id}`);
    return found;
  }

  /** Null where the directory does not show it, and for what can be no id: a database may refuse to look for that. */
  async findActivity(id: string): Promise<About | null> {
    if (!isId(id)) return null;
    return this.database.one<About>`
      select id, title from activity where id = ${id} and closed_at is null and confirmed_on >= ${this.since()}`;
  }

  /** The newest first; without those that were taken back. */
  async listOwn(personId: string): Promise<readonly OwnNote[]> {
    const rows = await this.database.sql<Row>`
      select n.*, a.title, case when a.closed_at is not null or a.confirmed_on < ${this.since()} then 1 else 0 end as away
      from board_note n left join activity a on a.id = n.activity_id
      where n.person_id = ${personId} and n.state <> 'withdrawn' order by n.sent_at desc, n.id desc`;
    const today = this.clock.today();
    return rows.map((row) => toOwn(row, today));
  }

  /** @throws NotFound for somebody else's, and what was taken back */
  async getOwn(personId: string, id: string): Promise<OwnNote> {
    const row = await this.database.one<Row>`
      select n.*, a.title, case when a.closed_at is not null or a.confirmed_on < ${this.since()} then 1 else 0 end as away
      from board_note n left join activity a on a.id = n.activity_id
      where n.id = ${id} and n.person_id = ${personId} and n.state <> 'withdrawn'`;
    if (!row) throw new NotFound(`note ${id}`);
    return toOwn(row, this.clock.today());
  }

  /** The newest first. */
  async listReports(personId: string): Promise<readonly OwnReport[]> {
    const rows = await this.database.sql<ReportRow>`
      select r.note_id, r.why, r.reported_at, r.settled_at, n.state, n.shown_until
      from board_report r join board_note n on n.id = r.note_id
      where r.person_id = ${personId} order by r.reported_at desc, r.id desc`;
    const today = this.clock.today().toString();
    return rows.map((row) => ({
      noteId: row.note_id,
      why: row.why,
      reportedAt: new Date(Number(row.reported_at)),
      outcome: outcomeOf(row, today),
    }));
  }

  async countNews(personId: string): Promise<number> {
    const row = await this.database.one<{ n: number }>`
      select count(*) as n from board_note where person_id = ${personId} and has_news and state <> 'withdrawn'`;
    return Number(row!.n);
  }

  private since(): string {
    return shownSince(this.clock.today(), this.config.council.activities.freshness).toString();
  }

  private async read(
    personId: string,
    { topic, activityId, id }: Question & { readonly id: string },
    { from, size }: { from: number; size: number },
  ): Promise<{ notes: readonly ShownNote[]; total: number }> {
    const rows = await this.database.sql<Row>`
      select n.id, n.topic, n.activity_id, a.title, n.text, p.display_name as name, n.person_id, n.sent_at, n.kept_at,
        count(*) over () as total
      from board_note n join person p on p.id = n.person_id left join activity a on a.id = n.activity_id
      where n.state = 'shown' and n.shown_until >= ${this.clock.today().toString()} and p.disabled_at is null
        and (n.activity_id is null or (a.closed_at is null and a.confirmed_on >= ${this.since()}))
        and (${topic} = '' or n.topic = ${topic} or (${topic} = 'activity' and n.activity_id is not null))
        and (${activityId} = '' or n.activity_id = ${activityId}) and (${id} = '' or n.id = ${id})
      order by n.sent_at desc, n.id desc limit ${size} offset ${from}`;
    const notes = rows.map((row) => ({
      id: row.id,
      topic: row.topic,
      activity: aboutOf(row),
      text: row.text,
      name: row.name,
      sentAt: new Date(Number(row.sent_at)),
      isMine: row.person_id === personId,
      isKept: row.kept_at !== null,
    }));
    return { notes, total: Number(rows[0]?.total ?? 0) };
  }
}

function outcomeOf(
  { settled_at: settled, state, shown_until: until }: ReportRow,
  today: string,
): OwnReport['outcome'] {
  if (state === 'hidden') return 'open';
  if (state !== 'shown' || until! < today) return 'gone';
  return settled === null ? 'looking' : 'kept';
}

function aboutOf({ activity_id: id, title }: Row): About | null {
  return id === null || title === null ? null : { id, title };
}

function toOwn(row: Row, today: CalendarDay): OwnNote {
  const shownUntil = row.shown_until === null ? null : CalendarDay.parse(row.shown_until);
  return {
    id: row.id,
    topic: row.topic,
    activity: aboutOf(row),
    text: row.text,
    state: row.state,
    sentAt: new Date(Number(row.sent_at)),
    stateAt: new Date(Number(row.state_at)),
    shownUntil,
    isOver: row.state === 'shown' && shownUntil !== null && shownUntil.isBefore(today),
    isAway: Number(row.away) === 1,
    reason: row.reason,
    objection: row.objection,
    hasNews: Boolean(row.has_news),
  };
}
