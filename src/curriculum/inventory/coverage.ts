import type { Course, Loaded, TrackFolder } from '../course.js';
import { minutesOf, shownMinutes, visibleCharacters } from '../compile/minutes.js';
import type { ModuleContent } from '../schema/module-schema.js';
import type { QuestionContent } from '../schema/question-schema.js';
import { baseText } from '../words/ruby-signs.js';
import type { MetObjective } from './objectives.js';
import { metObjectives } from './objectives.js';
import type { ReadingCoverage, SentenceCoverage } from './texts.js';
import { readingCoverage, sentenceCoverage } from './texts.js';
import type { AnsweredBelief } from './beliefs.js';
import { answeredBeliefs } from './beliefs.js';

type Step = ModuleContent['steps'][number];

/** What a curriculum holds and what it leaves out, for those who answer for it. */
export interface Coverage {
  readonly tracks: readonly TrackCoverage[];
  /** Every belief of the catalogue, met or not. */
  readonly beliefs: readonly { readonly code: string; readonly is: string }[];
  /** Subjects of the national programme as the shared files list them. */
  readonly subjects: readonly string[];
}

export interface TrackCoverage {
  readonly id: string;
  readonly title: string;
  readonly modules: readonly ModuleCoverage[];
  readonly reviewed: readonly { readonly by: string; readonly on: string }[];
  readonly beliefs: readonly AnsweredBelief[];
  readonly objectives: readonly MetObjective[];
  readonly sources: readonly { readonly id: string; readonly modules: number }[];
  readonly readings: ReadingCoverage;
  readonly standard: SentenceCoverage;
  readonly easy: SentenceCoverage;
  readonly notes: readonly ContentNote[];
}

export interface ModuleCoverage {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  /** Characters of the lessons, as a reader sees them. */
  readonly characters: number;
  readonly easyCharacters: number;
  readonly steps: Readonly<Record<Step['kind'], number>>;
  readonly questions: readonly QuestionContent['kind'][];
  readonly syllabus: readonly string[];
}

export interface ContentNote {
  readonly place: string;
  readonly level: number;
  readonly topics: readonly string[];
}

const kinds: readonly Step['kind'][] = [
  'lesson',
  'quiz',
  'dialogue',
  'reflection',
  'worksheet',
  'session',
  'survey',
];

/** Measures a course that was read and checked; it says nothing about errors. */
export function coverageOf(course: Course): Coverage {
  const shared = course.shared.map(({ content }) => content);
  return {
    tracks: course.tracks.flatMap((folder) =>
      folder.track ? [coverTrack(folder, folder.track.content)] : [],
    ),
    beliefs: shared.flatMap(({ misconceptions }) =>
      misconceptions.map(({ key, value }) => ({ code: key, is: value.is })),
    ),
    subjects: shared.flatMap(({ syllabus }) => syllabus),
  };
}

type Head = NonNullable<TrackFolder['track']>['content'];

function coverTrack(folder: TrackFolder, head: Head): TrackCoverage {
  const modules = head.modules.flatMap(
    (id) => folder.modules.find(({ content }) => content.module === id) ?? [],
  );
  return {
    id: head.track,
    title: baseText(head.title),
    modules: modules.map(coverModule),
    reviewed: head.reviewed,
    beliefs: modules.flatMap(({ content }) => answeredBeliefs(content)),
    objectives: modules.flatMap(({ content }) => metObjectives(content)),
    sources: sourcesOf(modules),
    readings: readingCoverage(modules),
    standard: sentenceCoverage(modules, false),
    easy: sentenceCoverage(modules, true),
    notes: modules.flatMap(({ content }) => notesOf(content)),
  };
}

function coverModule({ content }: Loaded<ModuleContent>): ModuleCoverage {
  const lessons = content.steps.flatMap((step) => (step.kind === 'lesson' ? [step] : []));
  const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);
  return {
    id: content.module,
    title: baseText(content.title),
    minutes: shownMinutes(sum(content.steps.map(minutesOf))),
    characters: sum(lessons.map(({ body }) => visibleCharacters(body))),
    easyCharacters: sum(lessons.map(({ easy }) => visibleCharacters(easy ?? ''))),
    steps: Object.fromEntries(
      kinds.map((kind) => [kind, content.steps.filter((step) => step.kind === kind).length]),
    ) as ModuleCoverage['steps'],
    questions: content.steps.flatMap((step) =>
      step.kind === 'quiz' ? step.questions.map(({ kind }) => kind) : [],
    ),
    syllabus: content.syllabus,
  };
}

function sourcesOf(modules: readonly Loaded<ModuleContent>[]): TrackCoverage['sources'] {
  const named = modules.map(
    ({ content }) => new Set([...content.sources, ...content.steps.flatMap(({ sources }) => sources)]),
  );
  const ids = [...new Set(named.flatMap((one) => [...one]))];
  return ids
    .map((id) => ({ id, modules: named.filter((one) => one.has(id)).length }))
    .sort((one, other) => one.id.localeCompare(other.id, 'en', { numeric: true }));
}

function notesOf(content: ModuleContent): ContentNote[] {
  const of = (place: string, care: ModuleContent['care']): ContentNote[] =>
    care === null ? [] : [{ place, level: Number(care.level), topics: care.topics }];
  const inside = (step: Step): ContentNote[] => {
    const place = `${content.module}/${step.value}`;
    if (step.kind === 'quiz') return step.questions.flatMap((one) => of(`${place}/${one.value}`, one.care));
    if (step.kind !== 'dialogue') return [];
    return step.scenes.flatMap(({ key, value }) => of(`${place}/${key}`, value.care));
  };
  return [
    ...of(content.module, content.care),
    ...content.steps.flatMap((step) => [
      ...of(`${content.module}/${step.value}`, step.care),
      ...inside(step),
    ]),
  ];
}
