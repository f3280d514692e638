import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import type { FacilitatedCohort } from '../cohorts/cohort.service.js';
import { Database, list } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { mailTime } from '../mail/mail-time.rules.js';
import { Outbox } from '../mail/outbox.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { newId } from '../shared/ids.js';
import { parseDisplay } from '../web/display.rules.js';
import type { Me } from '../web/me.js';
import { ContactAccess } from './contact-access.entity.js';
import type { ContactAct } from './contact-access.entity.js';
import { ContactMessage } from './contact-message.entity.js';
import { ContactRequest } from './contact-request.entity.js';
import type { Way } from './contact-request.entity.js';
import { ContactWish } from './contact-wish.entity.js';
import { nextMessageAt, stoppedSince } from './contact.rules.js';

/** Somebody who wants to be contacted, with the reason. Nobody else is ever made into one. */
export interface ContactEntry {
  readonly enrolmentId: string;
  readonly displayName: string;
  /** Null for who asked for nothing, but has stopped. */
  readonly asked: { readonly id: string; readonly line: string; readonly at: Date } | null;
  readonly hasStopped: boolean;
  readonly way: Way;
  readonly since: Date;
  readonly sentAt: Date | null;
  /** Null: a message may be sent now. */
  readonly nextMessageAt: Date | null;
}

interface Row {
  id: string;
  display_name: string;
  state: 'active' | 'paused';
  completed_on: string | null;
  is_wanted: boolean | number | null;
  wish_way: Way;
  decided_at: number | null;
  reached_at: number | null;
  request: string | null;
  way: Way;
  line: string;
  asked_at: number;
  learnt_at: number | null;
  resumed_at: number | null;
  sent_at: number | null;
}

/** The list of a dated cohort: who asked to be contacted, and who wished it for when they have stopped. */
@Injectable()
export class ContactList {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Who has waited longest comes first. */
  async list({ id }: FacilitatedCohort, from: Pick<Tx, 'sql'> = this.database): Promise<ContactEntry[]> {
    const rows = await from.sql<Row>`
      select e.id, p.display_name, e.state, e.completed_on, w.is_wanted, w.way as wish_way, w.decided_at, w.reached_at,
        q.id as request, q.way, q.line, q.asked_at,
        (select max(s.touched_at) from step_progress s where s.enrolment_id = e.id) as learnt_at,
        (select max(f.recorded_at) from reported_fact f
          where f.enrolment_id = e.id and f.kind = 'resumed') as resumed_at,
        (select max(m.sent_at) from contact_message m join enrolment other on other.id = m.enrolment_id
          where other.person_id = e.person_id) as sent_at
      from enrolment e
      join person p on p.id = e.person_id and p.disabled_at is null
      left join contact_wish w on w.enrolment_id = e.id
      left join contact_request q on q.enrolment_id = e.id and q.closed_at is null
      where e.cohort_id = ${id} and e.left_at is null and (q.id is not null or w.is_wanted)`;
    const now = this.clock.now();
    return rows
      .flatMap((row) => toEntry(row, now) ?? [])
      .sort((one, other) => one.since.getTime() - other.since.getTime());
  }

  /**
   * Notes for those on it that a facilitator has them before them, before they are shown: once a day each, so that
   * a page which is opened again and again stays one look.
   */
  async recordLook(me: Me, cohort: FacilitatedCohort, entries: readonly ContactEntry[]): Promise<void> {
    const day = CalendarDay.at(this.clock.now()).startsAt();
    const enrolmentIds = entries.map(({ enrolmentId }) => enrolmentId);
    if (enrolmentIds.length === 0 || (await unseen(this.database, { me, enrolmentIds, day })).length === 0)
      return;
    await this.database.write(async (tx) => {
      const fresh = await unseen(tx, { me, enrolmentIds, day });
      if (fresh.length === 0) return;
      const at = this.clock.now();
      await noteAccess(tx, { enrolmentIds: fresh, facilitatorId: me.personId, act: 'contact.viewed', at });
      const object = `cohort:${cohort.id}` as const;
      await this.audit.record(tx, { actor: me, act: 'contact.viewed', object });
    });
  }

  /** @throws NotFound for everybody who is not on the list now */
  async get(
    cohort: FacilitatedCohort,
    enrolmentId: string,
    from: Pick<Tx, 'sql'> = this.database,
  ): Promise<ContactEntry> {
    const entry = (await this.list(cohort, from)).find((one) => one.enrolmentId === enrolmentId);
    if (!entry) throw new NotFound(`contact ${enrolmentId}`);
    return entry;
  }

