import type { Edition } from '../curriculum/edition.js';
import type { FormView } from '../web/form.js';
import { openedHref, queueHref, titleOf } from './queue.page.js';
import type { ReadSending } from './queue.service.js';
import type { Ask } from './reflection-view.js';

/** One sending, read by a facilitator, and what they can do. */
export interface OpenedPage extends Ask {
  readonly queueHref: string;
  readonly action: string;
  readonly sender: string;
  readonly stepTitle: string;
  readonly text: string;
  readonly isHandIn: boolean;
  readonly isClosed: boolean;
  readonly reply: ReadSending['reply'];
  /** Words of mine that were not sent because somebody else was faster. */
  readonly unsent: string | null;
  /** Of a reply, or of mending my own; null when somebody else answered. */
  readonly form: FormView | null;
  /** What was kept meanwhile from another tab; shown beside what was typed here. */
  readonly other: string | null;
  readonly note: OpenedNote | null;
}

export interface OpenedState {
  readonly form: FormView;
  readonly other: string | null;
  readonly note: OpenedNote | null;
}

export type OpenedNote = 'kept' | 'sent' | 'mended' | 'closed' | 'second';

export function toOpenedPage(
  opened: ReadSending,
  { edition, ask }: { edition: Edition; ask: Ask },
  { form, other, note }: OpenedState,
): OpenedPage {
  const { cohort, line, reply, draft } = opened;
  return {
    ...ask,
    queueHref: queueHref(cohort.id),
    action: openedHref(cohort.id, line.id),
    sender: line.sender,
    stepTitle: titleOf(edition, line),
    text: opened.text,
    isHandIn: opened.share === 'hand-in',
    isClosed: line.answer === 'closed',
    reply,
    unsent: reply ? (draft?.text ?? null) : null,
    form: reply && !reply.isMine ? null : form,
    other,
    note,
  };
}
