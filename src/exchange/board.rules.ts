/** What a note may be about, unless it is about an activity. Words: `board.topic.<key>`. */
export const TOPICS = ['living', 'first-steps', 'running', 'places', 'other'] as const;
export type Topic = (typeof TOPICS)[number];

/**
 * Waiting: nobody but its writer and the staff has seen it. Hidden: somebody reported it, or staff took it down, and two
 * members of staff decide. Declined: it was not put up, and its writer may mend it. Removed: the two took it off.
 * Words: `board.state.<key>`.
 */
export const NOTE_STATES = ['waiting', 'shown', 'hidden', 'declined', 'removed', 'withdrawn'] as const;
export type NoteState = (typeof NOTE_STATES)[number];

/** What is thought of a hidden note. */
export type Verdict = 'keep' | 'remove';

/** What the rules of the board ask not to write. Words: `board.why.<key>`. */
export const REPORT_WHYS = [
  'blame',
  'lecture',
  'diagnosis',
  'medicine',
  'soliciting',
  'contact',
  'method',
  'private',
  'other',
] as const;
export type ReportWhy = (typeof REPORT_WHYS)[number];
