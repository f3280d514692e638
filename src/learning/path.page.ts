import type { KnownDate } from '../cohorts/session-dates.service.js';
import { findStep } from '../curriculum/edition.js';
import type { Edition, ModuleModel } from '../curriculum/edition.js';
import type { StepKind, StepModel } from '../curriculum/step.js';
import { toNewYear } from '../enrolment/year.rules.js';
import type { NewYear } from '../enrolment/year.rules.js';
import type { FiscalYear } from '../shared/fiscal-year.js';
import { careOf } from './care.rules.js';
import { completionOf, countedSteps } from './completion.rules.js';
import { toEditionNews, toFormerSteps } from './edition-news.page.js';
import type { EditionNews } from './edition-news.page.js';
import type { Gathering } from './gathering.service.js';
import type { Journey } from './journey.service.js';
import { toMissing } from './missing.page.js';
import type { MissingView } from './missing.page.js';
import { toNextBox } from './next-box.page.js';
import type { NextBox } from './next-box.page.js';
import { lockedBy, nextStep, servedSteps, statusOf } from './path.rules.js';
import { asksSignOff } from './sign-off.rules.js';
import { toTargetView } from './waiver-target.rules.js';
import type { TargetView } from './waiver-target.rules.js';
import { stepHref, stepKey } from './step-ref.rules.js';

/** What has just been done: come back from a break, gone on in another cohort. */
export type PathNote = 'back' | 'moved';

export interface PathPage {
  readonly trackTitle: string;
  readonly trackHref: string;
  readonly base: string;
  readonly isPaused: boolean;
  readonly note: PathNote | null;
  /** There is another cohort in which it could go on. */
  readonly mayMove: boolean;
  /** YYYY-MM-DD. */
  readonly completedOn: string | null;
  /** The year in which they may take part again. */
  readonly newYear: NewYear | null;
  readonly isReviewed: boolean;
  /** Null for the standing cohort. */
  readonly cohortName: string | null;
  /** When one's cohort meets next; null where nothing is planned. */
  readonly nextDate: NextDate | null;
  /** Dates to come that are not as they were; those that were cancelled among them. */
  readonly changedDates: readonly (NextDate & { readonly isCancelled: boolean })[];
  /** What came with a newer edition; null where there is none, or it was put away. */
  readonly news: EditionNews | null;
  /** What was begun in an edition before and is in this one no longer. */
  readonly former: ReturnType<typeof toFormerSteps>;
  readonly next: NextBox | null;
  readonly done: number;
  readonly total: number;
  readonly modules: readonly PathModule[];
  readonly missing: readonly MissingView[];
  /** What the person is freed from, since when. */
  readonly waived: readonly { readonly what: TargetView; readonly on: Date }[];
  /** Null in tracks that do not ask for it, and while nobody confirmed it. */
  readonly signedOff: Journey['signedOff'];
  /** Where to ask about what others do: the facilitators of a dated cohort, else whom there is to contact. */
  readonly askHref: string;
  readonly asksGroup: boolean;
  readonly others: readonly { readonly title: string; readonly href: string }[];
}

export interface PathModule {
  readonly title: string;
  readonly isOptional: boolean;
  /** Titles of the modules that open this one; empty when it is open. */
  readonly opensAfter: readonly string[];
  readonly steps: readonly PathStep[];
}

export interface PathStep {
  /** Null: the name of the kind stands for it. */
  readonly title: string | null;
  readonly kind: StepKind;
  readonly href: string;
  readonly minutes: number;
  /** Of a session; null for what is done when one likes. */
  readonly hours: number | null;
  readonly status: 'done' | 'waived' | 'doing' | 'todo' | 'locked';
  readonly isCurrent: boolean;
  readonly isOptional: boolean;
  /** Announced in the list: something hard comes up. */
  readonly isHard: boolean;
  readonly isSkipped: boolean;
}

export interface NextDate {
  /** Null: the name of the kind stands for it. */
  readonly title: string | null;
  /** The session's own page; null where the edition that is read has none. */
  readonly href: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly place: string;
}

