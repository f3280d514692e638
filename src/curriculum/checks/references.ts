import type { Course, Loaded, TrackFolder } from '../course.js';
import type { ModuleContent } from '../schema/module-schema.js';
import type { Reference } from '../schema/reading.js';
import { ownerOf } from '../schema/reading.js';
import type { Target } from '../schema/shape.js';
import { headingWords } from '../words/prose.js';
import { plainTitle, Titles } from './titles.js';

const codes: Readonly<Record<Target, string>> = {
  module: 'R301',
  step: 'R302',
  objective: 'R303',
  'lesson-place': 'R302',
  source: 'R305',
  misconception: 'R308',
  track: 'R309',
  survey: 'R310',
  scene: 'R311',
  person: 'R312',
  pool: 'R313',
  question: 'R316',
};

/** Every name of something else names something that exists; else the nearest that does is offered. */
export function checkReferences(course: Course): void {
  const everywhere = new Names(course);
  const titles = new Titles(course);
  const subjects = course.shared.flatMap(({ content }) => content.syllabus);
  for (const folder of course.tracks) {
    const files: readonly Loaded<unknown>[] = [...(folder.track ? [folder.track] : []), ...folder.modules];
    for (const module of folder.modules) checkSubjects(module, subjects);
    for (const { reading } of files)
      for (const reference of reading.references) {
        const names = everywhere.in(folder, reference);
        if (reference.unlike !== null)
          resolveWords(reading, reference, { names: names ?? [], titles: titles.of(folder, reference) });
        else if (names) resolve(reading, reference, names);
        if (reference.to === 'lesson-place' && reference.unlike === null) checkHeading(reading, reference);
      }
  }
  for (const { reading } of [...course.shared, ...course.surveys])
    for (const reference of reading.references) {
      const names = everywhere.in(null, reference);
      if (reference.unlike !== null)
        resolveWords(reading, reference, { names: names ?? [], titles: titles.of(null, reference) });
      else if (names) resolve(reading, reference, names);
    }
}

/** Subjects are named in words; the report of the office counts them by the words of the list. */
function checkSubjects({ content, reading }: Loaded<ModuleContent>, subjects: readonly string[]): void {
  if (subjects.length === 0) return;
  content.syllabus.forEach((name, index) => {
    if (name === '' || subjects.includes(name)) return;
    const near = reading.suggest(name, subjects);
    reading.say(reading.places.of(content.syllabus, index), {
      code: 'R318',
      severity: 'warning',
      variant: near === null ? 'none' : 'nearest',
      params: { name: name.slice(0, 60), nearest: near ?? '' },
      ...(near === null ? {} : { replacement: near }),
    });
  });
}

function resolve(
  reading: Loaded<unknown>['reading'],
  { to, value, span }: Reference,
  names: readonly string[],
): void {
  const name = to === 'lesson-place' ? (value.split('#')[0] ?? '') : value;
  if (names.includes(name)) return;
  // A number is no slip of its neighbour: whichever is near says something else.
  const near = to === 'misconception' ? null : reading.suggest(name, names);
  const whole = near === null ? null : value.replace(name, near);
  reading.say(span, {
    code: codes[to],
    variant: near === null ? (names.length > 0 && names.length <= 12 ? 'list' : 'none') : 'nearest',
    params: { name, nearest: near ?? '', allowed: names.join(', ') },
    ...(whole === null ? {} : { replacement: whole }),
  });
}

/** Words where a name belongs: the title of something, a name in kana, or neither. */
function resolveWords(
  reading: Loaded<unknown>['reading'],
  { to, value, span, unlike }: Reference,
  known: { readonly names: readonly string[]; readonly titles: ReadonlyMap<string, string> },
): void {
  const titled = known.titles.get(plainTitle(value));
  const near = titled ?? reading.suggest(value, known.names);
  if (near === null) reading.say(span, { code: 'S205', variant: unlike ?? 'id', params: { value } });
  else
    reading.say(span, {
      code: codes[to],
      variant: titled === undefined ? 'nearest' : 'title',
      params: { name: value.slice(0, 60), nearest: near, allowed: known.names.slice(0, 20).join(', ') },
      replacement: near,
    });
}

