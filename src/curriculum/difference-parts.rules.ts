import type { Care } from './care.js';
import type { Scene } from './dialogue.js';
import type { ModuleModel, TrackModel } from './edition.js';
import type { Question } from './question.js';
import type { Fact, Misconception, Source, Term } from './shared-entry.js';
import type { StepModel } from './step.js';

/** What can be edited in one place, part by part. What is empty is left out, so that a part can come and go. */
export type Parts = Readonly<Record<string, unknown>>;

/**
 * Parts whose every change is told by its own rule, or follows from another: ids and children, what `classifyChange`
 * finds, and what is computed.
 */
const TOLD = new Set([
  ...['id', 'kind', 'formerly', 'minutes', 'revision', 'steps', 'questions', 'scenes', 'level'],
  ...['code', 'access', 'trial', 'requires', 'order', 'scored', 'complete', 'official', 'required', 'share'],
  ...['draw', 'pools', 'passPercent', 'attempts', 'waitHours', 'keep', 'showAnswers', 'pool', 'partial'],
  ...['start', 'pass', 'hours', 'answer', 'tolerance'],
]);

/** All that is not told elsewhere. A part nobody thought of is still a part. */
function partsOf(node: object): Parts {
  return Object.fromEntries(
    Object.entries(node).filter(([name, value]) => !TOLD.has(name) && !isEmpty(value)),
  );
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '' || value === false) return true;
  if (Array.isArray(value)) return value.every(isEmpty);
  return typeof value === 'object' && 'source' in value && value.source === '';
}

const careParts = (care: Care | null): Parts => ({
  careTopics: care?.topics,
  careWhere: care?.where,
  careInstead: care?.instead,
  careInsteadEasy: care?.insteadEasy,
});

export function partsOfTrack({ certificate, ...track }: TrackModel): Parts {
  return partsOf({
    ...track,
    certificateTitle: certificate?.title,
    certificateText: certificate?.text,
    certificateNote: certificate?.disclaimer,
    certificateYearly: certificate?.yearly,
    certificateYears: certificate?.validYears,
    reviewed: track.reviewed.map(({ by, on }) => `${by} ${on}`),
  });
}

export function partsOfModule({ objectives, care, ...module }: ModuleModel): Parts {
  return partsOf({
    ...module,
    ...careParts(care),
    short: module.short === module.title ? null : module.short,
    objectives: objectives.map(({ text }) => text),
  });
}

export function partsOfStep({ care, ...step }: StepModel): Parts {
  const own = { ...step, ...careParts(care) };
  if (step.kind === 'worksheet') {
    return partsOf({
      ...own,
      blocks: step.blocks.map(({ prompt, items, columns }) => [prompt, items, columns]),
      blockEasy: step.blocks.map(({ easy }) => easy ?? null),
      blockShape: step.blocks.map(({ kind, lines }) => [kind, lines]),
    });
  }
  return partsOf(own);
}

export function partsOfQuestion({ care, ...question }: Question): Parts {
  const own = { ...question, ...careParts(care) };
  switch (question.kind) {
    case 'choose-one':
    case 'choose-many':
      return partsOf({
        ...own,
        choices: question.choices.map(({ text }) => text),
        choiceFeedback: question.choices.map(({ feedback }) => feedback),
        choiceEasy: question.choices.map(({ easy }) => easy),
        choiceFeedbackEasy: question.choices.map(({ feedbackEasy }) => feedbackEasy),
        beliefs: question.choices.map(({ misconception }) => misconception),
      });
    case 'fill-in':
      return partsOf({
        ...own,
        // The sentence is told by `ask`, the blanks by the change of the right answer.
        parts: null,
        alsoWrong: question.alsoWrong.map(({ text }) => text),
        choiceFeedback: question.alsoWrong.map(({ feedback }) => feedback),
        choiceFeedbackEasy: question.alsoWrong.map(({ feedbackEasy }) => feedbackEasy ?? null),
        beliefs: question.alsoWrong.map(({ misconception }) => misconception),
      });
    case 'match':
      return partsOf({
        ...own,
        pairs: question.pairs.map(({ left, right }) => `${left.source} – ${right.source}`),
      });
    case 'scale':
      return partsOf({ ...own, steps: null, scaleWords: question.steps.map(({ words }) => words) });
    default:
      return partsOf(own);
  }
}

export function partsOfScene({ care, next, ...scene }: Scene): Parts {
  const own = { ...scene, ...careParts(care) };
  const speakers = scene.says.map(({ speaker }) => speaker ?? 'narrator');
  const says = scene.says.map(({ text }) => text);
  switch (next.kind) {
    case 'you':
      return partsOf({
        ...own,
        says,
        speakers,
        replies: next.replies.map(({ say }) => say),
        replyFeedback: next.replies.map(({ feedback }) => feedback),
        replyEasy: next.replies.map(({ easy }) => easy),
        replyFeedbackEasy: next.replies.map(({ feedbackEasy }) => feedbackEasy ?? null),
        beliefs: next.replies.map(({ misconception }) => misconception),
        effects: next.replies.map(({ effect }) => effect),
        conditions: next.replies.map(({ when }) => when),
        points: next.replies.map(({ score }) => (score === 0 ? null : score)),
        ways: next.replies.map(({ go }) => go),
      });
    case 'go':
      return partsOf({ ...own, says, speakers, ways: [next.scene] });
    case 'end':
      return partsOf({
        ...own,
        says,
        speakers,
        closing: next.closing,
        closingEasy: next.closingEasy,
        ask: next.ask,
        askEasy: next.askEasy,
        mend: next.mend,
      });
  }
}

export type SharedEntry = Source | Fact | Term | Misconception;

export const partsOfEntry = (entry: SharedEntry): Parts => partsOf(entry);
