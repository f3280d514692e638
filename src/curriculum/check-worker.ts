import { parentPort, workerData } from 'node:worker_threads';
import { checkFiles } from './check.js';
import { stepAside } from '../shared/step-aside.js';
import type { AskedOfWorker } from './check-in-worker.js';
import { compileFolderOf } from './curricula.js';
import { repair } from './repair.js';

stepAside();

/** The thread of check-in-worker.ts: does what it is asked, answers, ends. */
parentPort?.postMessage(answerTo(workerData as AskedOfWorker));

function answerTo({ sources, folder, mayChange }: AskedOfWorker): unknown {
  if (mayChange) return repair(sources, (path) => mayChange.includes(path));
  if (folder !== undefined) return compileFolderOf(sources, folder);
  const { problems, ignored } = checkFiles(sources);
  return { problems, ignored };
}
