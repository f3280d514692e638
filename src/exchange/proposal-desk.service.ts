import { Injectable } from '@nestjs/common';
import { foldedText } from '../activities/activity-columns.rules.js';
import type { ActivityForm } from '../activities/activity-content.rules.js';
import { Audit } from '../audit/audit.service.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { getId, newId } from '../shared/ids.js';
import type { Me } from '../web/me.js';
import { ActivityProposal } from './activity-proposal.entity.js';
import { answerFigure } from './proposal.rules.js';
import type { DeskList, ProposalPart, ProposalState, Quarter, ReplyState } from './proposal.rules.js';
import { ProposalReply } from './proposal-reply.entity.js';

/** A proposal as the office reads it: without whose it is. */
export interface DeskProposal {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly form: ActivityForm;
  readonly area: string;
  readonly place: string;
  readonly hours: string;
  readonly part: ProposalPart;
  readonly state: ProposalState;
  readonly isShown: boolean;
  readonly sentAt: Date;
  readonly answeredAt: Date | null;
  readonly repliedAt: Date | null;
  /** The last one; empty where there is none. */
  readonly reply: string;
  readonly replies: number;
  /** The entry that came of it, shown or not. */
  readonly entry: { readonly id: string; readonly title: string } | null;
  readonly supporters: number;
}

export interface DeskReply {
  readonly state: ProposalState;
  readonly text: string;
  readonly repliedAt: Date;
  /** Empty once they have gone. */
  readonly by: string;
}

interface Row {
  id: string;
  title: string;
  about: string;
  form: ActivityForm;
  area: string;
  place: string;
  hours: string;
  part: ProposalPart;
  state: ProposalState;
  is_shown: boolean | number;
  sent_at: number;
  answered_at: number | null;
  replied_at: number | null;
  reply: string | null;
  replies: number;
  entry_id: string | null;
  entry_title: string | null;
  supporters: number;
}

/** The office's side of proposals: reading, answering, and how soon it does. */
@Injectable()
export class ProposalDesk {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** What waits for a first answer, the longest first; all others, the newest answer first. */
  async list(
    of: DeskList,
    { from, size }: { from: number; size: number },
  ): Promise<{ proposals: DeskProposal[]; total: number }> {
    const rows = await this.database.sql<Row & { total: number }>`
      select p.*, r.text as reply, a.id as entry_id, a.title as entry_title,
        (select count(*) from proposal_support s where s.proposal_id = p.id) as supporters,
        count(*) over () as total
      from activity_proposal p
      left join proposal_reply r on r.proposal_id = p.id and r.number = p.replies
      left join activity a on a.id = p.activity_id
      where case when p.replies = 0 then 'waiting' when p.state in ('looking', 'on-hold') then 'open'
        else 'closed' end = ${of}
      order by coalesce(-p.replied_at, p.sent_at), p.id limit ${size} offset ${from}`;
    return { proposals: rows.map(toDesk), total: Number(rows[0]?.total ?? 0) };
  }

  /** What was sent or answered in these months, and what is still open; in the order in which it came. */
  async listOf(quarter: Quarter): Promise<DeskProposal[]> {
    const [from, end] = [quarter.from.startsAt().getTime(), quarter.to.plusDays(1).startsAt().getTime()];
    const rows = await this.database.sql<Row>`
      select p.*, r.text as reply, a.id as entry_id, a.title as entry_title,
        (select count(*) from proposal_support s where s.proposal_id = p.id) as supporters
      from activity_proposal p
      left join proposal_reply r on r.proposal_id = p.id and r.number = p.replies
      left join activity a on a.id = p.activity_id
      where p.sent_at < ${end} and (p.sent_at >= ${from} or p.state in ('waiting', 'looking', 'on-hold')
        or p.replied_at >= ${from})
      order by p.sent_at, p.id`;
    return rows.map(toDesk);
  }

