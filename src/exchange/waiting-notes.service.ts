import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import type { About } from './board.service.js';
import type { NoteState, ReportWhy, Topic, Verdict } from './board.rules.js';

/** A note that waits for the staff. */
export interface WaitingNote {
  readonly id: string;
  readonly topic: Topic | null;
  readonly activity: About | null;
  /** New; hidden; hidden, and its writer objected; in sight after two have put it back, and reported since. */
  readonly kind: 'new' | 'hidden' | 'objected' | 'reported';
  readonly since: Date;
  /** What the first of two said; null before. */
  readonly opinion: Verdict | null;
  /** It was this reader. */
  readonly isOpinionMine: boolean;
}

/** A note as the staff reads it, with what was said about it, and by whom never. */
export interface ExaminedNote {
  readonly id: string;
  readonly version: number;
  readonly topic: Topic | null;
  readonly activity: About | null;
  readonly text: string;
  readonly name: string;
  readonly state: NoteState;
  readonly sentAt: Date;
  readonly stateAt: Date;
  readonly shownUntil: CalendarDay | null;
  readonly reason: string | null;
  readonly opinion: Verdict | null;
  readonly opinionReason: string | null;
  /** Display name of the first of two; null before. */
  readonly opinionBy: string | null;
  readonly isOpinionMine: boolean;
  readonly objection: string | null;
  /** By this reader, who is then not one of those who decide. */
  readonly isReportedByReader: boolean;
  /** Those that are not settled. */
  readonly reports: readonly { readonly why: ReportWhy; readonly words: string; readonly reportedAt: Date }[];
}

interface Row {
  id: string;
  version: number;
  topic: Topic | null;
  activity_id: string | null;
  title: string | null;
  text: string;
  name: string;
  state: NoteState;
  sent_at: number;
  state_at: number;
  since: number;
  shown_until: string | null;
  reason: string | null;
  opinion: Verdict | null;
  opinion_reason: string | null;
  opinion_by: string | null;
  opinion_by_id: string | null;
  objection: string | null;
  total: number;
}

interface ReportRow {
  why: ReportWhy;
  words: string;
  reported_at: number;
  settled_at: number | null;
  mine: number;
}

/** Reads what waits for the staff. Nobody reads their own notes here. */
@Injectable()
export class WaitingNotes {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** What waits longest first. */
  async list(
    reader: string,
    { from, size }: { from: number; size: number },
  ): Promise<{ notes: readonly WaitingNote[]; total: number }> {
    const rows = await this.database.sql<Row>`
      select n.id, n.topic, n.activity_id, a.title, n.state, n.opinion, n.opinion_by_id, n.objection,
        case when n.state = 'shown' then o.reported_at else n.state_at end as since, count(*) over () as total
      from board_note n join person p on p.id = n.person_id left join activity a on a.id = n.activity_id
      left join (
        select note_id, min(reported_at) as reported_at from board_report where settled_at is null group by note_id
      ) o on o.note_id = n.id
      where (n.state in ('waiting', 'hidden') or (n.state = 'shown' and n.shown_until >= ${this.today()} and o.note_id is not null))
        and p.disabled_at is null and n.person_id <> ${reader}
      order by since, n.id limit ${size} offset ${from}`;
    const notes = rows.map((row): WaitingNote => ({
      id: row.id,
      topic: row.topic,
      activity: aboutOf(row),
      kind: kindOf(row),
      since: new Date(Number(row.since)),
      opinion: row.opinion,
      isOpinionMine: row.opinion_by_id === reader,
    }));
    return { notes, total: Number(rows[0]?.total ?? 0) };
  }

  /** What this reader could do now; what they said first, or reported, waits for somebody else. */
  async count(reader: string): Promise<number> {
    const row = await this.database.one<{ n: number }>`
      select count(*) as n from board_note n join person p on p.id = n.person_id
      where (n.state in ('waiting', 'hidden') or (n.state = 'shown' and n.shown_until >= ${this.today()}
          and exists (select 1 from board_report r where r.note_id = n.id and r.settled_at is null)))
        and p.disabled_at is null and n.person_id <> ${reader}
        and (n.opinion_by_id is null or n.opinion_by_id <> ${reader})
        and not exists (select 1 from board_report r where r.note_id = n.id and r.person_id = ${reader})`;
    return Number(row!.n);
  }

  private today(): string {
    return this.clock.today().toString();
  }

  /** @throws NotFound also for one's own */
  async get(reader: string, id: string): Promise<ExaminedNote> {
    const [row, reports] = await Promise.all([
      this.database.one<Row>`
        select n.*, a.title, p.display_name as name, o.display_name as opinion_by
        from board_note n join person p on p.id = n.person_id
        left join activity a on a.id = n.activity_id left join person o on o.id = n.opinion_by_id
        where n.id = ${id} and n.person_id <> ${reader}`,
      this.database.sql<ReportRow>`
        select why, words, reported_at, settled_at, case when person_id = ${reader} then 1 else 0 end as mine
        from board_report where note_id = ${id} order by reported_at, id`,
    ]);
    if (!row) throw new NotFound(`note ${id}`);
    return {
      id,
      version: row.version,
      topic: row.topic,
      activity: aboutOf(row),
      text: row.text,
      name: row.name,
      state: row.state,
      sentAt: new Date(Number(row.sent_at)),
      stateAt: new Date(Number(row.state_at)),
      shownUntil: row.shown_until === null ? null : CalendarDay.parse(row.shown_until),
      reason: row.reason,
      opinion: row.opinion,
      opinionReason: row.opinion_reason,
      opinionBy: row.opinion_by,
      isOpinionMine: row.opinion_by_id === reader,
      objection: row.objection,
      isReportedByReader: reports.some(({ mine }) => Number(mine) === 1),
      reports: reports
        .filter(({ settled_at: settled }) => settled === null)
        .map(({ why, words, reported_at: at }) => ({ ...{ why, words, reportedAt: new Date(Number(at)) } })),
    };
  }
}

function kindOf({ state, objection }: Row): WaitingNote['kind'] {
  if (state === 'waiting') return 'new';
  if (state === 'shown') return 'reported';
  return objection === null ? 'hidden' : 'objected';
}

function aboutOf({ activity_id: id, title }: Row): About | null {
  return id === null || title === null ? null : { id, title };
}
