import { Injectable } from '@nestjs/common';
import { CohortService } from '../cohorts/cohort.service.js';
import { EditionService } from '../curriculum/edition.service.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import type { Enrolment } from '../enrolment/enrolment.entity.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { isId, newId } from '../shared/ids.js';
import { ContactMessage } from './contact-message.entity.js';
import { ContactRequest } from './contact-request.entity.js';
import type { Way } from './contact-request.entity.js';
import { ContactWish } from './contact-wish.entity.js';
import { isAsked } from './contact.rules.js';

/** One dated cohort that somebody learns in, and how they stand with its facilitators. */
export interface OwnGroup {
  readonly enrolmentId: string;
  readonly trackId: string;
  readonly trackTitle: string;
  readonly cohortName: string | null;
  /** Somebody looks after it. */
  readonly isReachable: boolean;
  /** Mail can be sent to the person. */
  readonly hasAddress: boolean;
  readonly open: { readonly way: Way; readonly line: string; readonly askedAt: Date } | null;
  /** Null before the person said anything. */
  readonly wish: { readonly isWanted: boolean; readonly way: Way } | null;
  /** The quiet question is due. */
  readonly isAsked: boolean;
  readonly unread: number;
}

export interface OwnMessage {
  readonly id: string;
  /** Empty once its author has gone. */
  readonly author: string;
  readonly text: string;
  readonly sentAt: Date;
  readonly isRead: boolean;
}

interface Row {
  id: string;
  track_id: string;
  cohort_id: string;
  state: string;
  completed_on: string | null;
  name: string | null;
  hash: string;
  email: string | null;
  way: Way | null;
  line: string;
  asked_at: number;
  is_wanted: boolean | number | null;
  wish_way: Way;
  first_done_at: number | null;
  unread: number;
}

/** What a person asks of the facilitators of their cohort, and what these wrote. Whoever asks here asks for their own. */
@Injectable()
export class ContactService {
  constructor(
    private readonly database: Database,
    private readonly cohorts: CohortService,
    private readonly editions: EditionService,
    private readonly clock: Clock,
  ) {}

  async listGroups(personId: string): Promise<OwnGroup[]> {
    const rows = await this.database.sql<Row>`
      select e.id, e.track_id, e.cohort_id, e.state, e.completed_on, c.name, r.edition_hash as hash,
        p.email, q.way, q.line, q.asked_at, w.is_wanted, w.way as wish_way,
        (select min(s.completed_at) from step_progress s where s.enrolment_id = e.id) as first_done_at,
        (select count(*) from contact_message m where m.enrolment_id = e.id and m.read_at is null) as unread
      from enrolment e
      join person p on p.id = e.person_id
      join cohort c on c.id = e.cohort_id and c.kind = 'dated'
      join revision r on r.id = e.revision_id
      left join contact_request q on q.enrolment_id = e.id and q.closed_at is null
      left join contact_wish w on w.enrolment_id = e.id
      where e.person_id = ${personId} and e.left_at is null order by e.created_at, e.id`;
    return Promise.all(rows.map((row) => this.toGroup(row)));
  }

  /** @throws NotFound where the person does not learn in a dated cohort: nobody looks at a list for the others */
  async getGroup(personId: string, trackId: string): Promise<OwnGroup> {
    const group = (await this.listGroups(personId)).find((one) => one.trackId === trackId);
    if (!group) throw new NotFound(`dated cohort of ${trackId}`);
    return group;
  }

  /** @throws DomainError when a request with other words is open, or there is nobody to ask or no address for mail */
  async ask(
    tx: Tx,
    { personId, group }: { personId: string; group: OwnGroup },
    { way, line }: { way: Way; line: string },
  ): Promise<void> {
    const { enrolmentId } = group;
    const [open] = await tx.sql<{ way: string; line: string }>`
      select way, line from contact_request where enrolment_id = ${enrolmentId} and closed_at is null`;
    if (open?.way === way && open.line === line) return;
    if (open) throw new DomainError('contact.ask.open');
    if (!group.isReachable) throw new DomainError('contact.ask.nobody');
    await checkAddress(tx, personId, way);
    const askedAt = this.clock.now();
    await tx.insert(ContactRequest, { id: newId(askedAt), enrolmentId, way, line, askedAt, closedAt: null });
  }

