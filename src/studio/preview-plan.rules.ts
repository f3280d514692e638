import { sampleAnswers } from '../assessment/sample-answers.js';
import { isJudged } from '../assessment/scoring.rules.js';
import { termsOf } from '../assessment/terms.rules.js';
import type { Edition } from '../curriculum/edition.js';
import type { QuizStep, StepKind, StepRef } from '../curriculum/step.js';
import { completionOf, NOTHING_KEPT } from '../learning/completion.rules.js';
import { lockedBy, servedSteps } from '../learning/path.rules.js';
import { moduleHref, questionKey, stepKey } from '../learning/step-ref.rules.js';
import { PREVIEW_STATES } from './preview.rules.js';
import type { PreviewState } from './preview.rules.js';

/** Every page of a preview asks for all of them, and an edition does not change. */
const known = new WeakMap<Edition, Map<PreviewState, Planned>>();

/** What has happened to a fictional trainee so far. */
export interface Plan {
  /** Not: stands before a course that asks for another one first. */
  readonly isEnrolled: boolean;
  /** In the order of the path. */
  readonly done: readonly (StepRef & { readonly kind: StepKind })[];
  /** The quiz that went wrong twice. */
  readonly failed: StepRef | null;
  /** Where one looks first; null where the quiz that went wrong decides. */
  readonly entry: string | null;
}

/** Why a course has no trainee in this state. */
export type NoPlan = 'no-quiz' | 'one-attempt' | 'no-gate' | 'never-complete' | 'no-steps';

export type Planned =
  { readonly plan: Plan; readonly reason: null } | { readonly plan: null; readonly reason: NoPlan };

export function planOf(edition: Edition, state: PreviewState): Planned {
  const plans = known.get(edition) ?? new Map<PreviewState, Planned>();
  known.set(edition, plans);
  const planned = plans.get(state) ?? plan(edition, state);
  plans.set(state, planned);
  return planned;
}

function plan(edition: Edition, state: PreviewState): Planned {
  const steps = pathOf(edition);
  if (steps.length === 0) return none('no-steps');
  const path = `/path/${edition.track.id}`;
  const usual = { isEnrolled: true, failed: null, entry: path };
  switch (state) {
    case 'first':
      return found({ ...usual, done: [] });
    case 'half':
      return found({ ...usual, done: steps.slice(0, Math.max(1, Math.floor(steps.length / 2))) });
    case 'twice':
      return failing(edition, steps);
    case 'locked':
      return locked(edition);
    case 'completed':
      return isCompletable(edition) ? found({ ...usual, done: steps }) : none('never-complete');
  }
}

/** All states, with why one is not possible. */
export function statesOf(edition: Edition): readonly { state: PreviewState; reason: NoPlan | null }[] {
  return PREVIEW_STATES.map((state) => ({ state, reason: planOf(edition, state).reason }));
}

/** As whom a place is best looked at: as somebody who comes for the first time, unless that is shut to them. */
export function stateFor(edition: Edition, module: string): PreviewState {
  const found = edition.modules.find(({ id }) => id === module);
  return found && lockedBy(edition, found, new Set()).length > 0 ? 'completed' : 'first';
}

function pathOf(edition: Edition): Plan['done'] {
  return edition.modules.flatMap((module) =>
    servedSteps(module).map(({ id, kind }) => ({ module: module.id, step: id, kind })),
  );
}

function failing(edition: Edition, steps: Plan['done']): Planned {
  const { scored } = edition.track;
  const wrongable = edition.modules.flatMap((module) =>
    module.steps.flatMap((step) =>
      step.kind === 'quiz' && canGoWrong(step) ? [{ module: module.id, step }] : [],
    ),
  );
  if (wrongable.length === 0) return none('no-quiz');
  const twice = wrongable.find(({ step }) => (termsOf(step, scored).attempts ?? 2) >= 2);
  if (!twice) return none('one-attempt');
  const failed = { module: twice.module, step: twice.step.id };
  const before = steps.findIndex((one) => stepKey(one) === stepKey(failed));
  return found({ isEnrolled: true, done: steps.slice(0, before), failed, entry: null });
}

/** However the questions are drawn: every one of them has a wrong answer, or all are asked and one has. */
function canGoWrong({ questions, draw, pools }: QuizStep): boolean {
  const canBeWrong = (question: QuizStep['questions'][number]) => sampleAnswers(question).wrong !== null;
  return draw === null && pools.length === 0 ? questions.some(canBeWrong) : questions.every(canBeWrong);
}

function locked(edition: Edition): Planned {
  const { id, requires } = edition.track;
  if (requires.length > 0)
    return found({ isEnrolled: false, done: [], failed: null, entry: `/tracks/${id}` });
  const shut = edition.modules.find((module) => lockedBy(edition, module, new Set()).length > 0);
  if (!shut) return none('no-gate');
  return found({ isEnrolled: true, done: [], failed: null, entry: moduleHref(id, shut.id) });
}

function isCompletable(edition: Edition): boolean {
  const quizzes = edition.modules.flatMap((module) =>
    module.steps.flatMap((step) => (step.kind === 'quiz' ? [{ module: module.id, step }] : [])),
  );
  const points = quizzes.flatMap(({ module, step }) =>
    step.questions
      .filter(isJudged)
      .map(({ id }): [string, number] => [questionKey({ module, step: step.id }, id), 1]),
  );
  return completionOf(edition, {
    done: new Set(pathOf(edition).map(stepKey)),
    points: new Map(points),
    skipped: new Set(),
    signedOff: true,
    waived: new Set(),
    waivedRules: new Set(),
    kept: NOTHING_KEPT,
  }).isDone;
}

function found(plan: Plan): Planned {
  return { plan, reason: null };
}

function none(reason: NoPlan): Planned {
  return { plan: null, reason };
}
