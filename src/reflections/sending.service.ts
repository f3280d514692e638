import { Injectable } from '@nestjs/common';
import { CohortService } from '../cohorts/cohort.service.js';
import { Database, list } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { LearningService } from '../learning/learning.service.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { isId, newId } from '../shared/ids.js';
import { ReflectionReply } from './reflection-reply.entity.js';
import { ReflectionSending } from './reflection-sending.entity.js';
import { ReflectionTexts, StaleText } from './reflection-text.service.js';
import { placeOf } from './reflection-view.js';
import type { ReflectionPlace, ReflectionSeat } from './reflection-view.js';
import { maySend } from './sending.rules.js';
import { toReply, toSending } from './sending.js';
import type { Readers, Reply, ReplyRow, Sending, SendingRow } from './sending.js';

type Reads = Pick<Tx, 'one' | 'sql'>;

/** Giving what one wrote to the facilitators of one's cohort, as the one who wrote it. */
@Injectable()
export class ReflectionSendings {
  constructor(
    private readonly database: Database,
    private readonly cohorts: CohortService,
    private readonly texts: ReflectionTexts,
    private readonly learning: LearningService,
    private readonly clock: Clock,
  ) {}

  /** Nobody reads their own. */
  async findReaders(personId: string, enrolmentId: string, from: Reads = this.database): Promise<Readers> {
    const row = await from.one<{ cohort_id: string }>`
      select cohort_id from enrolment where id = ${enrolmentId}`;
    const cohort = row!.cohort_id;
    const facilitators = await this.cohorts.listFacilitators(from, cohort);
    return {
      cohort,
      readers: facilitators.filter(({ id }) => id !== personId).map(({ displayName }) => displayName),
    };
  }

  /** What was sent here and not taken back, the oldest first. */
  async list(place: ReflectionPlace, from: Reads = this.database): Promise<Sending[]> {
    const rows = await from.sql<SendingRow>`
      select s.id, s.text, s.read_at, s.taken_back_at, s.ended_at, r.kind, r.seen_at
      from reflection_sending s left join reflection_reply r on r.sending_id = s.id
      where s.enrolment_id = ${place.enrolmentId} and s.module || '/' || s.step in ${list(place.keys)}
      and s.taken_back_at is null order by s.sent_at, s.id`;
    return rows.map(toSending);
  }

  /** @throws NotFound when this person sent no such thing here */
  async get(place: ReflectionPlace, id: string): Promise<{ sending: Sending; reply: Reply | null }> {
    const row = isId(id)
      ? await this.database.one<SendingRow>`
          select s.id, s.text, s.read_at, s.taken_back_at, s.ended_at, r.kind, r.seen_at
          from reflection_sending s left join reflection_reply r on r.sending_id = s.id
          where s.id = ${id} and s.enrolment_id = ${place.enrolmentId}
          and s.module || '/' || s.step in ${list(place.keys)}`
      : null;
    if (!row) throw new NotFound(`sending ${id}`);
    const words = await this.database.sql<ReplyRow>`
      select r.kind, p.display_name as author, t.text
      from reflection_reply r join person p on p.id = r.author_id
      join reflection_reply_text t on t.sending_id = r.sending_id
      where r.sending_id = ${id} order by t.version`;
    return { sending: toSending(row), reply: toReply(words) };
  }

  /**
   * Sends the text of this version. The same words twice are one sending. Returns its id.
   * @throws StaleText when other words were saved meanwhile: only what was looked over is sent
   * @throws DomainError where there is nothing to send, or the person moved to another cohort than they were told of
   * @throws NotFound where nobody would read it
   */
  async send(
    tx: Tx,
    personId: string,
    seat: ReflectionSeat,
    { version, cohort }: { version: number; cohort: string },
  ): Promise<string> {
    const { share } = seat.step;
    const place = placeOf(seat);
    if (share === 'never') throw new NotFound('sending');
    const now = await this.findReaders(personId, seat.enrolmentId, tx);
    if (share === 'offered' && now.readers.length === 0) throw new NotFound('readers');
    if (cohort !== '' && cohort !== now.cohort) throw new DomainError('reflections.sending.moved');
    const written = await this.texts.get(place, tx);
    if (written.version !== version) throw new StaleText(written);
    const sent = await this.list(place, tx);
    if (!maySend(written.text, sent)) {
      if (written.text.trim() === '') throw new DomainError('reflections.sending.empty');
      return sent.at(-1)!.id;
    }
    const { enrolmentId, module, step } = place;
    const sentAt = this.clock.now();
    const id = newId(sentAt);
    const none = { readAt: null, takenBackAt: null, closedAt: null, endedAt: null };
    const copied = { share, text: written.text, editionHash: seat.edition.hash, sentAt };
    await tx.insert(ReflectionSending, { id, enrolmentId, module, step, ...copied, ...none });
    if (share === 'hand-in')
      await this.learning.record(tx, { enrolmentId, ref: { module, step }, status: 'done' });
    return id;
  }

  /**
   * Undoes a sending that nobody has read: its text is gone. Once more changes nothing.
   * @throws DomainError when a facilitator was faster
   */
  async takeBack(tx: Tx, place: ReflectionPlace, id: string): Promise<void> {
    const sending = await this.findOwn(tx, place, id);
    if (sending.takenBackAt !== null) return;
    if (sending.readAt !== null) throw new DomainError('reflections.sent.read-before');
    await tx.update(ReflectionSending, { id }, { text: '', takenBackAt: this.clock.now() });
  }

  /** Nobody else reads what was sent before its sender went on in another cohort, unless they send it again. */
  async end(tx: Tx, enrolmentId: string): Promise<void> {
    const now = this.clock.now().getTime();
    await tx.sql`
      update reflection_sending set ended_at = ${now} where enrolment_id = ${enrolmentId} and ended_at is null`;
  }

  /** Puts the note away that there is a reply. */
  async markSeen(tx: Tx, place: ReflectionPlace, id: string): Promise<void> {
    await this.findOwn(tx, place, id);
    await tx.update(ReflectionReply, { sendingId: id }, { seenAt: this.clock.now() });
  }

  private async findOwn(tx: Tx, place: ReflectionPlace, id: string): Promise<ReflectionSending> {
    const { enrolmentId, keys } = place;
    const sending = isId(id) ? await tx.findOne(ReflectionSending, { id, enrolmentId }) : null;
    if (!sending || !keys.includes(`${sending.module}/${sending.step}`)) throw new NotFound(`sending ${id}`);
    return sending;
  }
}
