import { Injectable } from '@nestjs/common';
import type { TrackModel } from '../curriculum/edition.js';
import { Database } from '../database/database.js';

/** Whether somebody may begin a track. */
export type Admission =
  | { readonly kind: 'visitor' | 'open' | 'enrolled' | 'other-role' }
  /** Tracks that must be completed first. */
  | { readonly kind: 'locked'; readonly needs: readonly string[] };

/** Reads where a person stands before a track. */
@Injectable()
export class AdmissionService {
  constructor(private readonly db: Database) {}

  async of(personId: string, track: Pick<TrackModel, 'id' | 'requires'>): Promise<Admission> {
    const rows = await this.db.sql<{ track_id: string; completed_on: string | null; left_at: number | null }>`
      select track_id, completed_on, left_at from enrolment where person_id = ${personId}`;
    if (rows.some((row) => row.track_id === track.id && row.left_at === null)) return { kind: 'enrolled' };
    const completed = new Set(rows.filter((row) => row.completed_on !== null).map((row) => row.track_id));
    const needs = track.requires.filter((id) => !completed.has(id));
    return needs.length > 0 ? { kind: 'locked', needs } : { kind: 'open' };
  }
}
