import type { LessonBody, LessonStep, StepModel } from '../curriculum/step.js';
import type { Journey } from './journey.service.js';
import { nextStep } from './path.rules.js';
import { stepHref, stepKey } from './step-ref.rules.js';

/** Where to go on, and where I was. */
export interface NextBox {
  readonly href: string;
  /** Null: the name of the kind stands for it. */
  readonly title: string | null;
  readonly kind: StepModel['kind'];
  readonly moduleTitle: string;
  readonly minutes: number;
  readonly isResumed: boolean;
  /** The heading up to which was read; null when nothing was kept. */
  readonly place: string | null;
}

type Place = { readonly number: number; readonly section: string | null };

export function toNextBox(journey: Journey): NextBox | null {
  const next = nextStep(journey.edition, journey.reached);
  if (!next) return null;
  const { module, step } = next;
  const ref = { module: module.id, step: step.id };
  const place = journey.places.get(stepKey(ref)) ?? null;
  const href = stepHref(journey.edition.track.id, ref, step.kind);
  const read = step.kind === 'lesson' && place ? readUpTo(step, place) : null;
  return {
    href: read ? href + read.goOn : href,
    title: step.title,
    kind: step.kind,
    moduleTitle: module.title,
    minutes: step.kind === 'session' ? Math.round(step.hours * 60) : step.minutes,
    isResumed: journey.reached.started.size > 0 || journey.reached.done.size > 0,
    place: read?.heading ?? null,
  };
}

/**
 * The section that was reached and the fragment of the one after it. The two versions of a lesson have sections
 * of their own; a heading that is gone from both is found by its number.
 */
export function readUpTo(
  { body, easy }: Pick<LessonStep, 'body' | 'easy'>,
  place: Place,
): { heading: string; goOn: string } | null {
  const has = ({ sections }: LessonBody) => sections.some(({ id }) => id === place.section);
  const { sections } = easy && !has(body) && has(easy) ? easy : body;
  const found = sections.findIndex(({ id }) => id === place.section);
  const index = found === -1 ? Math.min(place.number, sections.length) - 1 : found;
  const section = sections[index];
  if (!section) return null;
  const after = sections[index + 1];
  return { heading: section.heading, goOn: after ? `#${encodeURIComponent(after.id)}` : '#lesson-end' };
}
