import type { CompletionRule, Edition, ModuleModel } from '../../src/curriculum/edition.js';
import type { StepModel, StepRef } from '../../src/curriculum/step.js';
import type { Recorded } from '../../src/learning/facts.rules.js';
import { aCourse, aLesson, aModule, aQuestion, aQuiz, aReflection, aSession, aStep } from './course.js';

export type Random = () => number;

/** A fixed row of numbers (mulberry32), so that a failure can be repeated. */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Editions that follow one another, and what somebody may have done in them. Ids are never used twice. */
export class Writer {
  private last = 0;

  constructor(private readonly random: Random) {}

  first(): Edition {
    const modules = this.some(4, () => this.module());
    return this.finish({
      modules,
      order: this.oneOf(['free', 'in-order'] as const),
      scored: this.often(0.5),
    });
  }

  /** What a consequential publication may do to an edition, several things at once. */
  next(before: Edition): Edition {
    let modules = before.modules.map((module) => this.changed(module));
    if (this.often(0.2) && modules.length > 1)
      modules = modules.filter((_, at) => at !== this.upTo(modules.length));
    if (this.often(0.4)) modules.splice(this.upTo(modules.length + 1), 0, this.module());
    const ids = new Set(modules.map(({ id }) => id));
    modules = modules.map((module, at) => ({
      ...module,
      requires: [
        ...module.requires.filter((id) => ids.has(id)),
        ...(at > 0 && this.often(0.3) ? [modules[this.upTo(at)]!.id] : []),
      ].filter((id) => id !== module.id),
    }));
    const order = this.often(0.2) ? this.oneOf(['free', 'in-order'] as const) : before.track.order;
    const scored = this.often(0.2) ? !before.track.scored : before.track.scored;
    const after = this.finish({ modules, order, scored });
    // Half of them leave the rules as they were, as far as what they name is still there.
    const isStill = (ref: StepRef) =>
      after.modules.some(
        (module) => module.id === ref.module && module.steps.some(({ id }) => id === ref.step),
      );
    const names = (rule: CompletionRule): readonly StepRef[] =>
      'rules' in rule
        ? rule.rules.flatMap(names)
        : 'steps' in rule
          ? rule.steps
          : 'step' in rule
            ? [rule.step]
            : [];
    const rules = before.track.complete.filter((rule) => names(rule).every(isStill));
    return this.often(0.5) && rules.length > 0
      ? { ...after, track: { ...after.track, complete: rules } }
      : after;
  }

  /** Something of everything that can be done in an edition. */
  done(edition: Edition): Recorded {
    const steps = edition.modules.flatMap((module) => module.steps.map((step) => ({ module, step })));
    const share = this.random();
    const touched = steps.filter(() => this.often(0.3 + 0.7 * share));
    const bit = () => (this.often(0.1) ? 1 : 0);
    return {
      progress: touched.map(({ module, step }) => ({
        module: module.id,
        step: step.id,
        status: this.often(0.4 + 0.6 * share) ? ('done' as const) : ('started' as const),
        skipped_by_care: bit(),
      })),
      scores: touched.flatMap(({ module, step }) =>
        edition.track.scored && step.kind === 'quiz'
          ? step.questions.map((question) => ({
              module: module.id,
              step: step.id,
              question: question.id,
              best: this.oneOf([0, 500, 1000, 1000, 1000]),
              skipped_by_care: bit(),
            }))
          : [],
      ),
      isSignedOff: this.often(0.5),
      waivers: this.often(0.2)
        ? [{ scope: 'module' as const, target: edition.modules[this.upTo(edition.modules.length)]!.id }]
        : [],
      kept: [],
    };
  }

  private changed(module: ModuleModel): ModuleModel {
    let steps = module.steps.map((step): StepModel => {
      const required = this.often(0.1) ? !step.required : step.required;
      const same = { ...step, required };
      if (same.kind === 'session' && this.often(0.3)) return { ...same, hours: this.oneOf([1, 2, 3]) };
      if (same.kind === 'quiz' && this.often(0.3))
        return { ...same, questions: [...same.questions, aQuestion(this.id('q'))], passPercent: 90 };
      return this.often(0.15) ? { ...same, id: this.id('s'), formerly: [...same.formerly, same.id] } : same;
    });
    if (this.often(0.2) && steps.length > 1) steps = steps.filter((_, at) => at !== this.upTo(steps.length));
    if (this.often(0.4)) steps.splice(this.upTo(steps.length + 1), 0, this.step());
    const required = this.often(0.1) ? !module.required : module.required;
    const now = { ...module, steps, required };
    return this.often(0.1) ? { ...now, id: this.id('m'), formerly: [...now.formerly, now.id] } : now;
  }

  private finish(track: Pick<Edition, 'modules'> & { order: 'free' | 'in-order'; scored: boolean }): Edition {
    return aCourse({ ...track, complete: this.rules(track) });
  }

  private rules({ modules, scored }: Pick<Edition, 'modules'> & { scored: boolean }): CompletionRule[] {
    const steps = modules.flatMap((module) =>
      module.steps.map((step) => ({ kind: step.kind, ref: { module: module.id, step: step.id } })),
    );
    const of = (kind: StepModel['kind']) => steps.filter((step) => step.kind === kind).map(({ ref }) => ref);
    const sessions = of('session').length;
    const possible: CompletionRule[] = [
      { kind: 'modules', count: 'all' },
      { kind: 'modules', count: Math.max(1, modules.length - 1) },
      { kind: 'sign-off', by: 'facilitator' },
      ...(of('dialogue').length > 0 ? [{ kind: 'dialogues' as const, steps: of('dialogue') }] : []),
      ...(of('quiz').length > 0 ? [{ kind: 'quizzes' as const, steps: of('quiz') }] : []),
      ...(sessions > 0 ? [{ kind: 'sessions' as const, count: 1 + this.upTo(sessions) }] : []),
      ...(sessions > 0 ? [{ kind: 'hours' as const, hours: 1 + this.upTo(sessions * 2) }] : []),
      ...(scored && of('quiz').length > 0
        ? [{ kind: 'score' as const, percent: this.oneOf([60, 80, 90]) }]
        : []),
    ];
    const pick = () => possible[this.upTo(possible.length)]!;
    const rules = this.some(3, pick);
    return this.often(0.3) ? [...rules, { kind: 'any', rules: [pick(), pick()] }] : rules;
  }

  private module(): ModuleModel {
    return aModule(
      this.id('m'),
      this.some(4, () => this.step()),
      { required: this.often(0.8) },
    );
  }

  private step(): StepModel {
    const id = this.id('s');
    const required = this.often(0.8);
    switch (this.upTo(6)) {
      case 0:
        return aQuiz(id, [aQuestion(this.id('q')), aQuestion(this.id('q'))], { required });
      case 1:
        return { ...aStep('dialogue', id), required, scenes: [] } as unknown as StepModel;
      case 2:
        return aReflection(id, { required });
      case 3:
        return aSession(id, this.oneOf([1, 2, 3]), { required });
      default:
        return aLesson(id, { required });
    }
  }

  private id(letter: string): string {
    this.last += 1;
    return `${letter}${this.last}`;
  }

  private some<T>(most: number, make: () => T): T[] {
    return Array.from({ length: 1 + this.upTo(most) }, make);
  }

  private often(share: number): boolean {
    return this.random() < share;
  }

  private upTo(number: number): number {
    return Math.floor(this.random() * number);
  }

  private oneOf<T>(all: readonly T[]): T {
    return all[this.upTo(all.length)]!;
  }
}
