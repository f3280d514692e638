import type { CheckReport } from './check.js';
import { checkFiles } from './check.js';
import type { CompiledTrack } from './compile/compile-track.js';
import { compileTrack } from './compile/compile-track.js';
import { usedIds } from './compile/used-entries.js';
import type { Course, TrackFolder } from './course.js';
import type { SourceFile } from './notation/source-file.js';
import { placeLines } from './place-lines.js';
import type { PlaceLine } from './place-lines.js';
import type { Problem } from './problem.js';
import { readSources } from './source-folder.js';

/** One track of the folder: served, or what keeps it from being served. */
export interface TrackResult {
  /** Folder of the track, relative to curricula. */
  readonly path: string;
  /** Null: track.yaml could not be read. */
  readonly id: string | null;
  /** Null: there are errors in its files, or in the shared files it uses. */
  readonly compiled: CompiledTrack | null;
  /** Found in its files and the shared files it uses, of every severity. */
  readonly problems: readonly Problem[];
}

/** What became of one folder that was asked for. */
export interface FolderResult {
  /** Its problems, and the errors of shared files it uses: it is compiled when there is no error among them. */
  readonly report: CheckReport;
  readonly compiled: CompiledTrack | null;
  /** Where each place of it is written; what cannot be read has none. */
  readonly places: readonly PlaceLine[];
}

export interface Curricula {
  /** By folder. A broken track stands beside the others and hides none. */
  readonly tracks: readonly TrackResult[];
  readonly report: CheckReport;
}

/** Checks and compiles everything under a folder of curricula. Never throws for what files hold. */
export function readCurricula(folder: string): Curricula {
  return compileCurricula(readSources(folder));
}

/** The same from files in memory: an upload, a test. */
export function compileCurricula(sources: readonly SourceFile[]): Curricula {
  const { course, problems, ignored } = checkFiles(sources);
  return {
    tracks: course.tracks
      .filter(({ path }) => path !== '')
      .map((folder) => compileFolder(folder, course, problems)),
    report: { problems, ignored },
  };
}

/** One folder among files in memory. The others are looked into where they are referred to, and not compiled. */
export function compileFolderOf(sources: readonly SourceFile[], path: string): FolderResult {
  const { course, problems, ignored } = checkFiles(sources);
  const folder = course.tracks.find((one) => one.path === path);
  const own = (file: string) => file.startsWith(`${path}/`);
  if (!folder)
    return {
      report: { problems: problems.filter(({ file }) => own(file)), ignored },
      compiled: null,
      places: [],
    };
  const result = compileFolder(folder, course, problems);
  return {
    report: { problems: result.problems, ignored },
    compiled: result.compiled,
    places: placeLines(folder),
  };
}

function compileFolder(folder: TrackFolder, course: Course, all: readonly Problem[]): TrackResult {
  const files = new Set([...filesIn(folder, course), ...sharedFilesOf(folder, course)]);
  const problems = all.filter(({ file }) => files.has(file));
  const { path, track } = folder;
  const isSound = problems.every(({ severity }) => severity !== 'error');
  return {
    path,
    id: track && track.content.track !== '' ? track.content.track : null,
    compiled: track && isSound ? compileTrack(folder, track, course) : null,
    problems,
  };
}

function filesIn({ path }: TrackFolder, { files }: Course): string[] {
  return files.map((file) => file.path).filter((file) => file.startsWith(`${path}/`));
}

/** Shared files with entries that the track names: an error elsewhere in them may have changed those. */
function sharedFilesOf({ track, modules }: TrackFolder, { shared, files }: Course): string[] {
  const used = usedIds([...(track ? [track] : []), ...modules]);
  const naming = shared.filter(({ content }) =>
    (['sources', 'facts', 'terms', 'misconceptions'] as const).some((list) =>
      content[list].some(({ key }) => used[list].has(key)),
    ),
  );
  const unread = files.filter((file) => file.root === null && file.path.startsWith('shared/'));
  return [...naming.map(({ file }) => file.path), ...unread.map((file) => file.path)];
}
