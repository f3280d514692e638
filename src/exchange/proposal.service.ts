import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { shownSince } from '../activities/freshness.rules.js';
import type { ActivityForm } from '../activities/activity-content.rules.js';
import { Audit } from '../audit/audit.service.js';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { getId } from '../shared/ids.js';
import type { Me } from '../web/me.js';
import { ActivityProposal } from './activity-proposal.entity.js';
import type { ProposalForm } from './proposal.form.js';
import { MOST_WAITING } from './proposal.rules.js';
import type { ProposalPart, ProposalState } from './proposal.rules.js';
import { ProposalSupport } from './proposal-support.entity.js';

/** The entry of the directory that came of a proposal, as long as it is shown there. */
export interface ProposalEntry {
  readonly id: string;
  readonly title: string;
}

/** A proposal as peers read it. */
export interface PeerProposal {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly form: ActivityForm;
  readonly area: string;
  readonly place: string;
  readonly hours: string;
  readonly state: ProposalState;
  /** The last of the office; empty where there is none. */
  readonly reply: string;
  readonly entry: ProposalEntry | null;
  readonly supporters: number;
  readonly isOwn: boolean;
  readonly isSupported: boolean;
}

/** One's own, with everything that was answered. */
export interface OwnProposal extends Omit<PeerProposal, 'reply' | 'isOwn' | 'isSupported'> {
  readonly part: ProposalPart;
  readonly isShown: boolean;
  readonly sentAt: Date;
  /** The newest first. */
  readonly replies: readonly {
    readonly state: ProposalState;
    readonly text: string;
    readonly repliedAt: Date;
  }[];
  readonly hasNews: boolean;
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
  replied_at: number | null;
  seen_at: number | null;
  reply: string | null;
  entry_id: string | null;
  entry_title: string | null;
  supporters: number;
  is_own: number;
  is_supported: number;
  total: number;
}

