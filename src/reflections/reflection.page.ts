import { afterStep } from '../learning/after-step.rules.js';
import { careOf, documentTitleOf, topicsOf } from '../learning/care.rules.js';
import { servedSteps } from '../learning/path.rules.js';
import { moduleHref } from '../learning/step-ref.rules.js';
import type { FormView } from '../web/form.js';
import { hrefOf } from './reflection-view.js';
import type { Ask, ReflectionSeat, Show } from './reflection-view.js';
import { maySend } from './sending.rules.js';
import type { SendingState } from './sending.rules.js';
import type { Sending } from './sending.js';

export interface ReflectionPage extends Ask {
  readonly title: string;
  readonly documentTitle: string;
  readonly moduleTitle: string;
  readonly moduleHref: string;
  readonly pathHref: string;
  readonly number: number;
  readonly total: number;
  readonly minutes: number;
  readonly action: string;
  readonly nextHref: string;
  readonly isDone: boolean;
  readonly care: CareView | null;
  readonly form: FormView;
  readonly isSaved: boolean;
  readonly isTakenBack: boolean;
  /** What was saved meanwhile from another tab; shown beside what was typed here. */
  readonly other: string | null;
  readonly hasText: boolean;
  readonly share: 'never' | 'offered' | 'hand-in';
  /** Whether what is saved now can be looked over to be sent. */
  readonly maySend: boolean;
  readonly sent: readonly {
    readonly href: string;
    readonly state: SendingState;
    readonly isEnded: boolean;
    readonly number: number;
  }[];
  /** The author's sentence about resting; trusted HTML, null for the usual one. */
  readonly rest: string | null;
}

interface CareView {
  readonly topics: string;
  readonly where: string | null;
  readonly instead: string | null;
}

/** What stands on the page beside what the curriculum says. */
export interface ReflectionState {
  readonly form: FormView;
  readonly saved: { readonly text: string; readonly version: number };
  readonly sent: readonly Sending[];
  readonly hasReaders: boolean;
  readonly note: 'saved' | 'taken-back' | null;
  readonly other: string | null;
}

export function toReflectionPage(
  seat: ReflectionSeat,
  state: ReflectionState,
  { ask, show }: { ask: Ask; show: Show },
): ReflectionPage {
  const { edition, module, step } = seat;
  const { form, saved, sent, note, other } = state;
  const served = servedSteps(module);
  const title = step.title ?? module.title;
  const share = step.share === 'offered' && !state.hasReaders && sent.length === 0 ? 'never' : step.share;
  const isOpen = share === 'hand-in' || (share === 'offered' && state.hasReaders);
  return {
    ...ask,
    title,
    documentTitle: documentTitleOf(module, step, title),
    moduleTitle: module.title,
    moduleHref: moduleHref(edition.track.id, module.id),
    pathHref: `/path/${edition.track.id}`,
    number: served.indexOf(step) + 1,
    total: served.length,
    minutes: step.minutes,
    action: hrefOf(seat),
    nextHref: afterStep(seat),
    isDone: seat.status === 'done',
    care: toCare(seat, show),
    form,
    isSaved: note === 'saved' && saved.version > 0,
    isTakenBack: note === 'taken-back',
    other,
    hasText: saved.version > 0,
    share,
    maySend: isOpen && (saved.text === '' || maySend(saved.text, sent)),
    sent: sent.map(({ id, state: is, isEnded }, index) => ({
      href: sentHref(seat, id),
      state: is,
      isEnded,
      number: index + 1,
    })),
    rest: module.rest && show(module.rest),
  };
}

export function sentHref(seat: Parameters<typeof hrefOf>[0], id: string): string {
  return `${hrefOf(seat)}/sent/${id}`;
}

function toCare({ module, step }: ReflectionSeat, show: Show): CareView | null {
  const care = careOf(module, step);
  return (
    care && {
      topics: topicsOf(care),
      where: care.where,
      instead: care.instead && show(care.instead, care.insteadEasy),
    }
  );
}
