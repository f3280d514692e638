import { fileURLToPath } from 'node:url';
import { checkFiles } from './check.js';
import { readCurricula } from './curricula.js';
import { coverageOf } from './inventory/coverage.js';
import { thinAnswers } from './inventory/coverage-words.js';
import { readSources } from './source-folder.js';
import { baseText } from './words/ruby-signs.js';

const folder = fileURLToPath(new URL('../../curricula', import.meta.url));

describe('the curricula beside the program', () => {
  const { tracks, report } = readCurricula(folder);
  const { course } = checkFiles(readSources(folder));
  const modules = course.tracks.flatMap((track) => track.modules.map(({ content }) => content));
  const coverage = coverageOf(course);
  const each = <T>(find: (track: (typeof coverage.tracks)[number]) => readonly T[]) =>
    coverage.tracks.flatMap(find);

  it('leave nothing for the checker to say, and ask it to overlook nothing', () => {
    expect(report.problems.map(({ file, line, code }) => `${file}:${line} ${code}`)).toEqual([]);
    expect(report.ignored).toBe(0);
  });

  it('are all served, each named after its folder', () => {
    expect(tracks.map(({ id }) => id)).toEqual([
      'followup',
      'introductory',
      'practitioner',
      'public',
      'supporter',
    ]);
    for (const { path, id, compiled } of tracks) {
      expect(id).toBe(path);
      expect(compiled?.edition.modules.length).toBeGreaterThan(0);
    }
  });

  it('hold every module of the outline', () => {
    const sizes = coverage.tracks.map(({ id, modules: all }) => [id, all.length]);
    expect(Object.fromEntries(sizes)).toEqual({
      followup: 10,
      introductory: 8,
      practitioner: 11,
      public: 6,
      supporter: 8,
    });
    expect(
      each((track) => track.modules.flatMap(({ questions }) => questions)).length,
    ).toBeGreaterThanOrEqual(134);
  });

  it('name what comes up so that the page can say that it is spoken of', () => {
    const topics = modules
      .flatMap((module) => [module, ...module.steps])
      .flatMap(({ care }) => care?.topics ?? []);
    expect(topics.length).toBeGreaterThan(0);
    expect(topics.filter((topic) => topic.endsWith('話'))).toEqual([]);
  });

  it('meet every misconception of the catalogue with a choice that answers it', () => {
    const met = new Set(
      each(({ beliefs }) => beliefs)
        .filter(({ kind }) => kind === 'choice')
        .map(({ code }) => code),
    );
    expect(coverage.beliefs.length).toBeGreaterThanOrEqual(40);
    expect(coverage.beliefs.filter(({ code }) => !met.has(code))).toEqual([]);
  });

  it('answer each wrong choice at some length, and none like another', () => {
    expect(
      thinAnswers(each(({ beliefs }) => beliefs)).map(({ place, answer }) => `${place} ${answer}`),
    ).toEqual([]);
  });

  it('let every objective be tried, not read about only', () => {
    const untried = each(({ objectives }) => objectives).filter(({ tried }) => tried.length === 0);
    expect(untried.map(({ module, id }) => `${module}/${id}`)).toEqual([]);
  });

  it('say everything a second time in easy Japanese, and not in the same words', () => {
    const missing = modules.flatMap((module) =>
      module.steps.flatMap((step) => withoutEasy(module.module, step)),
    );
    expect(missing).toEqual([]);
    expect(modules.filter((module) => module['summary-easy'] === null)).toEqual([]);
  });

  it('give rare kanji a reading wherever a module uses them', () => {
    expect(each(({ readings }) => readings.rare)).toEqual([]);
  });

  it('use the names of subjects that the list has', () => {
    const named = each((track) => track.modules.flatMap(({ syllabus }) => syllabus));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((subject) => !coverage.subjects.includes(subject))).toEqual([]);
  });
});

type Step = ReturnType<
  typeof checkFiles
>['course']['tracks'][number]['modules'][number]['content']['steps'][number];

const same = (easy: string | null, standard: string): boolean =>
  easy === null || baseText(easy).replace(/\s/g, '') === baseText(standard).replace(/\s/g, '');

/** Places of a step that say something in the standard version alone. */
function withoutEasy(module: string, step: Step): string[] {
  const at = `${module}/${step.value}`;
  const missing = (place: string, pairs: readonly (readonly [string | null, string | null])[]) =>
    pairs.some(([standard, easy]) => standard !== null && standard !== '' && easy === null)
      ? [`${at}/${place}`]
      : [];
  switch (step.kind) {
    case 'lesson':
      return same(step.easy, step.body) ? [at] : [];
    case 'quiz':
      return step.questions.flatMap((one) => [
        ...missing(one.value, [
          [one.ask, one.easy],
          [one.hint, one['hint-easy']],
          [one.feedback, one['feedback-easy']],
        ]),
        ...('choices' in one ? one.choices : []).flatMap((choice) =>
          missing(`${one.value}/${choice.value}`, [
            [choice.value, choice.easy],
            [choice.feedback, choice['feedback-easy']],
          ]),
        ),
        ...('also-wrong' in one ? one['also-wrong'] : []).flatMap((wrong) =>
          missing(`${one.value}/${wrong.text}`, [[wrong.feedback, wrong['feedback-easy']]]),
        ),
      ]);
    case 'dialogue':
      return step.scenes.flatMap(({ key, value: scene }) => [
        ...missing(key, [
          [key, scene.easy],
          [scene.closing, scene['closing-easy']],
          [scene.ask, scene['ask-easy']],
        ]),
        ...(scene.you ?? []).flatMap((reply) =>
          missing(`${key}/${reply.say}`, [
            [reply.say, reply.easy],
            [reply.feedback, reply['feedback-easy']],
          ]),
        ),
      ]);
    case 'worksheet':
      return [
        ...missing('', [[step.value, step.easy]]),
        ...step.blocks.flatMap(({ prompt, easy }) => missing(prompt, [[prompt, easy]])),
      ];
    case 'reflection':
      return missing('', [[step.value, step.easy]]);
    case 'session':
      return missing('', [[step.plan, step.easy]]);
    default:
      return [];
  }
}
