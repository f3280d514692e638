import type { CompletionRule, Edition, ModuleModel } from '../curriculum/edition.js';
import { servedKinds } from '../curriculum/step.js';
import type { QuizStep, StepKind, StepModel, StepRef } from '../curriculum/step.js';
import type { Question } from '../curriculum/question.js';
import { keyedRules } from './rule-key.rules.js';
import { questionKey, stepKey } from './step-ref.rules.js';

/** What one person did in one track. Every part of it only grows, but the points of a quiz that keeps the last answer. */
export interface LearningFacts {
  /** Keys of steps that are done; passing a step by its care note is doing it. */
  readonly done: ReadonlySet<string>;
  /** Share of each question's score that counts, 0 to 1, by question key. */
  readonly points: ReadonlyMap<string, number>;
  /** Keys of steps and questions passed by their care note. */
  readonly skipped: ReadonlySet<string>;
  readonly signedOff: boolean;
  /** Keys of steps from which the person is freed, be it with their whole module. */
  readonly waived: ReadonlySet<string>;
  /** Keys of the rules from which they are freed. */
  readonly waivedRules: ReadonlySet<string>;
  readonly kept: Kept;
}

/** What was complete when the person went over to a newer edition, and stays so whatever that edition asks. */
export interface Kept {
  /** Modules that were finished; also those that the edition has no longer. */
  readonly modules: ReadonlySet<string>;
  /** Keys of all steps in them: none of them finishes its module any more. */
  readonly steps: ReadonlySet<string>;
  /** Keys of the quizzes among them that were not done: new ones, which no share may fall by. */
  readonly quizzes: ReadonlySet<string>;
  /** Keys of rules that held. */
  readonly rules: ReadonlySet<string>;
  /** Hours of sessions that were attended, by step key, where the edition has them shortened or no longer. */
  readonly hours: ReadonlyMap<string, number>;
}

export const NOTHING_KEPT: Kept = {
  modules: new Set(),
  steps: new Set(),
  quizzes: new Set(),
  rules: new Set(),
  hours: new Map(),
};

/** One thing that is still to do, to be worded and linked by the page. */
export type Missing =
  | { readonly kind: 'module'; readonly module: string; readonly steps: readonly StepRef[] }
  | { readonly kind: 'step'; readonly step: StepRef }
  | {
      readonly kind: 'modules';
      readonly needed: number;
      readonly have: number;
      /** Those that are left to choose from, in the order of the path. */
      readonly modules: readonly string[];
    }
  | {
      readonly kind: 'score';
      readonly needed: number;
      readonly have: number;
      /** The quizzes that can still lift it, in the order of the path. */
      readonly steps: readonly StepRef[];
    }
  | {
      readonly kind: 'sessions' | 'hours';
      readonly needed: number;
      readonly have: number;
      /** The sessions that could still be attended or made up for, in the order of the path. */
      readonly steps: readonly StepRef[];
    }
  | { readonly kind: 'sign-off' }
  | { readonly kind: 'choice'; readonly needed: number; readonly options: readonly (readonly Missing[])[] };

export interface Completion {
  readonly isDone: boolean;
  /** In the order of the rules, and of the path within a rule. Empty when done. */
  readonly missing: readonly Missing[];
}

export type Course = Pick<Edition, 'track' | 'modules'>;

/**
 * Decides completion; path, gates, reports and certificates all ask here. More facts never take it back.
 * `served` are the kinds of steps the product offers: what cannot be done is not asked for.
 */
export function completionOf(
  course: Course,
  facts: LearningFacts,
  served: ReadonlySet<StepKind> = servedKinds,
): Completion {
  const done = new Set([...facts.done, ...facts.waived]);
  const given = { course, facts: { ...facts, done }, settled: settledIn(facts), served };
  const missing = keyedRules(course.track.complete)
    .filter(({ key }) => !facts.waivedRules.has(key) && !facts.kept.rules.has(key))
    .flatMap(({ rule }) => missingFor(rule, given));
  return { isDone: missing.length === 0, missing };
}

/** Keys of the steps that their modules ask for no more: done, waived, or in a module that was finished before. */
export function settledIn({
  done,
  waived,
  kept,
}: Pick<LearningFacts, 'done' | 'waived' | 'kept'>): ReadonlySet<string> {
  return waived.size + kept.steps.size === 0 ? done : new Set([...done, ...waived, ...kept.steps]);
}

