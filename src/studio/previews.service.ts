import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { Config } from '../config/config.js';
import type { Edition } from '../curriculum/edition.js';
import { PREVIEW_STATES } from './preview.rules.js';
import type { PreviewState } from './preview.rules.js';
import type { PreviewAnswer, PreviewOpening, PreviewRequest } from './preview-messages.js';
import { PreviewStopped, PreviewThread } from './preview-thread.js';
import type { ThreadBounds } from './preview-thread.js';

/** What previews may take together, and each of them. */
@Injectable()
export class PreviewBounds implements Omit<ThreadBounds, 'program'> {
  readonly atOnce: number = 2;
  readonly idleMs: number = 10 * 60_000;
  readonly megabytes: number = 256;
  readonly openingMs: number = 60_000;
  readonly answerMs: number = 20_000;
}

/** What is looked at. The same hash is the same content: its preview goes on, whichever draft it is. */
export interface PreviewContent {
  readonly edition: Edition;
  readonly images: () => Promise<PreviewOpening['images']>;
  readonly required: () => Promise<PreviewOpening['required']>;
  readonly nameOf: (state: PreviewState) => string;
}

interface Open {
  readonly thread: PreviewThread;
  readonly folder: string;
  idle: NodeJS.Timeout;
}

/** The previews that are open. A further one takes the place of the one that was asked least lately. */
@Injectable()
export class Previews implements BeforeApplicationShutdown {
  private readonly log = new Logger('Previews');
  /** The one that was asked last stands last. */
  private readonly open = new Map<string, Promise<Open>>();
  private root: Promise<string> | null = null;
  private isClosed = false;

  constructor(
    private readonly bounds: PreviewBounds,
    private readonly config: Config,
  ) {}

  /** @throws PreviewStopped */
  async ask<T extends PreviewAnswer>(content: PreviewContent, request: PreviewRequest): Promise<T> {
    if (this.isClosed) throw new PreviewStopped('closed');
    const print = content.edition.hash;
    const opening = this.open.get(print) ?? this.begin(content);
    this.open.delete(print);
    this.open.set(print, opening);
    const preview = await opening;
    preview.idle.refresh();
    try {
      return await preview.thread.ask<T>(request);
    } finally {
      // Whoever asks next does not wait until it is quite gone.
      if (preview.thread.isStopped && this.open.get(print) === opening) this.open.delete(print);
    }
  }

  /** Whether a preview of this edition is open. */
  has(hash: string): boolean {
    return this.open.has(hash);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.open.keys()].map((print) => this.end(print)));
    if (this.root) await rm(await this.root, { recursive: true, force: true });
  }

  private begin(content: PreviewContent): Promise<Open> {
    for (const [print] of [...this.open].slice(0, Math.max(0, this.open.size - this.bounds.atOnce + 1)))
      void this.end(print);
    const opening = this.start(content);
    opening.catch(() => this.open.delete(content.edition.hash));
    return opening;
  }

  private async start({ edition, images, required, nameOf }: PreviewContent): Promise<Open> {
    const print = edition.hash;
    this.root ??= mkdtemp(join(tmpdir(), 'tomoni-preview-'));
    const root = await this.root;
    const folder = await mkdtemp(join(root, 'open-'));
    const thread = new PreviewThread(
      {
        images: await images(),
        required: await required(),
        names: namesBy(nameOf),
        edition: JSON.stringify(edition),
        folder,
        template: join(root, 'template.db'),
        origin: this.config.origin,
        councilFile: this.config.council.file,
      },
      { ...this.bounds, program: this.config.previewProgram },
      () => void this.forget(print, folder),
    );
    const idle = setTimeout(() => void this.end(print), this.bounds.idleMs).unref();
    return { thread, folder, idle };
  }

  private async end(print: string): Promise<void> {
    const opening = this.open.get(print);
    this.open.delete(print);
    const preview = await opening?.catch(() => null);
    if (!preview) return;
    clearTimeout(preview.idle);
    await preview.thread.close();
    await this.clear(preview.folder);
  }

  /** It is over, whoever ended it: what is asked next begins anew. */
  private async forget(print: string, folder: string): Promise<void> {
    const preview = await this.open.get(print)?.catch(() => null);
    if (preview?.folder === folder) {
      clearTimeout(preview.idle);
      this.open.delete(print);
    }
    await this.clear(folder);
  }

  private async clear(folder: string): Promise<void> {
    await rm(folder, { recursive: true, force: true }).catch((err: unknown) =>
      this.log.warn({ err }, 'the folder of a preview could not be removed'),
    );
  }
}

function namesBy(nameOf: (state: PreviewState) => string): PreviewOpening['names'] {
  return Object.fromEntries(PREVIEW_STATES.map((state) => [state, nameOf(state)])) as PreviewOpening['names'];
}
