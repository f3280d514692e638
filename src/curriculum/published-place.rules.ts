import type { Edition, ModuleModel } from './edition.js';
import type { StepModel } from './step.js';

/** An id on which data of learners hangs, by where it stands. */
export interface PublishedPlace {
  readonly place: string;
  readonly kind: string;
}

/** Every id of an edition that must keep its kind for ever. */
export function placesOf(edition: Edition): readonly PublishedPlace[] {
  return edition.modules.flatMap((module) => [
    { place: module.id, kind: 'module' },
    ...module.objectives.map(({ id }) => ({ place: `${module.id}@${id}`, kind: 'objective' })),
    ...module.steps.flatMap((step) => placesIn(module, step)),
  ]);
}

function placesIn(module: ModuleModel, step: StepModel): readonly PublishedPlace[] {
  const own = `${module.id}/${step.id}`;
  return [
    { place: own, kind: step.kind },
    ...(step.kind === 'quiz'
      ? step.questions.map(({ id, kind }) => ({ place: `${own}#${id}`, kind }))
      : step.kind === 'dialogue'
        ? step.scenes.map(({ id }) => ({ place: `${own}#${id}`, kind: 'scene' }))
        : []),
  ];
}
