import { formatLearnerNumber } from '../accounts/learner-number.rules.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import { emptyForm } from '../web/form.js';
import type { FormView } from '../web/form.js';
import type { ConsentSection } from './application-consent.rules.js';
import type { Draft, Stand } from './application-draft.service.js';
import type { Somebody } from './application.rules.js';
import { CONTACT_WAYS } from './application.rules.js';
import type { Place } from './application-place.service.js';
import { ApplicantForm, ApplicationConsentForm, NeedForm } from './apply.form.js';

export type Step = 'who' | 'partner' | 'need' | 'consent' | 'check';

/** The steps of an application, in their order. */
export function stepsOf({ pairs }: Pick<Place, 'pairs'>): readonly Step[] {
  return pairs ? ['who', 'partner', 'need', 'consent', 'check'] : ['who', 'need', 'consent', 'check'];
}

export function applyHref(place: Pick<Place, 'id'>, step: Step | 'done' = 'who'): string {
  return step === 'who' ? `/apply/${place.id}` : `/apply/${place.id}/${step}`;
}

/** The first page that is not answered yet; the page to look everything over when all are. */
export function nextStep({ place, draft }: Stand): string {
  if (draft === null) return applyHref(place);
  if (draft.receipt !== null) return applyHref(place, 'done');
  return applyHref(place, stepsOf(place).find((step) => !isAnswered(step, draft)) ?? 'check');
}

/** Whether a page may be opened: nothing before it is unanswered. Answered ones stay open, to be changed. */
export function mayOpen({ place, draft }: Stand, step: Exclude<Step, 'who'>): boolean {
  if (!place.isOpen || draft === null || draft.receipt !== null) return false;
  const steps = stepsOf(place);
  const at = steps.indexOf(step);
  return at > 0 && steps.slice(0, at).every((before) => isAnswered(before, draft));
}

function isAnswered(step: Step, draft: Draft): boolean {
  if (step === 'partner') return draft.partner !== null;
  if (step === 'need') return draft.need !== null;
  if (step === 'consent') return draft.hasConsent;
  return step === 'who';
}

/** For what one applies, as every page of it says. */
export interface PlaceView {
  readonly trackTitle: string;
  readonly name: string;
  readonly startsOn: CalendarDay | null;
  readonly endsOn: CalendarDay | null;
  readonly lastDay: CalendarDay | null;
  readonly trackHref: string;
  /** What is finished before one begins. */
  readonly needs: readonly { readonly title: string; readonly href: string }[];
}

export function toPlaceView(place: Place): PlaceView {
  const { trackTitle, name, startsOn, endsOn, lastDay, trackId } = place;
  const needs = place.needs.map(({ id, title }) => ({ title, href: `/tracks/${id}` }));
  return { trackTitle, name, startsOn, endsOn, lastDay, trackHref: `/tracks/${trackId}`, needs };
}

export interface StepPage {
  readonly place: PlaceView;
  readonly form: FormView;
  readonly step: number;
  readonly steps: number;
  readonly isPair: boolean;
  readonly action: string;
  /** Where the page before this one is. */
  readonly backHref: string;
}

export interface SomebodyPage extends StepPage {
  /** Keys of the words of each way. */
  readonly ways: readonly { readonly value: string; readonly words: string }[];
}

export const WAY_OPTIONS: SomebodyPage['ways'] = CONTACT_WAYS.map((value) => ({
  value,
  words: `applications.contact.way.${value}`,
}));

export function toSomebodyPage(stand: Stand, step: 'who' | 'partner', form?: FormView): SomebodyPage {
  const known = step === 'who' ? stand.draft?.who : stand.draft?.partner;
  return {
    ...around(stand, step),
    form: form ?? emptyForm(ApplicantForm, { ...(known ?? {}) }),
    ways: WAY_OPTIONS,
  };
}

export function toNeedPage(stand: Stand, form?: FormView): StepPage {
  return {
    ...around(stand, 'need'),
    form: form ?? emptyForm(NeedForm, { need: stand.draft?.need ?? '' }),
  };
}

export interface ConsentPage extends StepPage {
  readonly sections: readonly ConsentSection[];
}

export function toConsentPage(
  stand: Stand,
  sections: readonly ConsentSection[],
  form?: FormView,
): ConsentPage {
  const given = stand.draft?.hasConsent ? '1' : '';
  return {
    ...around(stand, 'consent'),
    form: form ?? emptyForm(ApplicationConsentForm, { consent: given, partner: given }),
    sections,
  };
}

export interface CheckPage extends Omit<StepPage, 'form'> {
  readonly who: Somebody;
  readonly partner: Somebody | null;
  readonly need: string;
  readonly hrefs: Readonly<Record<Step, string>>;
}

export function toCheckPage(stand: Stand & { readonly draft: Draft }): CheckPage {
  const { place, draft } = stand;
  return {
    ...around(stand, 'check'),
    who: draft.who,
    partner: place.pairs ? draft.partner : null,
    need: draft.need ?? '',
    hrefs: {
      who: applyHref(place),
      partner: applyHref(place, 'partner'),
      need: applyHref(place, 'need'),
      consent: applyHref(place, 'consent'),
      check: applyHref(place, 'check'),
    },
  };
}

export interface DonePage {
  readonly place: PlaceView;
  readonly receipt: string;
  /** Somebody of this application is reached by mail. */
  readonly hasMail: boolean;
}

export function toDonePage({ place, draft }: Stand): DonePage {
  return {
    place: toPlaceView(place),
    receipt: formatLearnerNumber(draft?.receipt ?? ''),
    hasMail: draft?.who.way === 'mail' || draft?.partner?.way === 'mail',
  };
}

function around(stand: Stand, step: Step): Omit<StepPage, 'form'> {
  const { place } = stand;
  const steps = stepsOf(place);
  const at = steps.indexOf(step);
  return {
    place: toPlaceView(place),
    step: at + 1,
    steps: steps.length,
    isPair: place.pairs,
    action: applyHref(place, step),
    backHref: at === 0 ? `/tracks/${place.trackId}` : applyHref(place, steps[at - 1]),
  };
}
