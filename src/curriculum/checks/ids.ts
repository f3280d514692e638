import type { Course, Loaded, TrackFolder } from '../course.js';
import type { Span } from '../notation/notation-file.js';
import type { ModuleContent } from '../schema/module-schema.js';
import { fileName } from './references.js';

interface Named {
  readonly id: string;
  /** What it is: two things of one kind or of two. */
  readonly kind: string;
  readonly at: Loaded<unknown>;
  readonly span: Span;
}

/** Learners' progress hangs on ids: each stands for one thing, for ever. */
export function checkIds(course: Course): void {
  const tracks = course.tracks.flatMap(({ track }) => (track ? [track] : []));
  unique(tracks.map((at) => named(at.content.track, 'track', at, at.reading.places.of(at.content, 'track'))));
  unique(tracks.map((at) => named(at.content.code, 'code', at, at.reading.places.of(at.content, 'code'))));
  unique(
    course.surveys.map((at) =>
      named(at.content.survey, 'survey', at, at.reading.places.of(at.content, 'survey')),
    ),
  );
  for (const list of ['sources', 'facts', 'terms', 'misconceptions'] as const)
    unique(
      course.shared.flatMap((at) =>
        at.content[list].map((entry) => named(entry.key, list, at, at.reading.places.of(entry))),
      ),
    );
  for (const folder of course.tracks) checkFolder(folder);
}

function checkFolder(folder: TrackFolder): void {
  unique(
    folder.modules.map((at) =>
      named(at.content.module, 'module', at, at.reading.places.of(at.content, 'module')),
    ),
  );
  const retired = folder.modules.flatMap((at) =>
    at.content.formerly.map((id, index) =>
      named(id, 'module', at, at.reading.places.of(at.content.formerly, index)),
    ),
  );
  living(
    retired,
    folder.modules.map(({ content }) => content.module),
  );
  for (const module of folder.modules) {
    checkModule(module);
    checkFileName(module);
  }
  checkFolderName(folder);
}

function checkModule(at: Loaded<ModuleContent>): void {
  const { content, reading } = at;
  unique(content.steps.map((step) => named(step.value, step.kind, at, reading.places.of(step, 'value'))));
  const retired = content.steps.flatMap((step) =>
    step.formerly.map((id, index) => named(id, step.kind, at, reading.places.of(step.formerly, index))),
  );
  living(
    retired,
    content.steps.map((step) => step.value),
  );
  for (const step of content.steps)
    if (step.kind === 'quiz')
      unique(step.questions.map((one) => named(one.value, one.kind, at, reading.places.of(one, 'value'))));
}

const named = (id: string, kind: string, at: Loaded<unknown>, span: Span): Named => ({ id, kind, at, span });

function unique(all: readonly Named[]): void {
  const first = new Map<string, Named>();
  for (const one of all) {
    const before = first.get(one.id);
    if (one.id === '') continue;
    if (!before) first.set(one.id, one);
    else
      one.at.reading.say(one.span, {
        code: before.kind === one.kind ? 'R321' : 'R322',
        params: { name: one.id, file: before.at.file.path, kind: before.kind, other: one.kind },
      });
  }
}

/** An id cannot be the former name of one thing and the name of another. */
function living(retired: readonly Named[], present: readonly string[]): void {
  for (const { id, at, span } of retired)
    if (present.includes(id)) at.reading.say(span, { code: 'R323', params: { name: id } });
}

/** curricula/<track>/<nn>-<module>.yaml, so that a person finds the file of a module. */
function checkFileName({ file, reading, content }: Loaded<ModuleContent>): void {
  if (content.module === '' || !file.path.includes('/') || fileName(file.path) === content.module) return;
  reading.say(reading.places.of(content, 'module'), {
    code: 'R326',
    severity: 'suggestion',
    params: { name: content.module, file: file.path.split('/').at(-1) ?? '' },
  });
}

function checkFolderName({ path, track }: TrackFolder): void {
  const folder = path.split('/').at(-1) ?? '';
  if (!track || folder === '' || track.content.track === '' || folder === track.content.track) return;
  track.reading.say(track.reading.places.of(track.content, 'track'), {
    code: 'R326',
    severity: 'suggestion',
    params: { name: track.content.track, file: `${folder}/` },
  });
}
