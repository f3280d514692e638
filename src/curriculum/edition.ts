import type { Care } from './care.js';
import type { Label, Rendered } from './rendered.js';
import type { SharedEntries } from './shared-entry.js';
import type { StepModel, StepRef } from './step.js';

/**
 * One track as it is served: plain data, frozen, the same for everybody. Named by the hash of its content, so
 * two processes that hold the same hash hold the same edition. Steps are told apart by `kind` (step.ts),
 * questions too (question.ts). HTML is in `Rendered` values; show it with `htmlOf` (rendered.ts).
 */
export interface Edition {
  /** sha256, hex. Comments, order of keys and layout of the files do not change it. */
  readonly hash: string;
  readonly track: TrackModel;
  /** In the order of the path. */
  readonly modules: readonly ModuleModel[];
  /** Sources, facts, terms and misconceptions this track uses. */
  readonly shared: SharedEntries;
  /** Images this track uses; served at /files/<hash>. */
  readonly images: readonly EditionImage[];
}

export interface EditionImage {
  /** As in the curriculum: img/x.png. */
  readonly path: string;
  readonly hash: string;
  readonly mediaType: 'image/png' | 'image/jpeg' | 'image/webp' | 'image/gif';
}

export interface TrackModel {
  readonly id: string;
  /** Three capitals, for certificate numbers. */
  readonly code: string;
  readonly title: Label;
  readonly about: Rendered | null;
  readonly easy: Rendered | null;
  /** The author's label. The real version is the hash. */
  readonly edition: string;
  readonly audience: 'participants' | 'supporters' | 'everyone';
  /** `open`: readable without an account. */
  readonly access: 'account' | 'open';
  /** The step that can be read without an account. */
  readonly trial: StepRef | null;
  /** Tracks that must be completed first. The server keeps this gate. */
  readonly requires: readonly string[];
  readonly order: 'free' | 'in-order';
  readonly scored: boolean;
  /** All must hold. */
  readonly complete: readonly CompletionRule[];
  readonly certificate: CertificateModel | null;
  /** What one may do next. */
  readonly after: Rendered | null;
  /** Empty: shown as not yet reviewed. `on` is YYYY-MM-DD. */
  readonly reviewed: readonly { readonly by: string; readonly on: string }[];
  readonly minutes: number;
}

export type CompletionRule =
  /** `all`: every required module; else so many of them. */
  | { readonly kind: 'modules'; readonly count: 'all' | number }
  | { readonly kind: 'dialogues' | 'quizzes' | 'worksheets'; readonly steps: readonly StepRef[] }
  /** Distinct sessions attended; a make-up counts. */
  | { readonly kind: 'sessions'; readonly count: number }
  | { readonly kind: 'hours'; readonly hours: number }
  | { readonly kind: 'hand-in'; readonly step: StepRef }
  | { readonly kind: 'sign-off'; readonly by: 'facilitator' }
  /** Share of the whole track's score, best answer of each question. Scored tracks only. */
  | { readonly kind: 'score'; readonly percent: number }
  | { readonly kind: 'any'; readonly rules: readonly CompletionRule[] }
  | { readonly kind: 'at-least'; readonly count: number; readonly rules: readonly CompletionRule[] };

export interface CertificateModel {
  /** Null: the standard title. */
  readonly title: string | null;
  /** With {name}{track}{cohort}{covers}{issuer}; null: the standard text. */
  readonly text: string | null;
  readonly disclaimer: boolean;
  /** Who has completed it may take part again in each later fiscal year, and receive that year's. */
  readonly yearly?: boolean;
  /** For how many years from the day of issue it is good; left out: for ever. */
  readonly validYears?: number;
  /** Only this asks for the legal name and the day of birth. */
  readonly official: {
    readonly programme: string;
    readonly organiser: string;
    readonly basis: string;
  } | null;
}

export interface ModuleModel {
  readonly id: string;
  readonly formerly: readonly string[];
  readonly title: Label;
  /** A neutral title for browser history and shared screens; the title itself where the author gave none. */
  readonly short: Label;
  readonly summary: Rendered | null;
  readonly summaryEasy: Rendered | null;
  readonly objectives: readonly { readonly id: string; readonly text: Label }[];
  /** Modules of this track to finish first. */
  readonly requires: readonly string[];
  readonly required: boolean;
  readonly care: Care | null;
  readonly exit: boolean;
  readonly sources: readonly string[];
  readonly practices: readonly string[];
  readonly syllabus: readonly string[];
  /** Never shown to trainees. */
  readonly forFacilitators: Rendered | null;
  /** Null: the standard sentence on resting. */
  readonly rest: Rendered | null;
  readonly checkIn: boolean;
  /** In the order of the file. */
  readonly steps: readonly StepModel[];
  /** Of all steps together, computed, at least 1. */
  readonly minutes: number;
}

export function findModule(edition: Pick<Edition, 'modules'>, id: string): ModuleModel | null {
  return edition.modules.find((module) => module.id === id) ?? null;
}

/** Both ids are looked up together: a step of another module is not found. */
export function findStep(edition: Pick<Edition, 'modules'>, ref: StepRef): StepModel | null {
  return findModule(edition, ref.module)?.steps.find((step) => step.id === ref.step) ?? null;
}

/** Every step in the order of the path, with its module. */
export function stepsInOrder(edition: Edition): { module: ModuleModel; step: StepModel }[] {
  return edition.modules.flatMap((module) => module.steps.map((step) => ({ module, step })));
}
