import { Worker } from 'node:worker_threads';
import { READY } from './preview-messages.js';
import type { PreviewAnswer, PreviewOpening, PreviewRequest, Told } from './preview-messages.js';

/** What a preview may take. */
export interface ThreadBounds {
  readonly megabytes: number;
  /** Until it can be asked. */
  readonly openingMs: number;
  /** For one answer. */
  readonly answerMs: number;
  /** The thread's program, compiled. */
  readonly program: URL;
}

/** A preview that cannot be asked any more: it broke off, took too long, or made room for another one. */
export class PreviewStopped extends Error {
  constructor(
    readonly why: 'crashed' | 'slow' | 'closed' | 'failed',
    /** What kind of error it was that the thread could go on after. */
    readonly failure: string | null = null,
  ) {
    super(`preview ${why}`);
  }
}

interface Waiting {
  readonly resolve: (answer: PreviewAnswer) => void;
  readonly reject: (error: PreviewStopped) => void;
  readonly timer: NodeJS.Timeout;
}

/** One preview in a thread of its own. Whatever happens in it, it ends there: whoever asked is told so. */
export class PreviewThread {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private readonly ready: Promise<void>;
  private stopped: PreviewStopped | null = null;
  private lastId = 0;

  constructor(
    opening: PreviewOpening,
    private readonly bounds: ThreadBounds,
    private readonly whenGone: (why: PreviewStopped['why']) => void,
  ) {
    const { megabytes } = bounds;
    this.worker = new Worker(bounds.program, {
      workerData: opening,
      // Handed over, not copied: images are large, and this thread answers everybody.
      transferList: [...new Set(opening.images.map(({ content }) => content.buffer as ArrayBuffer))],
      resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: megabytes / 4 },
      execArgv: [],
      env: {},
    });
    // It is ended when the house is closed; until then it keeps no process alive.
    this.worker.unref();
    this.ready = this.open();
    this.ready.catch(() => undefined);
    this.worker.on('message', (told: Told | typeof READY) => {
      if (told !== READY) this.settle(told);
    });
    this.worker.on('error', () => this.stop('crashed'));
    this.worker.on('exit', () => {
      whenGone(this.stop('crashed').why);
    });
  }

  get isStopped(): boolean {
    return this.stopped !== null;
  }

  /** @throws PreviewStopped */
  async ask<T extends PreviewAnswer>(request: PreviewRequest): Promise<T> {
    await this.ready;
    if (this.stopped) throw this.stopped;
    const id = ++this.lastId;
    return new Promise<PreviewAnswer>((resolve, reject) => {
      const timer = setTimeout(() => void this.close('slow'), this.bounds.answerMs);
      this.waiting.set(id, { resolve, reject, timer });
      this.worker.postMessage({ id, request });
    }) as Promise<T>;
  }

  async close(why: 'slow' | 'closed' = 'closed'): Promise<void> {
    this.stop(why);
    await this.worker.terminate();
  }

  private open(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => void this.close('slow'), this.bounds.openingMs);
      this.waiting.set(0, { resolve: () => resolve(), reject, timer });
      this.worker.once('message', () => {
        clearTimeout(timer);
        this.waiting.delete(0);
        resolve();
      });
    });
  }

  private settle(told: Told): void {
    const waiting = this.waiting.get(told.id);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    this.waiting.delete(told.id);
    // It takes one at a time: the time of the others begins with their turn.
    for (const { timer } of this.waiting.values()) timer.refresh();
    if ('answer' in told) waiting.resolve(told.answer);
    else waiting.reject(new PreviewStopped('failed', told.failure));
  }

  /** The first reason counts. */
  private stop(why: PreviewStopped['why']): PreviewStopped {
    this.stopped ??= new PreviewStopped(why);
    for (const { reject, timer } of this.waiting.values()) {
      clearTimeout(timer);
      reject(this.stopped);
    }
    this.waiting.clear();
    return this.stopped;
  }
}
