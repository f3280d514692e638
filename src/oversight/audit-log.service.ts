import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import { ACTS, actsOf } from '../audit/acts.rules.js';
import type { ActCode } from '../audit/acts.rules.js';
import { Database, list } from '../database/database.js';
import type { Snapshot, Tx } from '../database/database.js';
import type { Me } from '../web/me.js';
import type { AuditQuestion } from './audit-question.rules.js';

/** Who reads: an administrator all of the record; the office what its people did, less when they came and went. */
export type Reader = 'administrator' | 'office';

/** One row, as the database has it. The name is that of somebody who acted in a role of the staff, else null. */
export interface AuditRow {
  readonly seq: number;
  readonly at: number;
  readonly actor_id: string | null;
  readonly role: string | null;
  readonly act: string;
  readonly object: string;
  readonly detail: string;
  readonly hash: string;
  readonly name: string | null;
}

export const ROWS_A_PAGE = 50;
const AFTER_ALL = 2 ** 31 - 1;

/** Reads the record of acts for people. Looking is an act of its own. */
@Injectable()
export class AuditLogService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Newest first; one row more than a page when there are more. */
  listPage(reader: Reader, question: AuditQuestion): Promise<AuditRow[]> {
    const { from, end, before, isAll, acts } = bounds(reader, question);
    if (reader === 'office')
      return this.database.sql<AuditRow>`
        select e.seq, e.at, e.actor_id, e.role, e.act, e.object, e.detail, e.hash, p.display_name as name
        from audit_event e left join person p on p.id = e.actor_id
        where e.role = 'office' and e.seq < ${before}
          and e.seq >= (select min(seq) from audit_event where at >= ${from} and at < ${end})
          and e.at >= ${from} and e.at < ${end} and e.act in ${list(acts)}
        order by e.seq desc limit ${ROWS_A_PAGE + 1}`;
    return this.database.sql<AuditRow>`
      select e.seq, e.at, e.actor_id, e.role, e.act, e.object, e.detail, e.hash,
        case when e.role <> 'trainee' then p.display_name end as name
      from audit_event e left join person p on p.id = e.actor_id
      where e.seq < ${before}
        and e.seq >= (select min(seq) from audit_event where at >= ${from} and at < ${end})
        and e.seq <= (select max(seq) from audit_event where at >= ${from} and at < ${end})
        and e.at >= ${from} and e.at < ${end} and (${isAll} = 1 or e.act in ${list(acts)})
      order by e.seq desc limit ${ROWS_A_PAGE + 1}`;
  }

  /** All of the period, oldest first, as the chain goes. */
  iterate(rows: Snapshot, question: AuditQuestion): AsyncIterable<AuditRow[]> {
    const { from, end, isAll, acts } = bounds('administrator', question);
    return rows.iterate<AuditRow>`
      select e.seq, e.at, e.actor_id, e.role, e.act, e.object, e.detail, e.hash,
        case when e.role <> 'trainee' then p.display_name end as name
      from audit_event e left join person p on p.id = e.actor_id
      where e.seq >= (select min(seq) from audit_event where at >= ${from} and at < ${end})
        and e.seq <= (select max(seq) from audit_event where at >= ${from} and at < ${end})
        and e.at >= ${from} and e.at < ${end} and (${isAll} = 1 or e.act in ${list(acts)})
      order by e.seq`;
  }

  /** Writes down that somebody looks: once in a session, however many pages they turn. */
  async recordVisit(me: Me): Promise<void> {
    const object = visitOf(me);
    const known = await this.database.one`
      select 1 as found from audit_event where object = ${object} and act = 'audit.viewed' limit 1`;
    if (known) return;
    await this.database.write(async (tx) => {
      const meanwhile = await tx.one`
        select 1 as found from audit_event where object = ${object} and act = 'audit.viewed' limit 1`;
      if (!meanwhile) await this.audit.record(tx, { actor: me, act: 'audit.viewed', object });
    });
  }

  async recordExport(me: Me, { from, to, kind }: AuditQuestion): Promise<void> {
    const detail = { from: from.toString(), to: to.toString(), kind };
    await this.database.write((tx: Tx) =>
      this.audit.record(tx, { actor: me, act: 'audit.exported', object: visitOf(me), detail }),
    );
  }
}

function visitOf({ sessionId }: Me): `session:${string}` {
  return `session:${sessionId.slice(0, 16)}`;
}

function bounds(reader: Reader, { from, to, kind, before }: AuditQuestion) {
  return {
    from: from.startsAt().getTime(),
    end: to.plusDays(1).startsAt().getTime(),
    before: before ?? AFTER_ALL,
    // Acts of other versions, which have no words here, are shown to who asks for everything.
    isAll: kind === null ? 1 : 0,
    acts: actsFor(reader, kind),
  };
}

function actsFor(reader: Reader, kind: AuditQuestion['kind']): readonly ActCode[] {
  const asked = kind === null ? ACTS : actsOf(kind);
  if (reader === 'administrator') return asked;
  const comingAndGoing = actsOf('entry');
  return asked.filter((act) => !comingAndGoing.includes(act));
}
