import { Worker } from 'node:worker_threads';
import type { CheckReport } from './check.js';
import type { SourceFile } from './notation/source-file.js';

export interface Bounds {
  readonly milliseconds: number;
  readonly megabytes: number;
  /** The thread's program; tests run it from source. */
  readonly program: URL;
  readonly execArgv: readonly string[];
}

const bounds: Bounds = {
  milliseconds: 10_000,
  megabytes: 128,
  program: new URL('./check-worker.js', import.meta.url),
  execArgv: [],
};

/**
 * Checks files from people off the thread that answers requests. Whatever they hold, it ends: a check that
 * takes too long or too much memory is stopped and reported as one problem (Y135) of the first file.
 */
export function checkInWorker(
  sources: readonly SourceFile[],
  given: Partial<Bounds> = {},
): Promise<CheckReport> {
  const { milliseconds, megabytes, program, execArgv } = { ...bounds, ...given };
  const worker = new Worker(program, {
    workerData: sources.map(({ path, bytes }) => ({ path, bytes: new Uint8Array(bytes) })),
    resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: megabytes / 4 },
    execArgv: [...execArgv],
    env: {},
  });
  return new Promise((resolve) => {
    const timer = setTimeout(() => void worker.terminate(), milliseconds);
    const answer = (report: CheckReport) => {
      clearTimeout(timer);
      resolve(report);
    };
    worker.once('message', answer);
    // Out of memory comes as an error; the exit that follows answers for both.
    worker.on('error', () => undefined);
    worker.once('exit', () => answer(stopped(sources)));
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
