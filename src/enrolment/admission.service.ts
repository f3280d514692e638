import { Injectable } from '@nestjs/common';
import type { TrackModel } from '../curriculum/edition.js';
import { Database } from '../database/database.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import type { FiscalYear } from '../shared/fiscal-year.js';
import { yearToBegin } from './year.rules.js';

/** Whether somebody may begin a track. */
export type Admission =
  | { readonly kind: 'visitor' | 'open' | 'other-role' }
  | {
      readonly kind: 'enrolled';
      readonly isCompleted: boolean;
      /** The fiscal year in which they may take part again; null where it has not come, or the track does not go by years. */
      readonly newYear: FiscalYear | null;
    }
  /** Tracks that must be completed first. */
  | { readonly kind: 'locked'; readonly needs: readonly string[] };

/** Reads where a person stands before a track. */
@Injectable()
export class AdmissionService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async of(personId: string, track: Pick<TrackModel, 'id' | 'requires' | 'certificate'>): Promise<Admission> {
    const rows = await this.db.sql<{ track_id: string; completed_on: string | null; left_at: number | null }>`
      select track_id, completed_on, left_at from enrolment where person_id = ${personId}`;
    const open = rows.find((row) => row.track_id === track.id && row.left_at === null);
    if (open) {
      const completedOn = open.completed_on === null ? null : CalendarDay.parse(open.completed_on);
      const newYear = yearToBegin(track, completedOn, this.clock.today());
      return { kind: 'enrolled', isCompleted: completedOn !== null, newYear };
    }
    const completed = new Set(rows.filter((row) => row.completed_on !== null).map((row) => row.track_id));
    const needs = track.requires.filter((id) => !completed.has(id));
    return needs.length > 0 ? { kind: 'locked', needs } : { kind: 'open' };
  }
}
