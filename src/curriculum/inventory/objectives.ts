import type { ModuleContent } from '../schema/module-schema.js';
import { baseText } from '../words/ruby-signs.js';

export interface MetObjective {
  readonly module: string;
  readonly id: string;
  readonly words: string;
  /** Questions, dialogues and other exercises in which it is tried; reading alone does not count. */
  readonly tried: readonly string[];
}

/** Each objective of a module, with what a trainee does to reach it. */
export function metObjectives({ module, objectives, steps }: ModuleContent): MetObjective[] {
  const tried = (id: string) =>
    steps.flatMap((step) => {
      if (step.kind === 'lesson') return [];
      if (step.kind !== 'quiz') return step.meets.includes(id) ? [step.value] : [];
      const asked = step.questions.filter(({ meets }) =>
        meets.length > 0 ? meets.includes(id) : step.meets.includes(id),
      );
      return asked.map(({ value }) => `${step.value}/${value}`);
    });
  return objectives.map(({ key, value }) => ({ module, id: key, words: baseText(value), tried: tried(key) }));
}
