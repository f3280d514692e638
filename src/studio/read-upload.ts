import { Worker } from 'node:worker_threads';
import { imageType } from '../curriculum/words/image-type.js';
import type { Unzipped } from './unzip.js';
import { Turns } from './turns.js';
import { UploadRefused, checkSize, isPlainName, kindOf, refuseUpload, uploadLimits } from './upload.rules.js';
import type { Reason, RefusedUpload } from './upload.rules.js';

/** Files of one training as they were sent: `track.yaml`, `01-x.yaml`, `img/x.png`, `shared/facts.yaml`. */
export type Upload = Unzipped;

export interface UploadBounds {
  readonly milliseconds: number;
  readonly megabytes: number;
  /** The thread's program, compiled. */
  readonly program: URL;
}

const bounds: UploadBounds = {
  milliseconds: 5_000,
  megabytes: 48,
  program: new URL('./unzip-worker.js', import.meta.url),
};

/** A thread each, so that many who send at once take no more memory than two. */
const turns = new Turns({ atOnce: 2, waiting: 20 });

/**
 * What somebody sent: one YAML file, one image, or a zip of a training's folder. Hostile until proven harmless: a zip
 * is unpacked in a thread of its own, bounded in time, memory and what comes out of it.
 * Rejects only for a fault of ours.
 */
export async function readUpload(
  name: string,
  bytes: Uint8Array,
  given: Partial<UploadBounds> = {},
): Promise<Upload | RefusedUpload> {
  try {
    if (bytes.length === 0) throw new UploadRefused('empty', { name });
    if (isZip(bytes)) {
      const taken = await turns.take(() => unzipInThread(bytes, { ...bounds, ...given }));
      return taken ?? refuseUpload('busy');
    }
    return { files: [{ path: placeOf(name, bytes), bytes }], leftOut: [], folder: null };
  } catch (error) {
    if (error instanceof UploadRefused) return error.refusal;
    throw error;
  }
}

const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .subarray(at, at + text.length)
    .equals(Buffer.from(text, 'latin1'));

/** By what it begins with, whatever its name says. */
const isZip = (bytes: Uint8Array): boolean =>
  ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08', 'PK00'].some((start) => startsWith(bytes, start));

/** Where a single file belongs. @throws UploadRefused */
function placeOf(name: string, bytes: Uint8Array): string {
  const kind = kindOf(name);
  const wrong =
    kind === null ? wrongKind(name, bytes) : kind === 'image' && imageType(bytes) === null && 'not-image';
  if (wrong) throw new UploadRefused(wrong, { name });
  checkSize(name, bytes.length);
  if (!isPlainName(name)) throw new UploadRefused('name', { name, most: uploadLimits.name });
  return kind === 'image' ? `img/${name}` : name;
}

/** What to say of something that is of no use as it is. */
function wrongKind(name: string, bytes: Uint8Array): Reason {
  const isPacked =
    ['7z\xbc\xaf', 'Rar!', '\x1f\x8b', 'MSCF'].some((start) => startsWith(bytes, start)) ||
    /^-l[hz]/.test(Buffer.from(bytes.subarray(2, 5)).toString('latin1'));
  if (isPacked) return 'archive';
  const isOffice = startsWith(bytes, '\xd0\xcf\x11\xe0') || startsWith(bytes, '%PDF');
  if (isOffice || /\.(?:docx?|xlsx?|pptx?|od[tsp]|rtf|jtd)$/i.test(name)) return 'office';
  return /\.zip$/i.test(name) ? 'broken' : 'kind';
}

function unzipInThread(
  bytes: Uint8Array,
  { milliseconds, megabytes, program }: UploadBounds,
): Promise<Upload | RefusedUpload> {
  const worker = new Worker(program, {
    workerData: new Uint8Array(bytes),
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
      resolve(refuseUpload('stopped'));
    });
  });
}