/** What peers propose, and the others' wish for it. */
@Injectable()
export class ProposalService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** What the office let others read, newest first. */
  async listShown(
    me: Me,
    { from, size }: { from: number; size: number },
  ): Promise<{ proposals: PeerProposal[]; total: number }> {
    const since = this.shownSince();
    const rows = await this.database.sql<Row>`
      select p.id, p.title, p.about, p.form, p.area, p.place, p.hours, p.state, r.text as reply,
        a.id as entry_id, a.title as entry_title,
        (select count(*) from proposal_support s where s.proposal_id = p.id) as supporters,
        (select count(*) from proposal_support s where s.proposal_id = p.id and s.person_id = ${me.personId})
          as is_supported,
        case when p.person_id = ${me.personId} then 1 else 0 end as is_own,
        count(*) over () as total
      from activity_proposal p
      left join proposal_reply r on r.proposal_id = p.id and r.number = p.replies
      left join activity a on a.id = p.activity_id and a.closed_at is null and a.confirmed_on >= ${since}
      where p.is_shown = ${true}
      order by p.sent_at desc, p.id desc limit ${size} offset ${from}`;
    const proposals = rows.map((row) => ({
      ...partsOf(row),
      reply: row.reply ?? '',
      isOwn: Number(row.is_own) === 1,
      isSupported: Number(row.is_supported) > 0,
    }));
    return { proposals, total: Number(rows[0]?.total ?? 0) };
  }

  /** The newest first. */
  async listOwn(personId: string): Promise<OwnProposal[]> {
    const since = this.shownSince();
    const [rows, replies] = await Promise.all([
      this.database.sql<Row>`
        select p.id, p.title, p.about, p.form, p.area, p.place, p.hours, p.part, p.state, p.is_shown, p.sent_at,
          p.replied_at, p.seen_at, a.id as entry_id, a.title as entry_title,
          (select count(*) from proposal_support s where s.proposal_id = p.id) as supporters
        from activity_proposal p
        left join activity a on a.id = p.activity_id and a.closed_at is null and a.confirmed_on >= ${since}
        where p.person_id = ${personId} order by p.sent_at desc, p.id desc`,
      this.database.sql<{ proposal_id: string; state: ProposalState; text: string; replied_at: number }>`
        select r.proposal_id, r.state, r.text, r.replied_at
        from proposal_reply r join activity_proposal p on p.id = r.proposal_id
        where p.person_id = ${personId} order by r.number desc`,
    ]);
    return rows.map((row) => ({
      ...partsOf(row),
      part: row.part,
      isShown: Boolean(row.is_shown),
      sentAt: new Date(Number(row.sent_at)),
      replies: replies
        .filter((reply) => reply.proposal_id === row.id)
        .map(({ state, text, replied_at: at }) => ({ state, text, repliedAt: new Date(Number(at)) })),
      hasNews: row.replied_at !== null && row.seen_at === null,
    }));
  }

  /** Somebody was answered and has not put it away. */
  async hasNews(personId: string): Promise<boolean> {
    const row = await this.database.one`
      select 1 as found from activity_proposal
      where person_id = ${personId} and replied_at is not null and seen_at is null limit 1`;
    return row !== null;
  }

  /** @throws DomainError when so many of theirs wait that another would only make all of them wait longer */
  async send(tx: Tx, me: Me, proposal: ProposalForm): Promise<void> {
    const waiting = await tx.one<{ n: number }>`
      select count(*) as n from activity_proposal where person_id = ${me.personId} and answered_at is null`;
    if (Number(waiting!.n) >= MOST_WAITING)
      throw new DomainError('wishes.new.waiting', { most: MOST_WAITING });
    const sentAt = this.clock.now();
    // Peers read it in the page: it tells no hour, by which they might know who was writing then.
    const id = randomUUID();
    const { title, about, form, area, place, hours, part } = proposal;
    await tx.insert(ActivityProposal, {
      ...{ id, personId: me.personId, title, about, form, area, place, hours, part, sentAt },
      ...{ state: 'waiting', isShown: false, activityId: null, replies: 0 },
      ...{ answeredAt: null, repliedAt: null, seenAt: null },
    });
    await this.recordUnnamed(tx, 'proposal.sent', id);
  }

  /** Takes it back: it is deleted, with its replies and who supported it. @throws DomainError once it came true */
  async withdraw(tx: Tx, me: Me, typed: string): Promise<void> {
    const { id, state } = await this.getOwn(tx, me, typed);
    if (state === 'realised') throw new DomainError('wishes.mine.realised');
    await tx.delete(ActivityProposal, { id });
    await this.recordUnnamed(tx, 'proposal.withdrawn', id);
  }

  /** One's own is wished for already. Giving twice, or taking back what was not given, changes nothing. */
  async support(tx: Tx, me: Me, typed: string, wants: boolean): Promise<void> {
    const id = getId(typed);
    const proposal = await tx.findOne(ActivityProposal, { id });
    if (!proposal?.isShown || proposal.personId === me.personId) throw new NotFound(`proposal ${id}`);
    const support = { proposalId: id, personId: me.personId };
    const isGiven = (await tx.findOne(ProposalSupport, support)) !== null;
    if (wants && !isGiven) await tx.insert(ProposalSupport, support);
    if (!wants && isGiven) await tx.delete(ProposalSupport, support);
  }

  /** Puts away the line on the home page that there is a reply. `replies`: as many as were read. */
  async see(tx: Tx, me: Me, typed: string, replies: number): Promise<void> {
    const proposal = await this.getOwn(tx, me, typed);
    if (proposal.replies === replies && proposal.seenAt === null)
      await tx.update(ActivityProposal, { id: proposal.id }, { seenAt: this.clock.now() });
  }

  private async getOwn(tx: Tx, me: Me, typed: string): Promise<ActivityProposal> {
    const id = getId(typed);
    const proposal = await tx.findOne(ActivityProposal, { id, personId: me.personId });
    if (!proposal) throw new NotFound(`proposal ${id}`);
    return proposal;
  }

  /** Without who: the record of acts outlives the person, and whose a proposal is must not be read from it. */
  private async recordUnnamed(
    tx: Tx,
    act: 'proposal.sent' | 'proposal.withdrawn',
    id: string,
  ): Promise<void> {
    await this.audit.record(tx, { actor: null, act, object: `activity-proposal:${id}` });
  }

  private shownSince(): string {
    return shownSince(this.clock.today(), this.config.council.activities.freshness).toString();
  }
}

function partsOf(row: Row) {
  const { id, title, about, form, area, place, hours, state, entry_id: entryId, entry_title: entry } = row;
  return {
    ...{ id, title, about, form, area, place, hours, state },
    entry: entryId === null ? null : { id: entryId, title: entry! },
    supporters: Number(row.supporters),
  };
}
