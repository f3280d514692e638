import { Injectable } from '@nestjs/common';
import { findStep } from '../curriculum/edition.js';
import { EditionService } from '../curriculum/edition.service.js';
import { Database } from '../database/database.js';
import { renamer } from '../learning/facts.rules.js';
import type { HomeNote } from '../web/home-notes.js';
import { stepHref, stepKey } from '../learning/step-ref.rules.js';

interface Row {
  id: string;
  track_id: string;
  hash: string;
  module: string;
  step: string;
}

/** Tells somebody who comes home that there is a reply. */
@Injectable()
export class ReplyNews {
  constructor(
    private readonly database: Database,
    private readonly editions: EditionService,
  ) {}

  /** The oldest reply that was not put away; one line, however many there are. */
  async listFor(personId: string): Promise<HomeNote[]> {
    const rows = await this.database.sql<Row>`
      select s.id, e.track_id, v.edition_hash as hash, s.module, s.step
      from enrolment e join revision v on v.id = e.revision_id
      join reflection_sending s on s.enrolment_id = e.id
      join reflection_reply r on r.sending_id = s.id
      where e.person_id = ${personId} and e.left_at is null and r.seen_at is null
      order by r.answered_at, s.id`;
    for (const row of rows) {
      const href = await this.hrefOf(row);
      if (href) return [{ words: 'reflections.home.replied', href, cohort: null, meeting: null }];
    }
    return [];
  }

  /** Under the name that its step has now; null when the track has it no longer. */
  private async hrefOf(row: Row): Promise<string | null> {
    const edition = await this.editions.get(row.hash);
    const [module = '', step = ''] = renamer(edition)(stepKey(row)).split('/');
    if (findStep(edition, { module, step })?.kind !== 'reflection') return null;
    return `${stepHref(row.track_id, { module, step }, 'reflection')}/sent/${row.id}`;
  }
}
