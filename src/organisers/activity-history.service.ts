import { Injectable } from '@nestjs/common';
import type { ActivityContent } from '../activities/activity-content.rules.js';
import { Database } from '../database/database.js';
import type { ChangeState } from './activity-change.entity.js';
import type { ActivityEventKind, WayIn } from './activity-event.entity.js';
import { HAPPENINGS } from './office-list.rules.js';

/** One thing that happened to an entry, with who did it: names only of who acted for the office. */
export interface Happening {
  readonly id: string;
  readonly at: Date;
  readonly kind: 'change' | ActivityEventKind;
  /** Null for what the system did by itself. */
  readonly way: WayIn | null;
  readonly by: string | null;
  /** Null for what changed nothing of what the entry says. */
  readonly change: {
    readonly state: ChangeState;
    readonly decidedAt: Date | null;
    readonly decidedBy: string | null;
    readonly reason: string;
    readonly before: ActivityContent | null;
    readonly content: ActivityContent;
  } | null;
}

interface Row {
  id: string;
  at: number;
  kind: Happening['kind'];
  way: WayIn | null;
  by_name: string | null;
  state: ChangeState | null;
  decided_at: number | null;
  decider: string | null;
  reason: string | null;
  before: string | null;
  content: string | null;
}

/** All that ever happened to an entry: what was sent, approved and declined, asked, confirmed, closed and reopened. */
@Injectable()
export class ActivityHistory {
  constructor(private readonly database: Database) {}

  /** The newest first. */
  async list(activityId: string, from: number): Promise<{ happenings: readonly Happening[]; total: number }> {
    const [rows, counted] = await Promise.all([
      this.database.sql<Row>`
        select c.id as id, c.sent_at as at, 'change' as kind, c.sent_by as way,
          case when c.sent_by = 'office' then s.display_name end as by_name,
          c.state, c.decided_at, d.display_name as decider, c.reason, c.before, c.content
        from activity_change c
          left join person s on s.id = c.sent_by_id
          left join person d on d.id = c.decided_by_id
        where c.activity_id = ${activityId}
        union all
        select e.id as id, e.at, e.kind, e.way, p.display_name, null, null, null, null, null, null
        from activity_event e left join person p on p.id = e.by_id
        where e.activity_id = ${activityId}
        order by at desc, id desc limit ${HAPPENINGS} offset ${from}`,
      this.database.one<{ n: number }>`
        select (select count(*) from activity_change where activity_id = ${activityId})
          + (select count(*) from activity_event where activity_id = ${activityId}) as n`,
    ]);
    return { happenings: rows.map(toHappening), total: Number(counted!.n) };
  }
}

function toHappening(row: Row): Happening {
  return {
    id: row.id,
    at: new Date(Number(row.at)),
    kind: row.kind,
    way: row.way,
    by: row.by_name,
    change:
      row.state === null
        ? null
        : {
            state: row.state,
            decidedAt: row.decided_at === null ? null : new Date(Number(row.decided_at)),
            decidedBy: row.decider,
            reason: row.reason ?? '',
            before: contentOf(row.before),
            content: contentOf(row.content)!,
          },
  };
}

function contentOf(text: string | null): ActivityContent | null {
  return text === null ? null : (JSON.parse(text) as ActivityContent);
}
