import type { Call } from '../cohorts/cohort.service.js';
import { durationOf } from '../curriculum/duration.rules.js';
import type { Duration } from '../curriculum/duration.rules.js';
import type { Edition, ModuleModel } from '../curriculum/edition.js';
import type { Rendered } from '../curriculum/rendered.js';
import { tryHref } from '../curriculum/try-href.rules.js';
import type { CohortOffer } from './cohort-offers.service.js';
import type { Admission } from './admission.service.js';
import type { OfferedTrack } from './tracks.page.js';
import { toCallViews } from './tracks.page.js';
import { toNewYear } from './year.rules.js';
import type { NewYear } from './year.rules.js';

export interface TrackPage {
  readonly title: string;
  /** Trusted HTML; null where the author wrote nothing. */
  readonly about: string | null;
  readonly duration: Duration;
  readonly modules: readonly TrackModule[];
  /** Something hard comes up in one of the modules. */
  readonly hasHard: boolean;
  readonly isReviewed: boolean;
  /** Where reading begins without an account; null where one is needed. */
  readonly readHref: string | null;
  readonly isScored: boolean;
  readonly hasCertificate: boolean;
  readonly trialHref: string | null;
  readonly admission: Admission['kind'];
  readonly needs: readonly { readonly title: string; readonly href: string }[];
  /** Cohorts for which one can apply now. */
  readonly calls: OfferedTrack['calls'];
  /** Dated cohorts beside the standing one; none for who takes the track already. */
  readonly offers: readonly (CohortOffer & { readonly action: string })[];
  /** Why the chosen cohort could not be taken; null where none was. */
  readonly note: 'full' | 'closed' | null;
  readonly enrolAction: string;
  readonly newYear: NewYear | null;
  readonly pathHref: string;
  /** Where one goes on in another cohort; null for who cannot. */
  readonly movingHref: string | null;
  readonly signInHref: string;
}

export interface TrackModule {
  readonly title: string;
  readonly minutes: number;
  readonly objectives: readonly string[];
  readonly topics: readonly string[];
  readonly isHard: boolean;
  /** Lessons that can be read without an account. */
  readonly lessons: readonly { readonly title: string; readonly href: string }[];
}

interface Around {
  readonly all: readonly Edition[];
  readonly calls: readonly Call[];
  readonly offers: readonly CohortOffer[];
  readonly mayMove: boolean;
  /** As the address says it. */
  readonly note: unknown;
  readonly show: (words: Rendered, easy: Rendered | null) => string;
}

export function toTrackPage(
  { track, modules }: Edition,
  admission: Admission,
  { all, calls, offers, mayMove, note, show }: Around,
): TrackPage {
  const needs = needsOf(track, admission);
  const shown = modules.map((module) => toModule(module, track));
  const base = `/tracks/${track.id}`;
  return {
    title: track.title,
    about: track.about && show(track.about, track.easy),
    duration: durationOf(track.minutes),
    modules: shown,
    hasHard: shown.some(({ isHard }) => isHard),
    isReviewed: track.reviewed.length > 0,
    readHref: shown.flatMap(({ lessons }) => lessons)[0]?.href ?? null,
    isScored: track.scored,
    hasCertificate: track.certificate !== null,
    trialHref: track.trial && tryHref(track.id, track.trial),
    admission: admission.kind,
    needs: all
      .filter((other) => needs.includes(other.track.id))
      .map((other) => ({ title: other.track.title, href: `/tracks/${other.track.id}` })),
    calls: toCallViews(calls, track.id),
    offers:
      admission.kind === 'enrolled'
        ? []
        : offers.map((offer) => ({ ...offer, action: `${base}/cohorts/${offer.id}/enrolment` })),
    note: note === 'full' || note === 'closed' ? note : null,
    enrolAction: `${base}/enrolment`,
    newYear: admission.kind === 'enrolled' ? toNewYear(track.id, admission.newYear) : null,
    pathHref: `/path/${track.id}`,
    movingHref: mayMove ? `/path/${track.id}/moving` : null,
    signInHref: `/login?next=${encodeURIComponent(base)}`,
  };
}

/** What is finished first: all of it for a stranger, for a trainee what is left. */
function needsOf({ requires }: Edition['track'], admission: Admission): readonly string[] {
  if (admission.kind === 'locked') return admission.needs;
  return admission.kind === 'visitor' ? requires : [];
}

function toModule(module: ModuleModel, track: Edition['track']): TrackModule {
  const cares = [module.care, ...module.steps.map((step) => step.care)].filter((care) => care !== null);
  return {
    title: module.title,
    minutes: module.minutes,
    objectives: module.objectives.map(({ text }) => text),
    topics: [...new Set(cares.flatMap(({ topics }) => topics))],
    isHard: cares.some(({ level }) => level === 2),
    lessons:
      track.access === 'open'
        ? module.steps
            .filter((step) => step.kind === 'lesson')
            .map((step) => ({
              title: step.title ?? module.title,
              href: tryHref(track.id, { module: module.id, step: step.id }),
            }))
        : [],
  };
}
