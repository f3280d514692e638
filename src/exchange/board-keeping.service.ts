import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { BoardNote } from './board-note.entity.js';
import { BoardReport } from './board-report.entity.js';
import { KEEP_DAYS } from './board.rules.js';
import type { NoteState, ReportWhy, Topic } from './board.rules.js';

/** What is kept of one person here, as it is given to them. */
export interface KeptBoard {
  readonly notes: readonly {
    readonly topic: Topic | null;
    /** Title of the activity that it is about. */
    readonly activity: string | null;
    readonly text: string;
    readonly state: NoteState;
    readonly sentAt: Date;
    readonly shownUntil: string | null;
    readonly reason: string | null;
    readonly objection: string | null;
  }[];
  readonly reports: readonly { readonly why: ReportWhy; readonly words: string; readonly reportedAt: Date }[];
}

/** What the notice board keeps of people, and for how long. */
@Injectable()
export class BoardKeeping {
  constructor(private readonly database: Database) {}

  async export(personId: string): Promise<KeptBoard> {
    const notes = await this.database.sql<{
      topic: Topic | null;
      title: string | null;
      text: string;
      state: NoteState;
      sent_at: number;
      shown_until: string | null;
      reason: string | null;
      objection: string | null;
    }>`
      select n.topic, a.title, n.text, n.state, n.sent_at, n.shown_until, n.reason, n.objection
      from board_note n left join activity a on a.id = n.activity_id
      where n.person_id = ${personId} order by n.sent_at, n.id`;
    const reports = await this.database.sql<{ why: ReportWhy; words: string; reported_at: number }>`
      select why, words, reported_at from board_report where person_id = ${personId} order by reported_at, id`;
    return {
      notes: notes.map(({ topic, title, text, state, ...row }) => ({
        ...{ topic, activity: title, text, state },
        sentAt: new Date(Number(row.sent_at)),
        shownUntil: row.shown_until,
        reason: row.reason,
        objection: row.objection,
      })),
      reports: reports.map(({ why, words, reported_at: at }) => ({
        ...{ why, words, reportedAt: new Date(Number(at)) },
      })),
    };
  }

  /** Notes go with what was said about them. What the person reported stays hidden until it is decided. */
  async erase(tx: Tx, personId: string): Promise<void> {
    await tx.delete(BoardReport, { personId });
    await tx.delete(BoardNote, { personId });
  }

  /** What is over goes after ninety days, with the reports about it. */
  async forgetOld(now: Date): Promise<void> {
    const day = CalendarDay.at(now).plusDays(-KEEP_DAYS);
    await this.database.write(async (tx) => {
      await tx.sql`
        delete from board_note where (state = 'shown' and shown_until < ${day.toString()})
          or (state in ('declined', 'removed', 'withdrawn') and state_at < ${day.startsAt().getTime()})`;
    });
  }
}
