import { Worker } from 'node:worker_threads';
import type { CheckReport } from './check.js';
import type { CompiledTrack } from './compile/compile-track.js';
import type { FolderResult } from './curricula.js';
import { deepFrozen } from './deep-frozen.js';
import type { SourceFile } from './notation/source-file.js';

export interface Bounds {
  readonly milliseconds: number;
  readonly megabytes: number;
  /** The thread's program, compiled. */
  readonly program: URL;
}

/** What the thread is given, and asked to do with it: to compile a folder, to repair files, or only to check. */
export interface AskedOfWorker {
  readonly sources: readonly SourceFile[];
  readonly folder?: string;
  readonly mayChange?: readonly string[];
}

const bounds: Bounds = {
  milliseconds: 10_000,
  megabytes: 128,
  program: new URL('./check-worker.js', import.meta.url),
};

/**
 * Checks files from people off the thread that answers requests. Whatever they hold, it ends: a check that
 * takes too long or too much memory is stopped and reported as one problem (Y135) of the first file.
 * Rejects only for a fault of the checker itself.
 */
export async function checkInWorker(
  sources: readonly SourceFile[],
  given: Partial<Bounds> = {},
): Promise<CheckReport> {
  const answer = await inWorker<CheckReport>({ sources }, { ...bounds, ...given });
  return answer ?? stopped(sources[0]?.path ?? '');
}

/**
 * The same for one folder among the files, compiled where it holds no error. `folder`'s problems come with
 * those of the shared files it uses. Stopped, it answers Y135 at the folder's track.yaml and nothing compiled.
 */
export async function compileInWorker(
  sources: readonly SourceFile[],
  folder: string,
  given: Partial<Bounds> = {},
): Promise<FolderResult> {
  const answer = await inWorker<FolderResult>({ sources, folder }, { ...bounds, ...given });
  if (!answer) return { report: stopped(`${folder}/track.yaml`), compiled: null, places: [] };
  return deepFrozen({ ...answer, compiled: answer.compiled && withBuffers(answer.compiled) });
}

/** `repair` of repair.ts. Null: it took too long or too much memory. */
export async function repairInWorker(
  sources: readonly SourceFile[],
  mayChange: readonly string[],
  given: Partial<Bounds> = {},
): Promise<readonly SourceFile[] | null> {
  const asked = { sources, mayChange };
  const answer = await inWorker<{ changed: readonly SourceFile[] }>(asked, { ...bounds, ...given });
  return answer && answer.changed;
}

/** Null: it took too long or too much memory. */
function inWorker<T>(asked: AskedOfWorker, { milliseconds, megabytes, program }: Bounds): Promise<T | null> {
  const sources = asked.sources.map(({ bytes, ...file }) => ({ ...file, bytes: new Uint8Array(bytes) }));
  const worker = new Worker(program, {
    workerData: { ...asked, sources } satisfies AskedOfWorker,
    resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: megabytes / 4 },
    execArgv: [],
    env: {},
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => void worker.terminate(), milliseconds);
    worker.once('message', resolve);
    worker.once('error', (error: Error & { code?: string }) => {
      if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') reject(error);
    });
    // Whatever came before, the first answer counts; without one the thread was stopped.
    worker.once('exit', () => {
      clearTimeout(timer);
      resolve(null);
    });
  });
}

function stopped(file: string): CheckReport {
  const place = { file, line: 1, column: 1, endColumn: 2, text: '' };
  return {
    problems: [{ ...place, severity: 'error', code: 'Y135', params: {}, variant: null, fixed: null }],
    ignored: 0,
  };
}

/** A thread hands over plain bytes. */
function withBuffers({ edition, images }: CompiledTrack): CompiledTrack {
  return { edition, images: images.map((image) => ({ ...image, content: Buffer.from(image.content) })) };
}
