import { findStep } from '../curriculum/edition.js';
import type { Edition } from '../curriculum/edition.js';
import type { Rendered } from '../curriculum/rendered.js';
import type { SessionStep, StepKind, StepRef } from '../curriculum/step.js';
import { afterStep } from '../learning/after-step.rules.js';
import { careOf, documentTitleOf, topicsOf } from '../learning/care.rules.js';
import { servedSteps, stepAfter } from '../learning/path.rules.js';
import { moduleHref, stepHref, stepKey } from '../learning/step-ref.rules.js';
import { hasNotBegun, isUnderWay } from './attendance.rules.js';
import type { OpenedSession } from './session.service.js';
import type { OwnDate } from './session-facts.service.js';

export interface SessionPage {
  readonly title: string;
  readonly documentTitle: string;
  readonly moduleTitle: string;
  readonly moduleHref: string;
  readonly pathHref: string;
  readonly number: number;
  readonly total: number;
  readonly hours: number;
  readonly place: SessionStep['place'];
  readonly attended: { readonly kind: 'present' | 'made-up' | 'passed'; readonly at: Date | null } | null;
  /** The cohort never meets; making up is the way. */
  readonly isStanding: boolean;
  readonly dates: readonly DateView[];
  readonly isMakeUpOpen: boolean;
  readonly makeUps: readonly MakeUpView[];
  readonly materials: readonly StepLink[];
  /** Trusted HTML. */
  readonly plan: string | null;
  readonly care: CareView | null;
  readonly action: string;
  readonly signInHref: string;
  readonly nextHref: string;
  readonly next: StepLink | null;
  /** What was done a moment ago; its words are `attendance.session.noted.<notice>`. */
  readonly notice: 'given' | 'back' | null;
}

export interface DateView extends Pick<OwnDate, 'id' | 'startsAt' | 'endsAt' | 'place' | 'isCancelled'> {
  readonly state: 'coming' | 'now' | 'over' | 'cancelled';
  readonly hasNotice: boolean;
  readonly wasAbsent: boolean;
  /** Who signed in before it began is not asked whether they will stay away. */
  readonly isOpenToNotice: boolean;
}

interface MakeUpView {
  /** Trusted HTML; null for one that is a step. */
  readonly text: string | null;
  readonly step: StepLink | null;
  readonly isDone: boolean;
}

interface StepLink {
  readonly title: string | null;
  readonly kind: StepKind;
  readonly href: string;
}

interface CareView {
  readonly topics: string;
  readonly where: string | null;
  readonly instead: string | null;
}

interface Wording {
  readonly notice: SessionPage['notice'];
  readonly show: (words: Rendered, easy: Rendered | null) => string;
}

export function toSessionPage(opened: OpenedSession, { notice, show }: Wording): SessionPage {
  const { seat, facts, now, done } = opened;
  const { edition, module, step } = seat;
  const title = step.title ?? module.title;
  const served = servedSteps(module);
  const action = stepHref(edition.track.id, { module: module.id, step: step.id }, step.kind);
  const following = stepAfter(module, step);
  return {
    title,
    documentTitle: documentTitleOf(module, step, title),
    moduleTitle: module.title,
    moduleHref: moduleHref(edition.track.id, module.id),
    pathHref: `/path/${edition.track.id}`,
    number: served.indexOf(step) + 1,
    total: served.length,
    hours: step.hours,
    place: step.place,
    attended: facts.attended ?? (seat.status === 'done' ? { kind: 'passed', at: null } : null),
    isStanding: facts.cohort.kind === 'standing',
    dates: facts.dates.map((date) => toDateView(date, { now, wasThere: facts.attended?.kind === 'present' })),
    isMakeUpOpen: opened.isMakeUpOpen,
    makeUps: step.makeUp.map((way) =>
      'text' in way
        ? { text: show(way.text, null), step: null, isDone: false }
        : { text: null, step: toLink(edition, way.step), isDone: done.has(stepKey(way.step)) },
    ),
    materials: step.materials.flatMap((ref) => toLink(edition, ref) ?? []),
    plan: step.plan && show(step.plan, step.easy),
    care: toCareView(opened, show),
    action,
    signInHref: `${action}/sign-in`,
    nextHref: afterStep(seat),
    next: following && toLink(edition, { module: module.id, step: following.id }),
    notice,
  };
}

function toDateView(date: OwnDate, { now, wasThere }: { now: Date; wasThere: boolean }): DateView {
  const { id, startsAt, endsAt, place, isCancelled, hasNotice, wasAbsent } = date;
  const isOver = now > endsAt;
  const state = isCancelled ? 'cancelled' : isOver ? 'over' : isUnderWay(date, now) ? 'now' : 'coming';
  const isOpenToNotice = !wasThere && hasNotBegun(date, now);
  return { id, startsAt, endsAt, place, isCancelled, state, hasNotice, wasAbsent, isOpenToNotice };
}

function toLink(edition: Edition, ref: StepRef): StepLink | null {
  const step = findStep(edition, ref);
  return step && { title: step.title, kind: step.kind, href: stepHref(edition.track.id, ref, step.kind) };
}

function toCareView({ seat }: OpenedSession, show: Wording['show']): CareView | null {
  const care = careOf(seat.module, seat.step);
  if (!care) return null;
  const instead = care.instead && show(care.instead, care.insteadEasy);
  return { topics: topicsOf(care), where: care.where, instead };
}
