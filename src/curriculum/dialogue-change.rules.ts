import { changedCare, compatible, consequential, isSame, paired } from './change.js';
import type { Change } from './change.js';
import type { Scene } from './dialogue.js';
import type { DialogueStep } from './step.js';

/** What changed in the graph of a dialogue: a branch may be added, nothing may be taken away unseen. */
export function changesInDialogue(before: DialogueStep, after: DialogueStep, place: string): Change[] {
  const scenes = paired(before.scenes, after.scenes);
  return [
    ...(before.start === after.start ? [] : [consequential('start-changed', place)]),
    ...(before.pass === after.pass ? [] : [consequential('pass-changed', place)]),
    ...scenes.removed.map(({ id }) => consequential('scene-removed', `${place}#${id}`)),
    ...scenes.added.map(({ id }) => compatible('scene-added', `${place}#${id}`)),
    ...scenes.kept.flatMap(([old, now]) => changesInScene(old, now, `${place}#${now.id}`)),
    ...(after.pass === null
      ? []
      : scenes.kept
          .filter(([old, now]) => !isSame(pointsOf(old), pointsOf(now)))
          .map(([, now]) => consequential('points-changed', `${place}#${now.id}`))),
  ];
}

function changesInScene(before: Scene, after: Scene, place: string): Change[] {
  const [old, now] = [waysOut(before), waysOut(after)];
  return [
    ...changedCare(before.care, after.care, place),
    ...(old.every((way) => now.includes(way)) ? [] : [consequential('way-removed', place)]),
    ...(now.every((way) => old.includes(way)) ? [] : [compatible('way-added', place)]),
  ];
}

function waysOut({ next }: Scene): readonly string[] {
  switch (next.kind) {
    case 'you':
      return next.replies.map((reply) => `go ${reply.go}`);
    case 'go':
      return [`go ${next.scene}`];
    case 'end':
      return [`end ${next.end}`];
  }
}

/** What the replies of a scene are worth: where points must be reached, they are its key. */
function pointsOf({ next }: Scene): readonly number[] {
  return next.kind === 'you' ? next.replies.map(({ score }) => score) : [];
}