  /**
   * Puts a message on the person's home page, and tells by mail that there is one where that was wished for.
   * @throws NotFound for who is not on the list any more
   * @throws DomainError when somebody wrote to this person within the last week
   */
  async send(
    tx: Tx,
    me: Me,
    { cohort, enrolmentId, text }: { cohort: FacilitatedCohort; enrolmentId: string; text: string },
  ): Promise<void> {
    const entry = await this.get(cohort, enrolmentId, tx);
    if (entry.nextMessageAt) throw new DomainError('contact.person.week');
    const sentAt = this.clock.now();
    const id = newId(sentAt);
    const mailId = entry.way === 'mail' ? await this.promiseMail(tx, enrolmentId) : null;
    await tx.insert(ContactMessage, {
      id,
      enrolmentId,
      authorId: me.personId,
      text,
      sentAt,
      readAt: null,
      mailId,
    });
    await this.audit.record(tx, { actor: me, act: 'contact.message-sent', object: `contact-message:${id}` });
  }

  /** Takes the person off the list. @throws NotFound for who is not on it any more */
  async close(
    tx: Tx,
    me: Me,
    { cohort, enrolmentId }: { cohort: FacilitatedCohort; enrolmentId: string },
  ): Promise<void> {
    const entry = await this.get(cohort, enrolmentId, tx);
    const now = this.clock.now();
    if (entry.asked) await tx.update(ContactRequest, { id: entry.asked.id }, { closedAt: now });
    if (entry.hasStopped) await tx.update(ContactWish, { enrolmentId }, { reachedAt: now });
    await noteAccess(tx, {
      enrolmentIds: [enrolmentId],
      facilitatorId: me.personId,
      act: 'contact.made',
      at: now,
    });
    // The record is read by others than facilitators: it names the cohort, not who was on its list.
    await this.audit.record(tx, { actor: me, act: 'contact.made', object: `cohort:${cohort.id}` });
  }

  private async promiseMail(tx: Tx, enrolmentId: string): Promise<string | null> {
    const person = await tx.one<{ email: string | null; ui: string }>`
      select p.email, p.ui from person p join enrolment e on e.person_id = p.id where e.id = ${enrolmentId}`;
    if (!person?.email) return null;
    return this.outbox.add(tx, {
      to: person.email,
      template: 'contact.message',
      lang: parseDisplay(person.ui).lang,
      params: {},
      notBefore: mailTime(this.clock.now()),
    });
  }
}

/** Those of the enrolments still there whom the facilitator has not had before them on this day. */
async function unseen(
  from: Pick<Tx, 'sql'>,
  { me, enrolmentIds, day }: { me: Me; enrolmentIds: readonly string[]; day: Date },
): Promise<string[]> {
  const rows = await from.sql<{ id: string }>`
    select e.id from enrolment e where e.id in ${list(enrolmentIds)} and not exists (
      select 1 from contact_access a where a.enrolment_id = e.id and a.facilitator_id = ${me.personId}
        and a.act = 'contact.viewed' and a.seen_at >= ${day.getTime()})
    order by e.id`;
  return rows.map(({ id }) => id);
}

async function noteAccess(
  tx: Tx,
  {
    enrolmentIds,
    ...of
  }: { enrolmentIds: readonly string[]; facilitatorId: string; act: ContactAct; at: Date },
): Promise<void> {
  const { facilitatorId, act, at: seenAt } = of;
  for (const enrolmentId of enrolmentIds)
    await tx.insert(ContactAccess, { id: newId(seenAt), enrolmentId, facilitatorId, act, seenAt });
}

function toEntry(row: Row, now: Date): ContactEntry | null {
  const stopped = stoppedSince(
    {
      isWanted: Boolean(row.is_wanted),
      state: row.state,
      isCompleted: row.completed_on !== null,
      learntAt: toDate(row.learnt_at),
      resumedAt: toDate(row.resumed_at),
      decidedAt: toDate(row.decided_at),
      reachedAt: toDate(row.reached_at),
    },
    now,
  );
  const asked = row.request ? { id: row.request, line: row.line, at: new Date(row.asked_at) } : null;
  const since = asked?.at ?? stopped;
  if (!since) return null;
  const sentAt = toDate(row.sent_at);
  return {
    enrolmentId: row.id,
    displayName: row.display_name,
    asked,
    hasStopped: stopped !== null,
    way: asked ? row.way : row.wish_way,
    since,
    sentAt,
    nextMessageAt: nextMessageAt(sentAt, now),
  };
}

function toDate(instant: number | null): Date | null {
  return instant === null ? null : new Date(instant);
}
