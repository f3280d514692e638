import { parentPort, workerData } from 'node:worker_threads';
import { checkFiles } from './check.js';
import type { AskedOfWorker } from './check-in-worker.js';
import { compileFolderOf } from './curricula.js';

/** The thread of check-in-worker.ts: checks what it was given, answers, ends. */
const { sources, folder } = workerData as AskedOfWorker;
if (folder === null) {
  const { problems, ignored } = checkFiles(sources);
  parentPort?.postMessage({ problems, ignored });
} else parentPort?.postMessage(compileFolderOf(sources, folder));
