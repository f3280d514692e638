import { Worker } from 'node:worker_threads';
import type { CheckReport } from './check.js';
import type { SourceFile } from './notation/source-file.js';

export interface Bounds {
  readonly milliseconds: number;
  readonly megabytes: number;
  /** The thread's program, compiled. */
  readonly program: URL;
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
export function checkInWorker(
  sources: readonly SourceFile[],
  given: Partial<Bounds> = {},
): Promise<CheckReport> {
  const { milliseconds, megabytes, program } = { ...bounds, ...given };
  const worker = new Worker(program, {
    workerData: sources.map(({ path, bytes }) => ({ path, bytes: new Uint8Array(bytes) })),
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
      resolve(stopped(sources));
    });
  });
}

function stopped(sources: readonly SourceFile[]): CheckReport {
  const file = sources[0]?.path ?? '';
  const place = { file, line: 1, column: 1, endColumn: 2, text: '' };
  return {
    problems: [{ ...place, severity: 'error', code: 'Y135', params: {}, variant: null, fixed: null }],
    ignored: 0,
  };
}
