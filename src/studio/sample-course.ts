import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { SourceFile } from '../curriculum/notation/source-file.js';

const folder = fileURLToPath(new URL('../../views/studio/', import.meta.url));

/** Where a sample stands: a file of its own, a step, a question, or an entry of a shared file. */
export type SamplePlace = 'file' | 'step' | 'question' | 'shared';

/** One sample to copy. Its words are Japanese: they are for those who write in it. */
export interface Sample {
  readonly kind: string;
  readonly place: SamplePlace;
  readonly title: string;
  /** What it is for. */
  readonly use: string;
  /** What somebody who learns sees of it. */
  readonly seen: string;
  readonly slips: readonly string[];
  readonly yaml: string;
}

/** What a sample names that stands elsewhere; words are `studio-guide.samples.name.<name>`. */
export type BorrowedName = 'meets' | 'back-to' | 'misconception' | 'mihon';

/** What must become a name of one's own where the sample is copied into a module. */
export function borrowedIn({ kind, place, yaml }: Sample): BorrowedName[] {
  // These make the names that others use.
  if (place === 'shared' || kind === 'survey-file') return [];
  const isPart = place !== 'file';
  return [
    ...(isPart && /^ +meets:/m.test(yaml) ? (['meets'] as const) : []),
    ...(isPart && /^ +back-to:/m.test(yaml) ? (['back-to'] as const) : []),
    ...(/\bmisconception: M\d/.test(yaml) ? (['misconception'] as const) : []),
    ...(/\bmihon-/.test(yaml) ? (['mihon'] as const) : []),
  ];
}

let samples: readonly Sample[] | null = null;

/** In the order in which a beginner needs them. Read once. */
export function readSamples(): readonly Sample[] {
  return (samples ??= listed().map((one) => ({
    ...one,
    yaml: readFileSync(`${folder}samples/${one.kind}.yaml`, 'utf8'),
  })));
}

function listed(): readonly Omit<Sample, 'yaml'>[] {
  return parse(readFileSync(`${folder}samples.yaml`, 'utf8'), { schema: 'failsafe' }) as Omit<
    Sample,
    'yaml'
  >[];
}

const yamlOf = (kind: string): string => readSamples().find((one) => one.kind === kind)!.yaml;

/** A whole track of all samples, with the shared entries and the survey they name. */
export function sampleCourse(): SourceFile[] {
  const all = readSamples();
  const steps = all.filter(({ place }) => place === 'step').map(({ yaml }) => yaml);
  const questions = all.filter(({ place }) => place === 'question').map(({ yaml }) => yaml);
  return sampleFiles(steps.join(''), questions.join(''));
}

/** The same with these steps and questions only, beside the lesson that questions lead back to. */
export function sampleFiles(steps: string, questions: string): SourceFile[] {
  const quiz = questions === '' ? '' : `- quiz: iroiro\n  questions:\n${indented(questions)}`;
  const shared = readSamples().filter(({ place }) => place === 'shared');
  const files: Readonly<Record<string, string>> = {
    'mihon/track.yaml': yamlOf('track'),
    'mihon/01-hajime.yaml': yamlOf('module'),
    'mihon/02-manabi.yaml': readFileSync(`${folder}sample-head.yaml`, 'utf8') + steps + quiz,
    'mihon/03-omoi.yaml': yamlOf('care-2'),
    'shared/mihon.yaml': `format: 1\n${shared.map(({ yaml }) => yaml).join('')}`,
    'surveys/mihon-kansou.yaml': yamlOf('survey-file'),
  };
  return Object.entries(files).map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text) }));
}

const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ');
