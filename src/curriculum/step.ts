import type { Care } from './care.js';
import type { Dialogue } from './dialogue.js';
import type { Question } from './question.js';
import type { Label, Rendered } from './rendered.js';

/** Which step, anywhere in its track. */
export interface StepRef {
  readonly module: string;
  readonly step: string;
}

export type StepModel =
  LessonStep | QuizStep | DialogueStep | ReflectionStep | WorksheetStep | SessionStep | SurveyStep;
export type StepKind = StepModel['kind'];

/** Which steps the product serves so far; a path shows only these, and completion counts only these. */
export const servedKinds: ReadonlySet<StepKind> = new Set<StepKind>([
  'lesson',
  'quiz',
  'dialogue',
  'reflection',
  'worksheet',
  'session',
]);

/** What every step has. `id` is unique in its module and never changes; progress hangs on it. */
export interface StepBase {
  readonly id: string;
  readonly formerly: readonly string[];
  /** Null: the page uses the name of the kind. */
  readonly title: Label | null;
  readonly required: boolean;
  readonly care: Care | null;
  /** A quick exit stands on the page (the module's `exit` or the step's own). */
  readonly exit: boolean;
  /** Objective ids of the module. */
  readonly meets: readonly string[];
  readonly sources: readonly string[];
  /** Never shown to trainees. */
  readonly forFacilitators: Rendered | null;
  /** Computed, at least 1. */
  readonly minutes: number;
}

export interface LessonStep extends StepBase {
  readonly kind: 'lesson';
  readonly body: LessonBody;
  readonly easy: LessonBody | null;
}

/** A body split at its `##` headings, each a place to stop and to come back to. */
export interface LessonBody {
  /** What stands before the first heading; its html may be ''. */
  readonly lead: Rendered;
  readonly sections: readonly LessonSection[];
}

export interface LessonSection {
  /** Unique in the body, made from the words of the heading; fit for an HTML id and a #fragment. */
  readonly id: string;
  readonly heading: Label;
  /** Without the heading. Headings inside start at h3. */
  readonly html: Rendered;
}

export interface QuizStep extends StepBase {
  readonly kind: 'quiz';
  readonly intro: Rendered | null;
  readonly easy: Rendered | null;
  readonly questions: readonly Question[];
  /** How many questions one attempt asks; null: all (or as `pools` say). */
  readonly draw: number | null;
  /** Questions drawn from each pool; questions without a pool are always asked. */
  readonly pools: readonly { readonly id: string; readonly draw: number }[];
  readonly shuffle: boolean;
  readonly showAnswers: 'after-answer' | 'after-pass';
  /** Only in a scored track; null: nothing to reach. */
  readonly passPercent: number | null;
  /** Null: as many as one likes. */
  readonly attempts: number | null;
  /** Hours between two attempts; 0: none. */
  readonly waitHours: number;
  readonly keep: 'best' | 'last';
}

export interface DialogueStep extends StepBase, Dialogue {
  readonly kind: 'dialogue';
  readonly easy: Rendered | null;
}

export interface ReflectionStep extends StepBase {
  readonly kind: 'reflection';
  /** One or more things to think about; writing is never required. */
  readonly ask: readonly Rendered[];
  readonly easy: Rendered | null;
  readonly share: 'never' | 'offered' | 'hand-in';
}

export interface WorksheetStep extends StepBase {
  readonly kind: 'worksheet';
  readonly intro: Rendered | null;
  readonly easy: Rendered | null;
  readonly blocks: readonly WorksheetBlock[];
  readonly onScreen: boolean;
  readonly pages: number | null;
}

export interface WorksheetBlock {
  readonly prompt: Rendered;
  /** In easy Japanese; absent in editions from before it could be written. */
  readonly easy?: Rendered | null;
  readonly kind: 'lines' | 'box' | 'checklist' | 'table' | 'columns';
  readonly lines: number;
  readonly items: readonly Label[];
  readonly columns: readonly Label[];
}

export interface SessionStep extends StepBase {
  readonly kind: 'session';
  readonly hours: number;
  readonly plan: Rendered | null;
  readonly easy: Rendered | null;
  readonly place: 'in-person' | 'online' | 'either';
  /** Ways to make up for a missed session: words, or a step. */
  readonly makeUp: readonly ({ readonly text: Rendered } | { readonly step: StepRef })[];
  readonly materials: readonly StepRef[];
}

/** Never required, whatever the file says. */
export interface SurveyStep extends StepBase {
  readonly kind: 'survey';
  readonly easy: Rendered | null;
  /** Id of a survey in curricula/surveys. */
  readonly use: string;
  readonly when: 'before' | 'after' | 'later';
  readonly retrospective: boolean;
}
