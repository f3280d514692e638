import type { Scene } from '../curriculum/dialogue.js';
import { sha256 } from '../shared/ids.js';

/** Names what a reply was given to: explanations and readings may get better without making another scene of it. */
export function sceneRevision({ says, next }: Scene): string {
  const said = says.map(({ speaker, text }) => [speaker, text.base]);
  const replies =
    next.kind === 'you'
      ? next.replies.map(({ say, go, effect, when, score }) => [say.base, go, effect, when, score])
      : [];
  return sha256(JSON.stringify([said, replies]));
}
