import type { Edition } from '../curriculum/edition.js';
import { CalendarDay } from '../shared/calendar-day.js';
import type { Message } from '../web/form.js';
import type { Queue, QueueLine } from './queue.service.js';
import { findReflection } from './reflection-view.js';
import { waitingOf } from './sending.rules.js';

export interface QueuePage {
  readonly trackTitle: string;
  /** Null: the standing cohort, named by the page's language. */
  readonly cohortName: string | null;
  readonly waiting: readonly WaitingRow[];
  readonly more: number;
  readonly answered: readonly QueueRow[];
  /** What came of the last act. */
  readonly refusal: Message | null;
}

interface QueueRow {
  readonly sender: string;
  readonly title: string;
  readonly href: string;
  readonly answer: QueueLine['answer'];
}

interface WaitingRow extends QueueRow {
  readonly since: ReturnType<typeof waitingOf>;
  readonly isRead: boolean;
}

export function toQueuePage(
  queue: Queue,
  { editions, today, refusal = null }: { editions: Editions; today: CalendarDay; refusal?: Message | null },
): QueuePage {
  const { cohort } = queue;
  return {
    trackTitle: editions.track.track.title,
    cohortName: cohort.name,
    waiting: queue.waiting.map((line) => ({
      ...toRow(cohort.id, line, editions),
      since: waitingOf(CalendarDay.at(line.sentAt), today),
      isRead: line.isRead,
    })),
    more: queue.more,
    answered: queue.answered.map((line) => toRow(cohort.id, line, editions)),
    refusal,
  };
}

/** The editions that the lines were written on, by hash, and the track as it is now. */
export interface Editions {
  readonly track: Edition;
  readonly byHash: ReadonlyMap<string, Edition>;
}

function toRow(cohortId: string, line: QueueLine, { byHash }: Editions): QueueRow {
  return {
    sender: line.sender,
    title: titleOf(byHash.get(line.editionHash)!, line),
    href: openedHref(cohortId, line.id),
    answer: line.answer,
  };
}

export function titleOf(edition: Edition, line: Pick<QueueLine, 'module' | 'step'>): string {
  const found = findReflection(edition, line);
  return found ? (found.step.title ?? found.module.title) : line.step;
}

export function queueHref(cohortId: string): string {
  return `/facilitate/${cohortId}/reflections`;
}

export function openedHref(cohortId: string, id: string): string {
  return `${queueHref(cohortId)}/${id}`;
}
