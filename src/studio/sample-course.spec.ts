import { checkFiles } from '../curriculum/check.js';
import type { ShapeData, TaggedShape } from '../curriculum/schema/shape.js';
import { sharedFile } from '../curriculum/schema/shared-schema.js';
import { question } from '../curriculum/schema/question-schema.js';
import { step } from '../curriculum/schema/step-schema.js';
import { borrowedIn, readSamples, sampleCourse, sampleFiles } from './sample-course.js';

const told = (files: ReturnType<typeof sampleCourse>) =>
  checkFiles(files).problems.map(({ file, line, code }) => `${file}:${line} ${code}`);
const samples = readSamples();
const yamlOf = (kind: string) => samples.find((one) => one.kind === kind)!.yaml;
const lesson = yamlOf('lesson');
const kindsOf = (shape: { data: ShapeData }) => Object.keys((shape.data as TaggedShape).variants);

describe('the samples', () => {
  it.each([
    ['choose-one', ['meets', 'back-to', 'misconception']],
    ['true-false', ['misconception']],
    ['lesson', ['meets', 'mihon']],
    ['module', ['mihon']],
    ['use-shared', ['mihon']],
    ['dialogue', ['meets', 'misconception']],
    ['reflection', []],
    ['track', []],
    ['misconception', []],
  ])('tell of %s what is to be changed once copied', (kind, names) => {
    expect(borrowedIn(samples.find((one) => one.kind === kind)!)).toEqual(names);
  });

  it('make a whole track of which the checker says nothing, one thing left with its reason', () => {
    expect(told(sampleCourse())).toEqual([]);
    expect(checkFiles(sampleCourse()).ignored).toBe(1);
  });

  it.each(samples.filter(({ place }) => place === 'step').map(({ kind, yaml }) => [kind, yaml]))(
    'the step %s is clean alone beside what it names',
    (kind, yaml) => {
      const sheet = kind === 'session' ? yamlOf('worksheet') : '';
      const files = sampleFiles((kind === 'lesson' ? '' : lesson) + sheet + yaml, '');
      expect(told(withoutSheetRule(files))).toEqual([]);
    },
  );

  it.each(samples.filter(({ place }) => place === 'question').map(({ kind, yaml }) => [kind, yaml]))(
    'the question %s is clean alone',
    (_kind, yaml) => {
      expect(told(withoutSheetRule(sampleFiles(lesson, yaml)))).toEqual([]);
    },
  );

  it('are there for every kind of step, question and shared entry, for files and for both levels of care', () => {
    const kinds = samples.map(({ kind }) => kind);
    const shared = Object.keys((sharedFile.data as { fields: object }).fields).flatMap((name) =>
      ['format', 'syllabus'].includes(name) ? [] : [name.replace(/s$/, '')],
    );
    for (const kind of [...kindsOf(step), ...kindsOf(question), ...shared]) expect(kinds).toContain(kind);
    for (const kind of ['track', 'module', 'survey-file', 'care-1', 'care-2', 'easy', 'use-shared'])
      expect(kinds).toContain(kind);
    expect(new Set(kinds).size).toBe(kinds.length);
  });

  it('show each form of a block of a worksheet', () => {
    for (const kind of ['lines', 'box', 'checklist', 'table', 'columns'])
      expect(yamlOf('worksheet')).toContain(`kind: ${kind}`);
  });

  it.each(samples.map((sample) => [sample.kind, sample] as const))(
    '%s says what it is for',
    (_kind, sample) => {
      for (const words of [sample.title, sample.use, sample.seen, ...sample.slips])
        expect(words.trim()).not.toBe('');
      expect(sample.slips.length).toBeGreaterThan(0);
    },
  );
});

/** The track's rules name the worksheet and the meeting, which a single sample lacks. */
function withoutSheetRule(files: ReturnType<typeof sampleCourse>): ReturnType<typeof sampleCourse> {
  return files.map((file) => {
    if (file.path !== 'mihon/track.yaml') return file;
    const text = new TextDecoder().decode(file.bytes).replace(/- any:\n(?: {2}- .*\n)+/, '');
    return { ...file, bytes: new TextEncoder().encode(text) };
  });
}
