import { Injectable } from '@nestjs/common';
import { CohortService } from '../cohorts/cohort.service.js';
import type { FacilitatedCohort } from '../cohorts/cohort.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import { isId } from '../shared/ids.js';
import { shownSince } from './sending.rules.js';
import { toReply } from './sending.js';
import type { Reply, ReplyRow } from './sending.js';

/** So many lines on one page; those who wait longest come first. */
const MOST = 100;

/** What was sent, as a facilitator knows it before opening it: no words of it. */
export interface QueueLine {
  readonly id: string;
  readonly sender: string;
  readonly module: string;
  readonly step: string;
  readonly editionHash: string;
  readonly sentAt: Date;
  readonly isRead: boolean;
  readonly answer: 'reply' | 'request' | 'closed' | null;
}

export interface Queue {
  readonly cohort: FacilitatedCohort;
  readonly waiting: readonly QueueLine[];
  /** How many wait beyond those. */
  readonly more: number;
  readonly answered: readonly QueueLine[];
}

/** One sending that a facilitator may open. Its text is there once somebody opened it. */
export type Opened = ReadSending | (Found & { readonly isReadable: false });
export interface ReadSending extends Found {
  readonly isReadable: true;
  readonly text: string;
}

interface Found {
  readonly cohort: FacilitatedCohort;
  readonly line: QueueLine;
  readonly share: 'offered' | 'hand-in';
  readonly reply: (Reply & { readonly isMine: boolean; readonly version: number }) | null;
  readonly draft: { readonly text: string; readonly version: number } | null;
}

interface LineRow {
  id: string;
  sender: string;
  module: string;
  step: string;
  edition_hash: string;
  sent_at: number;
  read_at: number | null;
  closed_at: number | null;
  kind: 'reply' | 'request' | null;
}

interface OpenedRow extends LineRow {
  share: 'offered' | 'hand-in';
  text: string;
  taken_back_at: number | null;
  author_id: string | null;
  version: number | null;
  draft: string | null;
  draft_version: number | null;
}

/** What was sent to the facilitators of a cohort. Who left it or the track, or is the reader themselves, does not appear. */
@Injectable()
export class ReflectionQueue {
  constructor(
    private readonly database: Database,
    private readonly cohorts: CohortService,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound when the cohort is not in this person's hands */
  async list(personId: string, cohortId: string): Promise<Queue> {
    const cohort = await this.cohorts.getFacilitated(personId, cohortId);
    const rows = await this.database.sql<LineRow>`
      select s.id, p.display_name as sender, s.module, s.step, s.edition_hash, s.sent_at, s.read_at, s.closed_at, r.kind
      from reflection_sending s join enrolment e on e.id = s.enrolment_id join person p on p.id = e.person_id
      left join reflection_reply r on r.sending_id = s.id
      where e.cohort_id = ${cohort.id} and e.left_at is null and e.person_id <> ${personId}
      and s.taken_back_at is null and s.ended_at is null
      and coalesce(r.answered_at, s.closed_at, ${Number.MAX_SAFE_INTEGER}) > ${shownSince(this.clock.now())}
      order by s.sent_at, s.id`;
    const lines = rows.map(toLine);
    const waiting = lines.filter(({ answer }) => answer === null);
    const answered = lines.filter(({ answer }) => answer !== null).reverse();
    return {
      cohort,
      waiting: waiting.slice(0, MOST),
      more: Math.max(0, waiting.length - MOST),
      answered: answered.slice(0, MOST),
    };
  }

  /** @throws NotFound when there is no such sending in this cohort, or the cohort is not in this person's hands */
  async get(personId: string, cohortId: string, id: string): Promise<Opened> {
    const cohort = await this.cohorts.getFacilitated(personId, cohortId);
    const row = isId(id)
      ? await this.database.one<OpenedRow>`
          select s.id, p.display_name as sender, s.module, s.step, s.edition_hash, s.sent_at, s.read_at, s.closed_at,
            s.share, s.text, s.taken_back_at, r.kind, r.author_id, r.version, d.text as draft, d.version as draft_version
          from reflection_sending s join enrolment e on e.id = s.enrolment_id join person p on p.id = e.person_id
          left join reflection_reply r on r.sending_id = s.id
          left join reflection_draft d on d.sending_id = s.id and d.author_id = ${personId}
          where s.id = ${id} and e.cohort_id = ${cohort.id} and e.left_at is null and e.person_id <> ${personId}
          and s.ended_at is null
          and coalesce(r.answered_at, s.closed_at, ${Number.MAX_SAFE_INTEGER}) > ${shownSince(this.clock.now())}`
      : null;
    if (!row) throw new NotFound(`sending ${id}`);
    return toOpened(cohort, row, { reply: toReply(await this.replyOf(row)), me: personId });
  }

  private async replyOf({ id, kind }: OpenedRow): Promise<ReplyRow[]> {
    if (kind === null) return [];
    return this.database.sql<ReplyRow>`
      select r.kind, p.display_name as author, t.text
      from reflection_reply r join person p on p.id = r.author_id
      join reflection_reply_text t on t.sending_id = r.sending_id
      where r.sending_id = ${id} order by t.version`;
  }
}

function toLine(row: LineRow): QueueLine {
  return {
    id: row.id,
    sender: row.sender,
    module: row.module,
    step: row.step,
    editionHash: row.edition_hash,
    sentAt: new Date(row.sent_at),
    isRead: row.read_at !== null,
    answer: row.kind ?? (row.closed_at === null ? null : 'closed'),
  };
}

function toOpened(
  cohort: FacilitatedCohort,
  row: OpenedRow,
  { reply, me }: { reply: Reply | null; me: string },
): Opened {
  const found = {
    cohort,
    line: toLine(row),
    share: row.share,
    reply: reply && { ...reply, isMine: row.author_id === me, version: row.version! },
    draft: row.draft === null ? null : { text: row.draft, version: row.draft_version! },
  };
  const isReadable = row.read_at !== null && row.taken_back_at === null;
  return isReadable ? { ...found, isReadable, text: row.text } : { ...found, isReadable };
}
