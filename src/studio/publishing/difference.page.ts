import type { ChangeClass } from '../../curriculum/change.js';
import type { Difference, DifferenceValue } from '../../curriculum/difference.js';
import type { CompletionRule } from '../../curriculum/edition.js';
import type { Piece } from '../../curriculum/sentence-diff.rules.js';
import type { StepKind } from '../../curriculum/step.js';
import type { Shown } from '../../shared/suppression.rules.js';
import type { ShownAffected } from './affected.rules.js';

const CLASSES: readonly ChangeClass[] = ['refused', 'consequential', 'compatible', 'editorial'];
/** So many are shown; what must be weighed is always among them. */
const MOST_ROWS = 300;
const MOST_PIECES = 12;

/** Parts with a name of their own on the page; `other` is what is not among them. */
export const NAMED_PARTS: ReadonlySet<string> = new Set(
  (
    'title short about easy edition audience after reviewed certificateTitle certificateText ' +
    'certificateNote certificateYearly certificateYears summary summaryEasy objectives ' +
    'careTopics careWhere careInstead careInsteadEasy exit sources practices syllabus ' +
    'forFacilitators rest checkIn meets body intro shuffle ask askEasy hint hintEasy backTo ' +
    'feedback feedbackEasy misconception choices choiceFeedback choiceEasy choiceFeedbackEasy ' +
    'beliefs items pairs extra alsoWrong unit scaleWords lines people opening says speakers ' +
    'replies replyFeedback replyEasy replyFeedbackEasy effects conditions points ways closing ' +
    'closingEasy mend end blocks blockEasy blockShape onScreen pages plan place makeUp ' +
    'materials use when retrospective by year url note text value asOf source checked hide word ' +
    'reading means is reply next other'
  ).split(' '),
);

export interface DifferencesView {
  /** Every class with how many differences are of it. */
  readonly legend: readonly { readonly class: ChangeClass; readonly count: number }[];
  /** The track, each module, shared entries and pictures. */
  readonly groups: readonly {
    readonly of: 'track' | 'module' | 'shared' | 'image';
    readonly title: string;
    readonly rows: readonly DifferenceRow[];
  }[];
  /** How many are not shown. */
  readonly more: number;
  readonly isEmpty: boolean;
}

/** One difference, for a template to word: `studio-publish.change.<what>`. */
export interface DifferenceRow {
  readonly class: ChangeClass;
  readonly what: string;
  /** Key and fillings of `studio-publish.where.<key>`. */
  readonly at: {
    readonly key: string;
    readonly module: string;
    readonly kind: StepKind;
    readonly step: string;
    readonly item: string;
  };
  /** Key under `studio-publish.part`, or for a refused one the id it is about. */
  readonly part: string;
  readonly refusedId: string;
  readonly before: ValueView;
  readonly after: ValueView;
  readonly count: number;
  readonly pieces: readonly Piece[];
  readonly morePieces: number;
  readonly shownIn: string;
  readonly rules: { readonly before: readonly RuleLine[]; readonly after: readonly RuleLine[] } | null;
  /** People who did it, and who are in the middle of it; null where nobody is asked to weigh it. */
  readonly people: { readonly done: Shown; readonly trying: Shown } | null;
}

/** Words, or where they are empty a key of `studio-publish.value`. */
interface ValueView {
  readonly words: string;
  readonly key: string;
}

export interface RuleLine {
  readonly kind: string;
  readonly needed: number;
  readonly depth: number;
}

export function toDifferencesView(
  differences: readonly Difference[],
  affected: ShownAffected | null,
): DifferencesView {
  const weighed = differences.filter((one) => isWeighed(one.class));
  const others = differences.filter((one) => !isWeighed(one.class));
  const chosen = new Set([...weighed, ...others].slice(0, Math.max(MOST_ROWS, weighed.length)));
  const groups: { of: DifferencesView['groups'][number]['of']; title: string; rows: DifferenceRow[] }[] = [];
  for (const difference of differences) {
    if (!chosen.has(difference)) continue;
    const { of, module } = difference.at;
    const kind = of === 'track' || of === 'shared' || of === 'image' ? of : 'module';
    const last = groups.at(-1);
    const row = toRow(difference, affected);
    if (last?.of === kind && last.title === module) last.rows.push(row);
    else groups.push({ of: kind, title: module, rows: [row] });
  }
  return {
    legend: CLASSES.map((one) => ({
      class: one,
      count: differences.filter((difference) => difference.class === one).length,
    })),
    groups,
    more: differences.length - chosen.size,
    isEmpty: differences.length === 0,
  };
}

const isWeighed = (kind: ChangeClass) => kind === 'refused' || kind === 'consequential';

function toRow(difference: Difference, affected: ShownAffected | null): DifferenceRow {
  const { at, pieces, rules, place } = difference;
  const isUntitled = at.stepKind !== null && at.step === null;
  const isRefused = difference.class === 'refused';
  const [path = ''] = place.split(/[#@]/);
  return {
    class: difference.class,
    what: difference.what,
    at: {
      key: isUntitled ? `untitled-${at.of}` : at.of,
      module: at.module,
      kind: at.stepKind ?? 'lesson',
      step: at.step ?? '',
      item: at.item,
    },
    part: NAMED_PARTS.has(difference.part) && !isRefused ? difference.part : 'other',
    refusedId: isRefused ? difference.part : '',
    before: toValue(difference.before),
    after: toValue(difference.after),
    count: pieces.length,
    pieces: pieces.slice(0, MOST_PIECES),
    morePieces: Math.max(0, pieces.length - MOST_PIECES),
    shownIn: difference.shownIn.join('、'),
    rules: rules && { before: linesOf(rules.before), after: linesOf(rules.after) },
    people:
      affected && difference.class === 'consequential' && path !== '' && !isNew(difference.what)
        ? (affected.steps.get(path) ?? { done: 0, trying: 0 })
        : null,
  };
}

/** Nobody can have done what was not there. */
function isNew(what: string): boolean {
  return /^(?:module|step)-(?:added|moved-here)/.test(what);
}

function toValue(value: DifferenceValue): ValueView {
  switch (value.kind) {
    case 'none':
      return { words: '', key: 'none' };
    case 'words':
      return { words: value.words, key: 'none' };
    case 'number':
      return { words: String(value.number), key: 'none' };
    case 'key':
      return { words: '', key: value.key };
  }
}

/** A rule that holds others comes before them, one step further out. */
function linesOf(rules: readonly CompletionRule[], depth = 0): RuleLine[] {
  return rules.flatMap((rule) => {
    const line = { ...measureOf(rule), depth };
    return 'rules' in rule ? [line, ...linesOf(rule.rules, depth + 1)] : [line];
  });
}

function measureOf(rule: CompletionRule): Omit<RuleLine, 'depth'> {
  switch (rule.kind) {
    case 'modules':
      return rule.count === 'all'
        ? { kind: 'modules-all', needed: 0 }
        : { kind: 'modules', needed: rule.count };
    case 'sessions':
    case 'at-least':
      return { kind: rule.kind, needed: rule.count };
    case 'hours':
      return { kind: rule.kind, needed: rule.hours };
    case 'score':
      return { kind: rule.kind, needed: rule.percent };
    case 'dialogues':
    case 'quizzes':
    case 'worksheets':
      return { kind: rule.kind, needed: rule.steps.length };
    default:
      return { kind: rule.kind, needed: 1 };
  }
}
