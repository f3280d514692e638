import type { CalendarDay } from '../shared/calendar-day.js';
import type { FormView, Message } from '../web/form.js';
import { LOOK_WITHIN_HOURS, REPORT_WHYS, TOPICS, weekdayHours } from './board.rules.js';
import type { Topic } from './board.rules.js';
import type { About, OwnNote, OwnReport, Question, ShownNote } from './board.service.js';
import type { Personal } from '../shared/personal-words.rules.js';
import type { ExaminedNote, WaitingNote } from './waiting-notes.service.js';

export const LINES = 20;
export const BOARD = '/activities/board';
export const OFFICE = '/office/board';

/** What a note is about, as a page names it: words of a topic, or the title of an activity and where it stands, if it does. */
export interface AboutView {
  readonly topic: Topic | null;
  readonly activity: { readonly title: string; readonly href: string | null } | null;
}

export interface BoardPage {
  /** Null where the notes of one activity are shown. Words: `board.topic.<key>`, of the first `board.list.all`. */
  readonly topics:
    readonly { readonly key: string; readonly href: string; readonly isCurrent: boolean }[] | null;
  readonly activity: AboutView['activity'];
  readonly notes: readonly (AboutView &
    Pick<ShownNote, 'text' | 'name' | 'sentAt'> & {
      readonly ownHref: string | null;
      readonly reportHref: string | null;
      readonly staffHref: string | null;
    })[];
  /** Null for the staff: they read. */
  readonly newHref: string | null;
  readonly mineHref: string | null;
  readonly earlierHref: string | null;
  readonly laterHref: string | null;
}

export function toBoardPage(
  { notes, total }: { notes: readonly ShownNote[]; total: number },
  {
    question,
    activity,
    page,
    isStaff,
  }: { question: Question; activity: About | null; page: number; isStaff: boolean },
): BoardPage {
  const { topic } = question;
  const asked = new URLSearchParams({
    ...(topic === '' ? {} : { topic }),
    ...(activity ? { activity: activity.id } : {}),
  });
  const part = (number: number) => `${BOARD}?${new URLSearchParams([...asked, ['page', String(number)]])}`;
  const keys = ['', ...TOPICS, 'activity'];
  return {
    topics: activity
      ? null
      : keys.map((key) => ({
          key: key || 'all',
          href: key === '' ? BOARD : `${BOARD}?topic=${key}`,
          isCurrent: key === topic,
        })),
    activity: activityView(activity),
    notes: notes.map(({ id, topic: about, activity: on, text, name, sentAt, isMine }) => ({
      ...{ topic: about, activity: activityView(on), text, name, sentAt },
      ownHref: isMine && !isStaff ? `${BOARD}/${id}` : null,
      reportHref: isMine || isStaff ? null : `${BOARD}/${id}/report`,
      staffHref: isStaff && !isMine ? `${OFFICE}/${id}` : null,
    })),
    newHref: isStaff ? null : `${BOARD}/new${activity ? `?activity=${activity.id}` : ''}`,
    mineHref: isStaff ? null : `${BOARD}/mine`,
    earlierHref: page > 1 ? part(page - 1) : null,
    laterHref: page * LINES < total ? part(page + 1) : null,
  };
}

export interface WritePage {
  readonly action: string;
  readonly back: string;
  readonly form: FormView;
  /** Empty for a topic; null where what it is about stays as it is. */
  readonly activityId: string | null;
  /** What the note is about where that is not asked; null where a topic is chosen. */
  readonly about: AboutView | null;
  readonly topics: readonly Topic[];
  /** What the writer is asked about before it is sent. */
  readonly found: readonly Personal[];
  readonly sure: string;
  /** Why it was returned; null for a new one. */
  readonly reason: string | null;
}

export function toNewPage(
  form: FormView,
  { activity, found = [] }: { activity: About | null; found?: readonly Personal[] },
): WritePage {
  return {
    action: `${BOARD}/new`,
    back: activity ? `${BOARD}?activity=${activity.id}` : BOARD,
    form,
    activityId: activity?.id ?? '',
    about: activity && { topic: null, activity: activityView(activity) },
    topics: TOPICS,
    found,
    sure: found.join(','),
    reason: null,
  };
}

export function toAgainPage(
  form: FormView,
  { note, found = [] }: { note: OwnNote; found?: readonly Personal[] },
): WritePage {
  return {
    action: `${BOARD}/${note.id}/again`,
    back: `${BOARD}/${note.id}`,
    form,
    activityId: null,
    about: { topic: note.topic, activity: activityView(note.activity, note) },
    topics: TOPICS,
    found,
    sure: found.join(','),
    reason: note.reason,
  };
}

/** How a note stands, for its writer. Words: `board.state.<key>`. */
export type OwnState = OwnNote['state'] | 'over' | 'away' | 'objected' | 'final';