/** The steps that finish a module, in its order. A survey is never asked for. */
export function countedSteps(
  module: ModuleModel,
  served: ReadonlySet<StepKind> = servedKinds,
): readonly StepModel[] {
  return countedIn(module, served).steps;
}

/** The counted steps of a module that are not done yet, in its order. */
export function leftIn(
  module: ModuleModel,
  done: ReadonlySet<string>,
  served: ReadonlySet<StepKind> = servedKinds,
): readonly StepRef[] {
  const { refs, keys } = countedIn(module, served);
  return refs.filter((_, index) => !done.has(keys[index]!));
}

/** Whether a module asks for something, and all of it is settled. */
export function isFinished(module: ModuleModel, settled: ReadonlySet<string>): boolean {
  const { keys } = countedIn(module, servedKinds);
  return keys.length > 0 && keys.every((key) => settled.has(key));
}

interface Counted {
  readonly steps: readonly StepModel[];
  readonly refs: readonly StepRef[];
  readonly keys: readonly string[];
}

const counted = new WeakMap<ModuleModel, Counted>();

/** Asked many times for every page, and told by the edition alone, which never changes. */
function countedIn(module: ModuleModel, served: ReadonlySet<StepKind>): Counted {
  if (served !== servedKinds) return countedAmong(module, served);
  let known = counted.get(module);
  if (!known) counted.set(module, (known = countedAmong(module, served)));
  return known;
}

function countedAmong(module: ModuleModel, served: ReadonlySet<StepKind>): Counted {
  const steps = module.steps.filter(
    (step) => step.required && step.kind !== 'survey' && served.has(step.kind),
  );
  const refs = steps.map((step) => ({ module: module.id, step: step.id }));
  return { steps, refs, keys: refs.map(stepKey) };
}

interface Case {
  readonly course: Course;
  /** What was waived counts as done. */
  readonly facts: LearningFacts;
  /** As `settledIn` says. */
  readonly settled: ReadonlySet<string>;
  readonly served: ReadonlySet<StepKind>;
}

function missingFor(rule: CompletionRule, given: Case): readonly Missing[] {
  switch (rule.kind) {
    case 'modules':
      return missingModules(rule.count, given);
    case 'dialogues':
    case 'quizzes':
    case 'worksheets':
      return rule.steps.flatMap((step) => missingStep(step, given));
    case 'hand-in':
      return missingStep(rule.step, given);
    case 'sessions':
      return tooFewSessions('sessions', rule.count, given);
    case 'hours':
      return tooFewSessions('hours', rule.hours, given);
    case 'sign-off':
      return given.facts.signedOff ? [] : [{ kind: 'sign-off' }];
    case 'score':
      return missingScore(rule.percent, given);
    case 'any':
      return missingChoice(1, rule.rules, given);
    case 'at-least':
      return missingChoice(rule.count, rule.rules, given);
  }
}

function missingModules(count: 'all' | number, { course, facts, settled, served }: Case): readonly Missing[] {
  if (count !== 'all') {
    const open = course.modules.filter((module) => leftIn(module, settled, served).length > 0);
    const gone = [...facts.kept.modules].filter((id) => course.modules.every((module) => module.id !== id));
    const have = course.modules.length - open.length + gone.length;
    const modules = open.map(({ id }) => id);
    return have >= count ? [] : [{ kind: 'modules', needed: count, have, modules }];
  }
  return course.modules
    .filter((module) => module.required)
    .map((module) => ({
      kind: 'module' as const,
      module: module.id,
      steps: leftIn(module, settled, served),
    }))
    .filter((module) => module.steps.length > 0);
}

function missingStep(step: StepRef, { facts }: Case): readonly Missing[] {
  return facts.done.has(stepKey(step)) ? [] : [{ kind: 'step', step }];
}

/** Sessions attended or made up for, by number or by hours. */
function tooFewSessions(kind: 'sessions' | 'hours', needed: number, given: Case): readonly Missing[] {
  const { attended, open } = sessionsOf(given);
  const have = kind === 'sessions' ? attended.length : sum(attended.map(({ hours }) => hours));
  return have >= needed ? [] : [{ kind, needed, have, steps: open.map(({ ref }) => ref) }];
}