/** back-to: yomu#heading, by the words of a `##` heading without its readings. */
function checkHeading(reading: Loaded<unknown>['reading'], { value, span, owners }: Reference): void {
  const [name, heading] = splitPlace(value);
  const module = ownerOf(owners, 'module') as ModuleContent | null;
  const lesson = module?.steps.find((step) => step.value === name);
  if (heading === null || !lesson) return;
  const headings = lesson.kind === 'lesson' ? headingsOf(lesson) : [];
  if (headings.includes(heading)) return;
  const near = reading.suggest(heading, headings);
  reading.say(span, {
    code: 'R304',
    variant: near === null ? (headings.length > 0 ? 'list' : 'none') : 'nearest',
    params: { name: heading, step: name, nearest: near ?? '', allowed: headings.join(' / ') },
    ...(near === null ? {} : { replacement: `${name}#${near}` }),
  });
}

const read = new WeakMap<object, readonly string[]>();

/** Asked for by every question that leads back to a lesson, read once for every lesson. */
function headingsOf(lesson: { readonly body: string }): readonly string[] {
  const headings = read.get(lesson) ?? headingWords(lesson.body);
  read.set(lesson, headings);
  return headings;
}

export function splitPlace(value: string): [string, string | null] {
  const at = value.indexOf('#');
  return at < 0 ? [value, null] : [value.slice(0, at), value.slice(at + 1).trim()];
}

/** Which names each kind of reference may use, by where it stands. Null: it cannot be told. */
class Names {
  private readonly sources: string[];
  private readonly misconceptions: string[];
  private readonly surveys: string[];
  private readonly tracks: string[];
  private readonly made = new Map<string, string[] | null>();

  constructor(course: Course) {
    this.sources = course.shared.flatMap(({ content }) => content.sources.map(({ key }) => key));
    this.misconceptions = course.shared.flatMap(({ content }) =>
      content.misconceptions.map(({ key }) => key),
    );
    this.surveys = course.surveys.map(({ content }) => content.survey);
    this.tracks = course.tracks.flatMap(({ track, path }) => track?.content.track ?? lastPart(path));
  }

  in(folder: TrackFolder | null, { to, owners }: Reference): readonly string[] | null {
    if (to === 'source') return this.sources;
    if (to === 'misconception') return this.misconceptions;
    if (to === 'survey') return this.surveys;
    if (to === 'track') return this.tracks;
    if (to === 'module') return folder && this.once(folder, 'module', moduleIds);
    if (to === 'step') return folder && this.once(folder, 'step', stepRefs);
    return inside(to, owners);
  }

  private once(
    folder: TrackFolder,
    to: string,
    names: (folder: TrackFolder) => string[] | null,
  ): string[] | null {
    const key = `${to} ${folder.path}`;
    const made = this.made.get(key);
    if (made !== undefined) return made;
    this.made.set(key, names(folder));
    return this.once(folder, to, names);
  }
}

function inside(to: Target, owners: Reference['owners']): readonly string[] | null {
  const module = ownerOf(owners, 'module') as ModuleContent | null;
  const step = ownerOf(owners, 'step') as ModuleContent['steps'][number] | null;
  const survey = ownerOf(owners, 'survey-file') as { questions: readonly { value: string }[] } | null;
  if (to === 'objective') return module && namesOf(module.objectives, ({ key }) => key);
  if (to === 'lesson-place') return module && namesOf(module.steps, ({ value }) => value);
  if (to === 'question') return survey && namesOf(survey.questions, ({ value }) => value);
  if (to === 'pool') return step?.kind === 'quiz' ? namesOf(step.pools, ({ key }) => key) : null;
  if (step?.kind !== 'dialogue') return null;
  if (to === 'scene') return namesOf(step.scenes, ({ key }) => key);
  return [...namesOf(step.people, ({ key }) => key), 'narrator'];
}

const known = new WeakMap<object, readonly string[]>();

/** Asked for every reference, made once for every list. */
function namesOf<T>(list: readonly T[], name: (one: T) => string): readonly string[] {
  const names = known.get(list) ?? list.map(name);
  known.set(list, names);
  return names;
}

/** A module that cannot be read is known by its file: its names are not judged twice. */
function moduleIds(folder: TrackFolder): string[] | null {
  return [
    ...folder.modules.map(({ content, file }) => content.module || fileName(file.path)),
    ...folder.unread.map(fileName),
  ];
}

function stepRefs(folder: TrackFolder): string[] | null {
  const broken = folder.modules.some(
    ({ content, file }) => content.module === '' || file.readableUntil < Infinity,
  );
  if (broken || folder.unread.length > 0) return null;
  return folder.modules.flatMap(({ content }) =>
    content.steps.map((step) => `${content.module}/${step.value}`),
  );
}

export const fileName = (path: string): string =>
  lastPart(path)
    .replace(/^\d+-/, '')
    .replace(/\.ya?ml$/i, '');
const lastPart = (path: string): string => path.split('/').at(-1) ?? '';
