import { Injectable } from '@nestjs/common';
import type { ActCode } from '../audit/acts.rules.js';
import { Audit } from '../audit/audit.service.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import type { Me } from '../web/me.js';
import type { Opened } from './queue.service.js';
import { ReflectionDraft } from './reflection-draft.entity.js';
import { ReflectionReplyText } from './reflection-reply-text.entity.js';
import { ReflectionReply } from './reflection-reply.entity.js';
import { ReflectionSending } from './reflection-sending.entity.js';
import { StaleText } from './reflection-text.service.js';
import type { WrittenText } from './reflection-text.service.js';

/** What facilitators do with what was sent to them. Whoever calls has found it in a cohort of theirs (`ReflectionQueue`). */
@Injectable()
export class ReflectionAnswers {
  constructor(
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Opens it: its sender cannot take it back any more. @throws DomainError when they did so before */
  async read(tx: Tx, me: Me, { line: { id } }: Opened): Promise<void> {
    const sending = await this.getStanding(tx, id);
    if (sending.readAt !== null) return;
    await tx.update(ReflectionSending, { id }, { readAt: this.clock.now() });
    await this.record(tx, me, { act: 'reflection.read', id });
  }

  /** Keeps words that were not sent. @throws StaleText when another tab kept other ones meanwhile */
  async saveDraft(tx: Tx, me: Me, { line: { id } }: Opened, draft: WrittenText): Promise<void> {
    await this.getRead(tx, id);
    const key = { sendingId: id, authorId: me.personId };
    const saved = await tx.findOne(ReflectionDraft, key);
    if ((saved?.text ?? '') === draft.text) return;
    const version = saved?.version ?? 0;
    if (version !== draft.version) throw new StaleText({ text: saved?.text ?? '', version });
    const row = { ...key, text: draft.text, version: version + 1, savedAt: this.clock.now() };
    await tx.upsert(ReflectionDraft, row, ['sendingId', 'authorId']);
  }

  /**
   * Answers, if nobody has yet. Who comes second keeps their words as a draft, and nothing is sent: false.
   * @throws StaleText when another tab kept other words meanwhile
   */
  async reply(
    tx: Tx,
    me: Me,
    opened: Opened,
    answer: WrittenText & { readonly kind: ReflectionReply['kind'] },
  ): Promise<boolean> {
    const { id } = opened.line;
    const { share } = await this.getRead(tx, id);
    if (answer.kind === 'request' && share !== 'hand-in') throw new NotFound('request');
    await this.saveDraft(tx, me, opened, answer);
    if (await tx.findOne(ReflectionReply, { sendingId: id })) return false;
    const now = this.clock.now();
    const words = { sendingId: id, version: 1 };
    const { kind, text } = answer;
    await tx.insert(ReflectionReply, {
      ...words,
      authorId: me.personId,
      kind,
      answeredAt: now,
      seenAt: null,
    });
    await tx.insert(ReflectionReplyText, { ...words, text, savedAt: now });
    await tx.delete(ReflectionDraft, { sendingId: id, authorId: me.personId });
    await this.record(tx, me, { act: kind === 'request' ? 'reflection.asked' : 'reflection.answered', id });
    return true;
  }

  /** Says that it needs no reply. A reply may still be written. */
  async close(tx: Tx, me: Me, { line: { id } }: Opened): Promise<void> {
    const sending = await this.getRead(tx, id);
    if (sending.closedAt !== null || (await tx.findOne(ReflectionReply, { sendingId: id }))) return;
    await tx.update(ReflectionSending, { id }, { closedAt: this.clock.now() });
    await this.record(tx, me, { act: 'reflection.closed', id });
  }

  /**
   * Mends one's own reply; what stood before stays readable, for both sides.
   * @throws StaleText when another tab mended it meanwhile
   */
  async mend(tx: Tx, me: Me, { line: { id } }: Opened, words: WrittenText): Promise<void> {
    const { endedAt } = (await tx.findOne(ReflectionSending, { id })) ?? { endedAt: null };
    const reply = await tx.findOne(ReflectionReply, { sendingId: id, authorId: me.personId });
    if (!reply || endedAt !== null) throw new NotFound('reply');
    const saved = (await tx.findOne(ReflectionReplyText, { sendingId: id, version: reply.version }))!;
    if (saved.text === words.text) return;
    if (reply.version !== words.version) throw new StaleText(saved);
    const next = { sendingId: id, version: reply.version + 1 };
    await tx.insert(ReflectionReplyText, { ...next, text: words.text, savedAt: this.clock.now() });
    await tx.update(ReflectionReply, { sendingId: id }, { version: next.version, seenAt: null });
    await this.record(tx, me, { act: 'reflection.reply-mended', id });
  }

  /** @throws NotFound when its sender is in another cohort now @throws DomainError when it was taken back */
  private async getStanding(tx: Tx, id: string): Promise<ReflectionSending> {
    const sending = await tx.findOne(ReflectionSending, { id });
    if (!sending || sending.endedAt !== null) throw new NotFound(`sending ${id}`);
    if (sending.takenBackAt !== null) throw new DomainError('reflections.queue.taken-back');
    return sending;
  }

  /** Nobody answers what they have not opened. @throws NotFound */
  private async getRead(tx: Tx, id: string): Promise<ReflectionSending> {
    const sending = await this.getStanding(tx, id);
    if (sending.readAt === null) throw new NotFound(`sending ${id}, read`);
    return sending;
  }

  private record(tx: Tx, me: Me, { act, id }: { act: ActCode; id: string }): Promise<void> {
    return this.audit.record(tx, { actor: me, act, object: `reflection:${id}` });
  }
}
