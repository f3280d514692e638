import { stateOf } from './sending.rules.js';
import type { SendingState } from './sending.rules.js';

/** A sending as its sender knows it. */
export interface Sending {
  readonly id: string;
  readonly text: string;
  readonly state: SendingState;
  readonly isTakenBack: boolean;
  /** It went to the facilitators of a cohort that its sender has left behind; nobody else sees it. */
  readonly isEnded: boolean;
  /** Whether a reply came that the person has not put away yet. */
  readonly isNews: boolean;
}

/** Whoever could read it now: the facilitators of this cohort. */
export interface Readers {
  readonly cohort: string;
  /** Their names. */
  readonly readers: readonly string[];
}

export interface Reply {
  readonly kind: 'reply' | 'request';
  /** Empty when the account of its writer is gone. */
  readonly author: string;
  readonly text: string;
  /** What stood there before it was mended, the oldest first. */
  readonly earlier: readonly string[];
}

export interface SendingRow {
  id: string;
  text: string;
  read_at: number | null;
  taken_back_at: number | null;
  ended_at: number | null;
  kind: 'reply' | 'request' | null;
  seen_at: number | null;
}

export function toSending(row: SendingRow): Sending {
  return {
    id: row.id,
    text: row.text,
    state: stateOf({ isRead: row.read_at !== null, answer: row.kind }),
    isTakenBack: row.taken_back_at !== null,
    isEnded: row.ended_at !== null,
    isNews: row.kind !== null && row.seen_at === null,
  };
}

export interface ReplyRow {
  kind: 'reply' | 'request';
  author: string;
  text: string;
}

/** Null without rows; those of one reply come in the order of their versions. */
export function toReply(rows: readonly ReplyRow[]): Reply | null {
  const last = rows.at(-1);
  return last
    ? {
        kind: last.kind,
        author: last.author,
        text: last.text,
        earlier: rows.slice(0, -1).map(({ text }) => text),
      }
    : null;
}
