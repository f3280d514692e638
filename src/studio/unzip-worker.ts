import { parentPort, workerData } from 'node:worker_threads';
import { stepAside } from '../shared/step-aside.js';
import { unzip } from './unzip.js';
import { UploadRefused } from './upload.rules.js';

stepAside();

/** The thread of read-upload.ts: unpacks what it was given, answers, ends. */
const bytes = workerData as Uint8Array;
try {
  parentPort?.postMessage(await unzip(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
} catch (error) {
  if (!(error instanceof UploadRefused)) throw error;
  parentPort?.postMessage(error.refusal);
}
