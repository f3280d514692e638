import type { Dialogue, Reply, ReplyCondition, Scene } from '../dialogue.js';
import type { ReplyContent, SceneContent } from '../schema/dialogue-schema.js';
import type { StepContent } from '../schema/step-schema.js';
import type { Renderer } from './renderer.js';

type DialogueContent = StepContent & { kind: 'dialogue' };

export function compileDialogue(content: DialogueContent, render: Renderer): Dialogue {
  return {
    people: content.people.map(({ key, value }) => ({ id: key, name: value })),
    start: content.start,
    shuffle: content.shuffle,
    opening: render.maybeText(content.opening),
    pass: content.pass,
    scenes: content.scenes.map(({ key, value }) => compileScene(key, value, render)),
  };
}

function compileScene(id: string, content: SceneContent, render: Renderer): Scene {
  return {
    id,
    says: content.says
      .flat()
      .map((line) =>
        typeof line === 'string'
          ? { speaker: null, text: render.text(line) }
          : { speaker: line.key === 'narrator' ? null : line.key, text: render.text(line.value) },
      ),
    easy: render.maybeText(content.easy),
    care: render.care(content.care),
    next: compileNext(content, render),
  };
}

function compileNext(content: SceneContent, render: Renderer): Scene['next'] {
  if (content.you) return { kind: 'you', replies: content.you.map((reply) => compileReply(reply, render)) };
  if (content.go !== null) return { kind: 'go', scene: content.go };
  return {
    kind: 'end',
    end: content.end ?? 'fair',
    closing: render.text(content.closing ?? ''),
    closingEasy: render.maybeText(content['closing-easy']),
    mend: content.mend,
    ask: render.maybeText(content.ask),
    askEasy: render.maybeText(content['ask-easy']),
  };
}

function compileReply(content: ReplyContent, render: Renderer): Reply {
  const { connection, burden, choice } = content.effect ?? { connection: 0, burden: 0, choice: 0 };
  return {
    say: render.text(content.say),
    easy: render.maybeText(content.easy),
    go: content.go,
    feedback: render.maybeText(content.feedback),
    feedbackEasy: render.maybeText(content['feedback-easy']),
    misconception: content.misconception,
    effect: { connection, burden, choice },
    when: compileCondition(content.when),
    score: content.score ?? 0,
  };
}

export function compileCondition(content: ReplyContent['when']): ReplyCondition | null {
  if (content === null) return null;
  if (content.kind === 'seen') return { seen: content.value };
  const [, is, than] = /^(>=|<=|>|<)\s*(-?\d+)$/.exec(content.value) ?? [];
  return { thread: content.kind, is: is as '>' | '<' | '>=' | '<=', than: Number(than) };
}
