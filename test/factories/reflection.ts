import { ReflectionReplyText } from '../../src/reflections/reflection-reply-text.entity.js';
import { ReflectionReply } from '../../src/reflections/reflection-reply.entity.js';
import { ReflectionSending } from '../../src/reflections/reflection-sending.entity.js';
import { newId } from '../../src/shared/ids.js';
import type { TestApp } from '../support/app.js';

export interface SendingState {
  readonly module?: string;
  readonly step: string;
  readonly share?: 'offered' | 'hand-in';
  readonly text?: string;
  readonly isRead?: boolean;
  /** Who answered. */
  readonly answeredBy?: { readonly id: string };
}

/** Something that was sent to the facilitators of an enrolment's cohort. */
export async function aSending(
  app: TestApp,
  enrolment: { readonly id: string },
  {
    module = 'a',
    step,
    share = 'offered',
    text = '読んでほしいこと',
    isRead = true,
    answeredBy,
  }: SendingState,
): Promise<string> {
  const now = app.clock.now();
  const id = newId(now);
  const row = await app.db.one<{ hash: string }>`
    select r.edition_hash as hash from enrolment e join revision r on r.id = e.revision_id
    where e.id = ${enrolment.id}`;
  await app.db.write(async (tx) => {
    await tx.insert(ReflectionSending, {
      id,
      enrolmentId: enrolment.id,
      module,
      step,
      share,
      editionHash: row!.hash,
      text,
      sentAt: now,
      readAt: isRead ? now : null,
      takenBackAt: null,
      closedAt: null,
      endedAt: null,
    });
    if (!answeredBy) return;
    const words = { sendingId: id, version: 1 };
    const reply = { ...words, authorId: answeredBy.id, kind: 'reply' as const };
    await tx.insert(ReflectionReply, { ...reply, answeredAt: now, seenAt: null });
    await tx.insert(ReflectionReplyText, { ...words, text: 'ありがとうございます。', savedAt: now });
  });
  return id;
}
