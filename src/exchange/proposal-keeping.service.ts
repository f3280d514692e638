import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { KEEP_PROPOSALS_YEARS } from './proposal.rules.js';
import type { ProposalPart, ProposalState } from './proposal.rules.js';

/** What is kept of one person's proposals, for their eyes. */
export interface KeptProposals {
  readonly proposed: readonly {
    readonly title: string;
    readonly about: string;
    readonly form: string;
    /** Name of the area; empty where none was chosen. */
    readonly area: string;
    readonly place: string;
    readonly hours: string;
    readonly part: ProposalPart;
    readonly state: ProposalState;
    readonly sentAt: Date;
    readonly replies: readonly { readonly text: string; readonly repliedAt: Date }[];
  }[];
  /** Titles of others' proposals that the person would like too. */
  readonly supported: readonly string[];
  /** What the person answered to proposals, at the office. */
  readonly answered: readonly { readonly title: string; readonly text: string; readonly repliedAt: Date }[];
}

interface Row {
  id: string;
  title: string;
  about: string;
  form: string;
  area: string;
  place: string;
  hours: string;
  part: ProposalPart;
  state: ProposalState;
  sent_at: number;
}

interface ReplyRow {
  proposal_id: string;
  title: string;
  text: string;
  replied_at: number;
}

/** This room's part of a person's own data, of their erasure, and of forgetting. Wishes hold nobody. */
@Injectable()
export class ProposalKeeping {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  async export(personId: string): Promise<KeptProposals> {
    const [proposed, received, supported, answered] = await Promise.all([
      this.database.sql<Row>`
        select id, title, about, form, area, place, hours, part, state, sent_at from activity_proposal
        where person_id = ${personId} order by sent_at, id`,
      this.database.sql<ReplyRow>`
        select r.proposal_id, p.title, r.text, r.replied_at
        from proposal_reply r join activity_proposal p on p.id = r.proposal_id
        where p.person_id = ${personId} order by r.number`,
      this.database.sql<{ title: string }>`
        select p.title from proposal_support s join activity_proposal p on p.id = s.proposal_id
        where s.person_id = ${personId} order by p.sent_at, p.id`,
      this.database.sql<ReplyRow>`
        select r.proposal_id, p.title, r.text, r.replied_at
        from proposal_reply r join activity_proposal p on p.id = r.proposal_id
        where r.replied_by_id = ${personId} order by r.replied_at, r.id`,
    ]);
    const names = new Map(this.config.council.activities.areas.map(({ id, name }) => [id, name]));
    return {
      proposed: proposed.map(({ id, sent_at: sentAt, ...row }) => ({
        ...row,
        area: names.get(row.area) ?? '',
        sentAt: new Date(Number(sentAt)),
        replies: received
          .filter((reply) => reply.proposal_id === id)
          .map(({ text, replied_at: at }) => ({ text, repliedAt: new Date(Number(at)) })),
      })),
      supported: supported.map(({ title }) => title),
      answered: answered.map(({ title, text, replied_at: at }) => ({
        ...{ title, text, repliedAt: new Date(Number(at)) },
      })),
    };
  }

  /** What came true and others could read stays, without a person: the activity is there. All else is deleted. */
  async erase(tx: Tx, personId: string): Promise<void> {
    await tx.sql`delete from proposal_support where person_id = ${personId}`;
    await tx.sql`
      delete from activity_proposal
      where person_id = ${personId} and not (state = 'realised' and is_shown = ${true})`;
    await tx.sql`update activity_proposal set person_id = null where person_id = ${personId}`;
  }

  /** What was answered long ago: deleted, or without a person where it came true and others could read it. */
  async forgetOld(): Promise<void> {
    const now = this.clock.now();
    const limit = new Date(now);
    limit.setUTCFullYear(now.getUTCFullYear() - KEEP_PROPOSALS_YEARS);
    const old = limit.getTime();
    await this.database.write(async (tx) => {
      await tx.sql`
        delete from activity_proposal
        where replied_at < ${old} and not (state = 'realised' and is_shown = ${true})`;
      await tx.sql`
        update activity_proposal set person_id = null where replied_at < ${old} and person_id is not null`;
      await tx.sql`
        delete from proposal_support
        where proposal_id in (select id from activity_proposal where replied_at < ${old})`;
    });
  }
}
