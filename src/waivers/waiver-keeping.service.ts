import { Injectable } from '@nestjs/common';
import type { Edition } from '../curriculum/edition.js';
import { Database } from '../database/database.js';
import type { Waiver } from '../learning/waiver.entity.js';
import { stateOf } from '../learning/waiver.rules.js';
import type { WaiverState } from '../learning/waiver.rules.js';
import { toTargetView } from '../learning/waiver-target.rules.js';
import type { RuleView } from '../learning/waiver-target.rules.js';
import { withoutRuby } from '../web/view-helpers-ruby.js';

/** What is kept of one waiver, for the eyes of whom it is about: the reason is theirs. */
export interface KeptWaiver {
  readonly scope: Waiver['scope'];
  /** As in the track; null where it is neither, or is gone from the track. */
  readonly module: string | null;
  readonly step: string | null;
  /** The kind of the rule of completion, and its measure. */
  readonly rule: RuleView | null;
  readonly reason: Waiver['kind'];
  readonly note: string | null;
  readonly state: WaiverState;
  readonly proposedAt: Date;
  readonly confirmedAt: Date | null;
  readonly endedAt: Date | null;
}

interface Row {
  scope: Waiver['scope'];
  target: string;
  kind: Waiver['kind'];
  note: string | null;
  proposed_at: number;
  confirmed_at: number | null;
  lift_proposed_at: number | null;
  closed_at: number | null;
}

/** This room's part of a person's own data. Erasing an enrolment takes it along. */
@Injectable()
export class WaiverKeeping {
  constructor(private readonly database: Database) {}

  async exportOf(enrolmentId: string, edition: Edition): Promise<KeptWaiver[]> {
    const rows = await this.database.sql<Row>`
      select scope, target, kind, note, proposed_at, confirmed_at, lift_proposed_at, closed_at
      from waiver where enrolment_id = ${enrolmentId} order by proposed_at, id`;
    return rows.map((row) => {
      const { module, step, rule } = toTargetView(edition, row);
      const confirmedAt = instant(row.confirmed_at);
      const endedAt = instant(row.closed_at);
      return {
        scope: row.scope,
        module: module && withoutRuby(module),
        step: step && withoutRuby(step),
        rule,
        reason: row.kind,
        note: row.note,
        state: stateOf({ confirmedAt, liftProposedAt: instant(row.lift_proposed_at), closedAt: endedAt }),
        proposedAt: instant(row.proposed_at)!,
        confirmedAt,
        endedAt,
      };
    });
  }
}

function instant(stored: number | null): Date | null {
  return stored === null ? null : new Date(Number(stored));
}
