import { NotationFile } from './notation/notation-file.js';
import type { SourceFile } from './notation/source-file.js';
import { keyWords } from './schema/key-words.js';
import type { ModuleContent } from './schema/module-schema.js';
import { moduleFile } from './schema/module-schema.js';
import { Reading } from './schema/reading.js';
import { SchemaReader } from './schema/schema-reader.js';
import type { Shape } from './schema/shape.js';
import type { SharedContent } from './schema/shared-schema.js';
import { sharedFile } from './schema/shared-schema.js';
import type { SurveyContent } from './schema/survey-schema.js';
import { surveyFile } from './schema/survey-schema.js';
import type { TrackContent } from './schema/track-schema.js';
import { trackFile } from './schema/track-schema.js';

/** A file and what was read from it. */
export interface Loaded<C> {
  readonly file: NotationFile;
  readonly reading: Reading;
  readonly content: C;
}

/** One folder of curricula: a track with its modules and images. */
export interface TrackFolder {
  /** Path of the folder, '' for loose files. */
  readonly path: string;
  readonly track: Loaded<TrackContent> | null;
  readonly modules: readonly Loaded<ModuleContent>[];
  /** Paths of module files of which nothing could be read. */
  readonly unread: readonly string[];
  /** By path in the folder: img/x.png. */
  readonly images: ReadonlyMap<string, SourceFile>;
}

/** Everything under curricula, as far as it could be read. */
export interface Course {
  readonly tracks: readonly TrackFolder[];
  readonly shared: readonly Loaded<SharedContent>[];
  readonly surveys: readonly Loaded<SurveyContent>[];
  readonly files: readonly NotationFile[];
}

type Kind = 'track' | 'module' | 'survey' | 'shared';

const isYaml = (path: string): boolean => /\.ya?ml$/i.test(path);
const folderOf = (path: string): string => path.split('/').slice(0, -1).join('/');

/** Reads every file by the schema of its kind; nothing here looks from one file into another. */
export function loadCourse(sources: readonly SourceFile[]): Course {
  const texts = sources.filter((source) => isYaml(source.path));
  const files = texts.map((source) => new NotationFile(source.path, source, keyWords));
  const kinds = new Map(files.map((file) => [file, kindOf(file)]));
  const of = (kind: Kind, folder?: string) =>
    files.filter((f) => kinds.get(f) === kind && (folder === undefined || folderOf(f.path) === folder));
  const folders = [...new Set([...of('track'), ...of('module')].map((file) => folderOf(file.path)))];
  return {
    files,
    shared: of('shared').flatMap((file) => load(file, sharedFile)),
    surveys: of('survey').flatMap((file) => load(file, surveyFile)),
    tracks: folders.map((path) => {
      const modules = of('module', path).flatMap((file) => load(file, moduleFile));
      const read = new Set(modules.map(({ file }) => file));
      return {
        path,
        track: of('track', path).flatMap((file) => load(file, trackFile))[0] ?? null,
        modules,
        unread: of('module', path).flatMap((file) => (read.has(file) ? [] : file.path)),
        images: imagesIn(path, sources),
      };
    }),
  };
}

function imagesIn(folder: string, sources: readonly SourceFile[]): Map<string, SourceFile> {
  const prefix = folder === '' ? 'img/' : `${folder}/img/`;
  const found = sources.filter((source) => source.path.startsWith(prefix));
  return new Map(found.map((source) => [source.path.slice(folder === '' ? 0 : folder.length + 1), source]));
}

function load<C>(file: NotationFile, shape: Shape<C>): Loaded<C>[] {
  const { root } = file;
  if (root === null) {
    if (file.isEmpty) file.add({ start: 0, end: 1 }, { code: 'S200' });
    return [];
  }
  const reading = new Reading(file);
  const content = new SchemaReader(reading).read(shape, root);
  return content ? [{ file, reading, content }] : [];
}

/** By its place; a loose file by its first keys. */
function kindOf(file: NotationFile): Kind {
  const parts = file.path.split('/');
  const folder = parts.at(-2) ?? '';
  if (folder === 'shared') return 'shared';
  if (folder === 'surveys') return 'survey';
  if (/^track\.ya?ml$/i.test(parts.at(-1) ?? '')) return 'track';
  const { root } = file;
  const keys = root?.is === 'map' ? root.entries.map(({ key }) => key.value) : [];
  if (parts.length > 1 || keys.includes('module')) return 'module';
  if (keys.includes('track')) return 'track';
  if (keys.includes('survey')) return 'survey';
  return keys.some((key) => /^(?:sources|facts|terms|misconceptions)$/.test(key)) ? 'shared' : 'module';
}
