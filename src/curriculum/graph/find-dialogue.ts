import { loadCourse } from '../course.js';
import type { SourceFile } from '../notation/source-file.js';
import { graphOf } from './dialogue-graph.js';
import type { DialogueGraph } from './dialogue-graph.js';

/** The graph of a dialogue in a file of a curriculum, sound or not; null when the file has no such dialogue. */
export function findDialogue(source: SourceFile, id: string): DialogueGraph | null {
  const { tracks } = loadCourse([source]);
  const steps = tracks.flatMap(({ modules }) => modules.flatMap(({ content }) => content.steps));
  const found = steps.find((step) => step.kind === 'dialogue' && step.value === id);
  return found?.kind === 'dialogue' ? graphOf(found) : null;
}