export interface MinePage {
  readonly notes: readonly (AboutView & {
    readonly href: string;
    readonly text: string;
    readonly state: OwnState;
    readonly sentAt: Date;
    readonly hasNews: boolean;
  })[];
  readonly reports: readonly OwnReport[];
}

export function toMinePage(notes: readonly OwnNote[], reports: readonly OwnReport[]): MinePage {
  return {
    notes: notes.map((note) => ({
      ...{ topic: note.topic, activity: activityView(note.activity), text: note.text, sentAt: note.sentAt },
      href: `${BOARD}/${note.id}`,
      state: ownStateOf(note),
      hasNews: note.hasNews,
    })),
    reports,
  };
}

export interface OwnNotePage extends AboutView {
  readonly note: OwnNote;
  readonly state: OwnState;
  readonly base: string;
  /** Of an objection; null where there is none to make. */
  readonly form: FormView | null;
  readonly refusal: Message | null;
}

export function toOwnNotePage(
  note: OwnNote,
  { form, refusal = null }: { form: FormView; refusal?: Message | null },
): OwnNotePage {
  const state = ownStateOf(note);
  return {
    ...{ topic: note.topic, activity: activityView(note.activity, note) },
    note,
    state,
    base: `${BOARD}/${note.id}`,
    form: state === 'removed' ? form : null,
    refusal,
  };
}

function ownStateOf({ state, isOver, isAway, objection }: OwnNote): OwnState {
  if (isOver) return 'over';
  if (isAway && state === 'shown') return 'away';
  if (objection === null) return state;
  if (state === 'hidden') return 'objected';
  return state === 'removed' ? 'final' : state;
}

export interface ReportPage extends AboutView {
  readonly text: string;
  readonly name: string;
  /** It stays in sight until somebody of the staff has looked once more. */
  readonly isKept: boolean;
  readonly action: string;
  readonly form: FormView;
  readonly whys: typeof REPORT_WHYS;
}

export function toReportPage(note: ShownNote, form: FormView): ReportPage {
  const { id, topic, activity, text, name, isKept } = note;
  const about = { topic, activity: activityView(activity) };
  return { ...about, text, name, isKept, action: `${BOARD}/${id}/report`, form, whys: REPORT_WHYS };
}

export interface OfficeBoardPage {
  readonly notes: readonly (AboutView & {
    readonly href: string;
    readonly kind: WaitingNote['kind'];
    readonly since: Date;
    /** Of weekdays. */
    readonly hours: number;
    readonly isLate: boolean;
    readonly opinion: WaitingNote['opinion'];
    readonly isOpinionMine: boolean;
  })[];
  readonly total: number;
  readonly within: number;
  readonly earlierHref: string | null;
  readonly laterHref: string | null;
}

export function toOfficeBoardPage(
  { notes, total }: { notes: readonly WaitingNote[]; total: number },
  { page, now }: { page: number; now: Date },
): OfficeBoardPage {
  return {
    notes: notes.map(({ id, topic, activity, kind, since, opinion, isOpinionMine }) => {
      const hours = weekdayHours(since, now);
      return {
        ...{ topic, activity: activityView(activity), kind, since, opinion, isOpinionMine },
        href: `${OFFICE}/${id}`,
        hours,
        isLate: hours >= LOOK_WITHIN_HOURS,
      };
    }),
    total,
    within: LOOK_WITHIN_HOURS,
    earlierHref: page > 1 ? `${OFFICE}?page=${page - 1}` : null,
    laterHref: page * LINES < total ? `${OFFICE}?page=${page + 1}` : null,
  };
}

export interface OfficeNotePage extends AboutView {
  readonly state: OwnState;
  readonly note: ExaminedNote;
  readonly action: string;
  readonly may: {
    readonly show: boolean;
    readonly hide: boolean;
    readonly stay: boolean;
    readonly weigh: boolean;
  };
  readonly form: FormView;
  readonly found: readonly Personal[];
  readonly refusal: Message | null;
}

export function toOfficeNotePage(
  note: ExaminedNote,
  {
    form,
    found,
    today,
    refusal = null,
  }: { form: FormView; found: readonly Personal[]; today: CalendarDay; refusal?: Message | null },
): OfficeNotePage {
  const { state, isOpinionMine, isReportedByReader, shownUntil } = note;
  const isOver = state === 'shown' && shownUntil !== null && shownUntil.isBefore(today);
  const isInSight = state === 'shown' && !isOver && !isReportedByReader;
  return {
    state: isOver ? 'over' : state,
    ...{ topic: note.topic, activity: activityView(note.activity) },
    note,
    action: `${OFFICE}/${note.id}`,
    may: {
      show: state === 'waiting',
      hide: isInSight,
      stay: isInSight && note.reports.length > 0,
      weigh: state === 'hidden' && !isOpinionMine && !isReportedByReader,
    },
    form,
    found,
    refusal,
  };
}

function activityView(about: About | null, { isAway } = { isAway: false }): AboutView['activity'] {
  return about && { title: about.title, href: isAway ? null : `/activities/${about.id}` };
}