  async get(typed: string): Promise<{ proposal: DeskProposal; replies: DeskReply[] }> {
    const id = getId(typed);
    const row = await this.database.one<Row>`
      select p.*, r.text as reply, a.id as entry_id, a.title as entry_title,
        (select count(*) from proposal_support s where s.proposal_id = p.id) as supporters
      from activity_proposal p
      left join proposal_reply r on r.proposal_id = p.id and r.number = p.replies
      left join activity a on a.id = p.activity_id
      where p.id = ${id}`;
    if (!row) throw new NotFound(`proposal ${id}`);
    const replies = await this.database.sql<{
      state: ProposalState;
      text: string;
      replied_at: number;
      by: string;
    }>`
      select r.state, r.text, r.replied_at, p.display_name as by
      from proposal_reply r join person p on p.id = r.replied_by_id
      where r.proposal_id = ${id} order by r.number desc`;
    return {
      proposal: toDesk(row),
      replies: replies.map(({ state, text, replied_at: at, by }) => ({
        ...{ state, text, by, repliedAt: new Date(Number(at)) },
      })),
    };
  }

  /** How many had an answer within 90 days, and how many wait longer. */
  async figure() {
    const rows = await this.database.sql<{ sent_at: number; answered_at: number | null }>`
      select sent_at, answered_at from activity_proposal`;
    const times = rows.map(({ sent_at: sent, answered_at: answered }) => ({
      sentAt: new Date(Number(sent)),
      answeredAt: answered === null ? null : new Date(Number(answered)),
    }));
    const waiting = times.filter(({ answeredAt }) => answeredAt === null).length;
    return { ...answerFigure(times, this.clock.today()), waiting };
  }

  /**
   * @throws NotFound when it was taken back meanwhile
   * @throws DomainError when somebody else answered meanwhile, or no one entry is meant
   */
  async reply(
    tx: Tx,
    me: Me,
    typed: string,
    answer: { replies: number; state: ReplyState; text: string; entry: string; isShown: boolean },
  ): Promise<void> {
    const id = getId(typed);
    const proposal = await tx.findOne(ActivityProposal, { id });
    if (!proposal) throw new NotFound(`proposal ${id}`);
    if (proposal.replies !== answer.replies) throw new DomainError('wishes.reply.changed');
    const { state, text, isShown } = answer;
    const activityId =
      state === 'realised' ? await this.findEntry(tx, answer.entry, proposal.activityId) : null;
    const repliedAt = this.clock.now();
    const number = proposal.replies + 1;
    await tx.insert(ProposalReply, {
      ...{ id: newId(repliedAt), proposalId: id, number, state, text },
      ...{ repliedById: me.personId, repliedAt },
    });
    const answeredAt = proposal.answeredAt ?? repliedAt;
    await tx.update(
      ActivityProposal,
      { id },
      { state, isShown, activityId, replies: number, answeredAt, repliedAt, seenAt: null },
    );
    await this.audit.record(tx, {
      actor: me,
      act: 'proposal.replied',
      object: `activity-proposal:${id}`,
      detail: { state, shown: isShown, ...(activityId ? { activity: activityId } : {}) },
    });
  }

  /** By its address or its whole name. What was named before may have ended since. */
  private async findEntry(tx: Tx, typed: string, before: string | null): Promise<string> {
    const id = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(typed)?.[0] ?? '';
    const name = foldedText(typed);
    const [found, another] = await tx.sql<{ id: string }>`
      select id from activity
      where (closed_at is null or id = ${before}) and (id = ${id} or sorted_as = ${name}) limit 2`;
    if (!found) throw new DomainError('wishes.reply.entry-unknown');
    if (another) throw new DomainError('wishes.reply.entry-several');
    return found.id;
  }
}

function toDesk(row: Row): DeskProposal {
  const { id, title, about, form, area, place, hours, part, state } = row;
  const instant = (stored: number | null) => (stored === null ? null : new Date(Number(stored)));
  return {
    ...{ id, title, about, form, area, place, hours, part, state },
    isShown: Boolean(row.is_shown),
    sentAt: new Date(Number(row.sent_at)),
    answeredAt: instant(row.answered_at),
    repliedAt: instant(row.replied_at),
    reply: row.reply ?? '',
    replies: Number(row.replies),
    entry: row.entry_id === null ? null : { id: row.entry_id, title: row.entry_title! },
    supporters: Number(row.supporters),
  };
}
