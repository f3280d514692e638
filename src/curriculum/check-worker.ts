import { parentPort, workerData } from 'node:worker_threads';
import { checkFiles } from './check.js';
import type { SourceFile } from './notation/source-file.js';

/** The thread of check-in-worker.ts: checks what it was given, answers, ends. */
const { problems, ignored } = checkFiles(workerData as readonly SourceFile[]);
parentPort?.postMessage({ problems, ignored });