function toNextDate(edition: Edition, { startsAt, endsAt, place, ...ref }: KnownDate): NextDate {
  const step = findStep(edition, ref);
  const href = step && stepHref(edition.track.id, { module: ref.module, step: ref.step }, step.kind);
  return { title: step?.title ?? null, href, startsAt, endsAt, place };
}

export function toPathPage(
  journey: Journey,
  all: readonly Journey[],
  {
    note,
    gathering,
    mayMove,
    newYear,
  }: { note: PathNote | null; gathering: Gathering; mayMove: boolean; newYear: FiscalYear | null },
): PathPage {
  const { edition, facts } = journey;
  const counted = edition.modules
    .filter((module) => module.required)
    .flatMap((module) => countedSteps(module).map((step) => stepKey({ module: module.id, step: step.id })))
    // What was waived, or came into a module that was finished, is neither done nor to do.
    .filter((key) => facts.done.has(key) || !(facts.waived.has(key) || facts.kept.steps.has(key)));
  const completion = completionOf(edition, facts);
  const current = currentIn(journey);
  return {
    trackTitle: edition.track.title,
    trackHref: `/tracks/${edition.track.id}`,
    base: `/path/${edition.track.id}`,
    isPaused: journey.isPaused,
    note,
    mayMove,
    completedOn: journey.completedOn,
    newYear: toNewYear(edition.track.id, newYear),
    isReviewed: edition.track.reviewed.length > 0,
    cohortName: gathering.cohortName,
    nextDate: gathering.next && toNextDate(edition, gathering.next),
    changedDates: gathering.changed.map((date) => ({
      ...toNextDate(edition, date),
      isCancelled: date.isCancelled,
    })),
    news: toEditionNews(journey),
    former: toFormerSteps(journey),
    next: toNextBox(journey),
    done: counted.filter((key) => facts.done.has(key)).length,
    total: counted.length,
    modules: edition.modules.map((module) => pathModule(module, journey, current)),
    missing: journey.completedOn === null ? toMissing(edition, completion.missing, gathering.meetings) : [],
    waived: journey.waivers.map(({ on, ...target }) => ({ what: toTargetView(edition, target), on })),
    signedOff: asksSignOff(edition.track) ? journey.signedOff : null,
    askHref: gathering.cohortName === null ? '/support' : `/contact/${edition.track.id}`,
    asksGroup: gathering.cohortName !== null,
    others: all
      .filter((other) => other !== journey)
      .map((other) => ({ title: other.edition.track.title, href: `/path/${other.edition.track.id}` })),
  };
}

type Way = Pick<Journey, 'edition' | 'facts' | 'reached'>;

const currentIn = ({ edition, reached }: Way): StepModel | null => nextStep(edition, reached)?.step ?? null;

export function toPathModule(module: ModuleModel, journey: Way): PathModule {
  return pathModule(module, journey, currentIn(journey));
}

function pathModule(
  module: ModuleModel,
  { edition, facts, reached }: Way,
  current: StepModel | null,
): PathModule {
  const waitsFor = lockedBy(edition, module, reached.done);
  return {
    title: module.title,
    isOptional: !module.required,
    opensAfter: waitsFor.map((other) => other.title),
    steps: servedSteps(module).map((step): PathStep => {
      const ref = { module: module.id, step: step.id };
      const key = stepKey(ref);
      const isSession = step.kind === 'session';
      const isWaived = facts.waived.has(key) && !facts.done.has(key);
      const status = statusOf(ref, reached, waitsFor.length > 0 && !isSession);
      // It came into a module that was finished: it can be done, and nobody waits for it.
      const isExtra = facts.kept.steps.has(key) && !facts.done.has(key);
      const begun = reached.started.has(key) ? 'doing' : 'todo';
      return {
        title: step.title,
        kind: step.kind,
        href: stepHref(edition.track.id, ref, step.kind),
        minutes: step.minutes,
        hours: isSession ? step.hours : null,
        status: isWaived ? 'waived' : isExtra ? begun : status === 'started' ? 'doing' : status,
        isCurrent: step === current,
        isOptional: !step.required || isExtra,
        isHard: careOf(module, step)?.level === 2,
        isSkipped: facts.skipped.has(key),
      };
    }),
  };
}