  async withdraw(tx: Tx, { enrolmentId }: OwnGroup): Promise<void> {
    const now = this.clock.now().getTime();
    await tx.sql`
      update contact_request set closed_at = ${now} where enrolment_id = ${enrolmentId} and closed_at is null`;
  }

  /** Null: not to be contacted. @throws DomainError when there is no address for mail */
  async decide(
    tx: Tx,
    { personId, group }: { personId: string; group: OwnGroup },
    way: Way | null,
  ): Promise<void> {
    if (way) await checkAddress(tx, personId, way);
    const decided = { isWanted: way !== null, way: way ?? 'page', decidedAt: this.clock.now() };
    await tx.upsert(ContactWish, { enrolmentId: group.enrolmentId, ...decided }, ['enrolmentId']);
  }

  /** Who takes a break or leaves is on nobody's list, and what was to be sent to them is not sent. */
  async rest(tx: Tx, { id: enrolmentId, state }: Enrolment): Promise<void> {
    await this.end(tx, enrolmentId);
    // Who comes back after leaving begins anew: nothing that was wished for then goes on by itself.
    if (state !== 'paused') await tx.delete(ContactWish, { enrolmentId });
  }

  /** What was asked of the facilitators of one cohort is not asked of those of the next. A no stays a no. */
  async move(tx: Tx, { id: enrolmentId }: Enrolment): Promise<void> {
    await this.end(tx, enrolmentId);
    await tx.delete(ContactWish, { enrolmentId, isWanted: true });
  }

  /** The newest first. */
  async listMessages({ enrolmentId }: OwnGroup): Promise<OwnMessage[]> {
    const rows = await this.database.sql<{
      id: string;
      author: string;
      text: string;
      sent_at: number;
      read_at: number | null;
    }>`
      select m.id, p.display_name as author, m.text, m.sent_at, m.read_at
      from contact_message m join person p on p.id = m.author_id
      where m.enrolment_id = ${enrolmentId} order by m.sent_at desc, m.id desc`;
    return rows.map(({ id, author, text, sent_at: at, read_at: readAt }) => ({
      id,
      author,
      text,
      sentAt: new Date(at),
      isRead: readAt !== null,
    }));
  }

  async markRead(tx: Tx, { enrolmentId }: OwnGroup, messageId: string): Promise<void> {
    if (!isId(messageId)) throw new NotFound(`message ${messageId}`);
    const message = await tx.findOne(ContactMessage, { id: messageId, enrolmentId });
    if (!message) throw new NotFound(`message ${messageId}`);
    if (!message.readAt) await tx.update(ContactMessage, { id: messageId }, { readAt: this.clock.now() });
  }

  private async end(tx: Tx, enrolmentId: string): Promise<void> {
    const now = this.clock.now().getTime();
    await tx.sql`
      update contact_request set closed_at = ${now} where enrolment_id = ${enrolmentId} and closed_at is null`;
    await tx.sql`
      delete from outbox_mail where sent_at is null
        and id in (select mail_id from contact_message where enrolment_id = ${enrolmentId})`;
  }

  private async toGroup(row: Row): Promise<OwnGroup> {
    const [edition, isReachable] = await Promise.all([
      this.editions.get(row.hash),
      this.cohorts.hasFacilitator(this.database, row.cohort_id),
    ]);
    const isLearning = row.state === 'active' && row.completed_on === null;
    const firstDoneAt = row.first_done_at === null ? null : new Date(row.first_done_at);
    const isAnswered = row.is_wanted !== null;
    return {
      enrolmentId: row.id,
      trackId: row.track_id,
      trackTitle: edition.track.title,
      cohortName: row.name,
      isReachable,
      hasAddress: row.email !== null,
      open: row.way && { way: row.way, line: row.line, askedAt: new Date(row.asked_at) },
      wish: isAnswered ? { isWanted: Boolean(row.is_wanted), way: row.wish_way } : null,
      isAsked: isLearning && isReachable && isAsked({ isAnswered, firstDoneAt }, this.clock.now()),
      unread: Number(row.unread),
    };
  }
}

async function checkAddress(tx: Tx, personId: string, way: Way): Promise<void> {
  if (way !== 'mail') return;
  const row = await tx.one<{ email: string | null }>`select email from person where id = ${personId}`;
  if (!row?.email) throw new DomainError('contact.ask.no-address');
}
