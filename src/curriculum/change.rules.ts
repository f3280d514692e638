import type { Edition, ModuleModel, TrackModel } from './edition.js';
import { placesOf } from './published-place.rules.js';
import type { PublishedPlace } from './published-place.rules.js';
import { changesInQuiz } from './quiz-change.rules.js';
import { changesInDialogue } from './dialogue-change.rules.js';
import {
  changedCare,
  changedDuty,
  compatible,
  consequential,
  droppedNames,
  isSame,
  paired,
  refused,
} from './change.js';
import type { Change, ChangeClass } from './change.js';
import type { SessionStep, StepModel } from './step.js';

const RANK: readonly ChangeClass[] = ['editorial', 'compatible', 'consequential', 'refused'];

/**
 * Classes the way from one edition of a track to the next. `published` are all ids ever published with their
 * kinds. Whatever is not named below is words: editorial.
 */
export function classifyChange(
  before: Edition,
  after: Edition,
  published: readonly PublishedPlace[],
): { readonly class: ChangeClass; readonly changes: readonly Change[] } {
  const changes = [
    ...misusedIds(before, after, published),
    ...changesInTrack(before.track, after.track),
    ...changesInModules(before, after),
  ];
  const rank = Math.max(0, ...changes.map((change) => RANK.indexOf(change.class)));
  return { class: RANK[rank]!, changes };
}

function misusedIds(before: Edition, after: Edition, published: readonly PublishedPlace[]): Change[] {
  const present = new Set(placesOf(before).map(({ place }) => place));
  const kinds = new Map([...published, ...placesOf(before)].map(({ place, kind }) => [place, kind]));
  return placesOf(after).flatMap(({ place, kind }) => {
    const known = kinds.get(place);
    if (known === undefined) return [];
    if (known !== kind) return [refused('kind-changed', place)];
    return present.has(place) ? [] : [refused('id-revived', place)];
  });
}

function changesInTrack(before: TrackModel, after: TrackModel): Change[] {
  const differs = (part: (track: TrackModel) => unknown) => !isSame(part(before), part(after));
  return [
    ...(differs((track) => track.requires) ? [consequential('requires-changed', '')] : []),
    ...(differs((track) => track.complete) ? [consequential('complete-changed', '')] : []),
    ...(differs((track) => track.scored) ? [consequential('scored-changed', '')] : []),
    ...(differs((track) => track.code) ? [consequential('code-changed', '')] : []),
    ...(differs((track) => track.certificate?.official ?? null)
      ? [consequential('official-changed', '')]
      : []),
    ...(before.certificate && !after.certificate ? [consequential('certificate-removed', '')] : []),
    ...(!before.certificate && after.certificate ? [compatible('certificate-added', '')] : []),
    ...(before.order === 'free' && after.order === 'in-order' ? [consequential('order-bound', '')] : []),
    ...(before.order === 'in-order' && after.order === 'free' ? [compatible('order-freed', '')] : []),
    ...(before.access === 'open' && after.access === 'account' ? [consequential('access-closed', '')] : []),
    ...(before.access === 'account' && after.access === 'open' ? [compatible('access-opened', '')] : []),
    ...(differs((track) => track.trial) ? [compatible('trial-changed', '')] : []),
  ];
}

function changesInModules(before: Edition, after: Edition): Change[] {
  const pairs = paired(before.modules, after.modules);
  return [
    ...pairs.removed.map((module) => consequential('module-removed', module.id)),
    ...pairs.added.map((module) =>
      module.required ? consequential('module-added', module.id) : compatible('module-added', module.id),
    ),
    ...pairs.kept.flatMap(([old, now]) => changesInModule(old, now)),
    ...(isSame(
      pairs.kept.map(([, now]) => now.id),
      after.modules.filter((module) => !pairs.added.includes(module)).map((module) => module.id),
    )
      ? []
      : [compatible('modules-reordered', '')]),
  ];
}

function changesInModule(before: ModuleModel, after: ModuleModel): Change[] {
  const kept = new Set(after.objectives.map(({ id }) => id));
  const steps = paired(before.steps, after.steps);
  return [
    ...(isSame(before.requires, after.requires) ? [] : [consequential('requires-changed', after.id)]),
    ...droppedNames(before, after, after.id),
    ...changedDuty(before, after, after.id),
    ...changedCare(before.care, after.care, after.id),
    ...before.objectives
      .filter(({ id }) => !kept.has(id))
      .map(({ id }) => consequential('objective-removed', `${after.id}@${id}`)),
    ...steps.removed.map((step) => consequential('step-removed', `${after.id}/${step.id}`)),
    ...steps.added.map((step) =>
      step.required
        ? consequential('step-added', `${after.id}/${step.id}`)
        : compatible('step-added', `${after.id}/${step.id}`),
    ),
    ...steps.kept.flatMap(([old, now]) => changesInStep(old, now, `${after.id}/${now.id}`)),
    ...(isSame(
      steps.kept.map(([, now]) => now.id),
      after.steps.filter((step) => !steps.added.includes(step)).map((step) => step.id),
    )
      ? []
      : [compatible('steps-reordered', after.id)]),
  ];
}

function changesInStep(before: StepModel, after: StepModel, place: string): Change[] {
  const common = [
    ...droppedNames(before, after, place),
    ...changedDuty(before, after, place),
    ...changedCare(before.care, after.care, place),
    // Renamed by `formerly`: the new name must still be of the old kind.
    ...(before.kind === after.kind ? [] : [refused('kind-changed', place)]),
  ];
  if (before.kind === 'quiz' && after.kind === 'quiz')
    return [...common, ...changesInQuiz(before, after, place)];
  if (before.kind === 'dialogue' && after.kind === 'dialogue')
    return [...common, ...changesInDialogue(before, after, place)];
  if (before.kind === 'session' && after.kind === 'session')
    return [...common, ...changesInSession(before, after, place)];
  if (before.kind === 'reflection' && after.kind === 'reflection' && before.share !== after.share)
    return [...common, consequential('share-changed', place)];
  return common;
}

/** A way to make up for a meeting is a way to complete it: taken away, it may be missed. Its words are words. */
function changesInSession(before: SessionStep, after: SessionStep, place: string): Change[] {
  const steps = ({ makeUp }: SessionStep) =>
    makeUp.flatMap((way) => ('step' in way ? `${way.step.module}/${way.step.step}` : []));
  const inWords = ({ makeUp }: SessionStep) => makeUp.filter((way) => 'text' in way).length;
  const [old, now] = [steps(before), steps(after)];
  const isLess = old.some((step) => !now.includes(step)) || inWords(after) < inWords(before);
  const isMore = now.some((step) => !old.includes(step)) || inWords(after) > inWords(before);
  return [
    ...(before.hours === after.hours ? [] : [consequential('hours-changed', place)]),
    ...(isLess ? [consequential('make-up-removed', place)] : []),
    ...(isMore ? [compatible('make-up-added', place)] : []),
  ];
}