function sessionsOf({ course, facts }: Case) {
  const all = course.modules.flatMap((module) =>
    module.steps.flatMap((step) =>
      step.kind === 'session' ? [{ ref: { module: module.id, step: step.id }, hours: step.hours }] : [],
    ),
  );
  const isAttended = ({ ref }: { ref: StepRef }) => facts.done.has(stepKey(ref));
  const counted = new Map(all.filter(isAttended).map(({ ref, hours }) => [stepKey(ref), { hours }] as const));
  for (const [key, hours] of facts.kept.hours)
    counted.set(key, { hours: Math.max(hours, counted.get(key)?.hours ?? 0) });
  return { attended: [...counted.values()], open: all.filter((session) => !isAttended(session)) };
}

function missingChoice(needed: number, rules: readonly CompletionRule[], given: Case): readonly Missing[] {
  const options = rules.map((rule) => missingFor(rule, given)).filter((missing) => missing.length > 0);
  const held = rules.length - options.length;
  return held >= needed ? [] : [{ kind: 'choice', needed: needed - held, options }];
}

function missingScore(percent: number, given: Case): readonly Missing[] {
  const need = percent / 100;
  const quizzes = given.course.modules
    .filter((module) => module.required)
    .flatMap((module) =>
      countedSteps(module, given.served)
        .filter((step) => step.kind === 'quiz')
        .map((quiz) => ({
          ref: { module: module.id, step: quiz.id },
          points: pointsOf({ module: module.id, quiz }, need, given.facts),
        })),
    );
  const counted = quizzes.flatMap(({ points }) => points);
  // Rounded so that eight of ten is eight tenths, whatever the sum of floats says.
  const surplus = Math.round(sum(counted.map((points) => points - need)) * 1e6);
  if (surplus >= 0) return [];
  const have = Math.floor((100 * sum(counted)) / counted.length + 1e-9);
  const open = quizzes.filter(({ points }) => points.some((share) => share < 1));
  return [{ kind: 'score', needed: percent, have, steps: open.map(({ ref }) => ref) }];
}

/**
 * The points of a quiz that count, one for each question an attempt asks. What was passed by its care note, waived, or
 * added to a module that was finished leaves the count, unless its answer lifts the share: so neither answering nor passing can take anything
 * back. Where questions are drawn, the best so many of the pool count.
 */
function pointsOf(
  { module, quiz }: { module: string; quiz: QuizStep },
  need: number,
  facts: LearningFacts,
): readonly number[] {
  const ref = { module, step: quiz.id };
  const pointFor = (question: Question): number | null => {
    const points = facts.points.get(questionKey(ref, question.id)) ?? 0;
    const passed = [stepKey(ref), questionKey(ref, question.id)];
    const isSkipped =
      facts.kept.quizzes.has(stepKey(ref)) ||
      passed.some((key) => facts.skipped.has(key) || facts.waived.has(key));
    return isSkipped && points < need ? null : points;
  };
  return drawnGroups(quiz).flatMap(({ questions, asked }) =>
    questions
      .map(pointFor)
      // A passed question counts as neither gain nor loss, so it stands between the two.
      .sort((a, b) => (b ?? need) - (a ?? need))
      .slice(0, asked)
      .filter((points) => points !== null),
  );
}

function drawnGroups(quiz: QuizStep): { questions: readonly Question[]; asked: number }[] {
  const judged = quiz.questions.filter(
    (question) => question.required && question.kind !== 'scale' && question.kind !== 'free-text',
  );
  // Of a draw, what has no right answer may take a place: so many of the others are sure to be asked.
  const sure = Math.max(1, (quiz.draw ?? Infinity) - (quiz.questions.length - judged.length));
  if (quiz.pools.length === 0) return [{ questions: judged, asked: sure }];
  const pooled = quiz.pools.map((pool) => ({
    questions: judged.filter((question) => question.pool === pool.id),
    asked: pool.draw,
  }));
  const always = judged.filter((question) => !quiz.pools.some((pool) => pool.id === question.pool));
  return [{ questions: always, asked: always.length }, ...pooled];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
