import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../config/config.js';
import type { Edition } from '../curriculum/edition.js';
import { PREVIEW_STATES } from './preview.rules.js';
import type { PreviewState } from './preview.rules.js';
import { aRoot, removeRoot, sweepRoots } from './preview-folders.js';
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
  /** Questions that wait for their answer: while there is one, it is not idle. */
  asked: number;
}

/** The previews that are open. A further one takes the place of the one that was asked least lately. */
@Injectable()
export class Previews implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('Previews');
  /** The one that was asked last stands last. */
  private readonly open = new Map<string, Promise<Open>>();
  private root: Promise<string> | null = null;
  private isClosed = false;

  constructor(
    private readonly bounds: PreviewBounds,
    private readonly config: Config,
  ) {}

  /** A server that was killed could not remove its own. */
  async onApplicationBootstrap(): Promise<void> {
    await sweepRoots();
  }

  /** @throws PreviewStopped */
  async ask<T extends PreviewAnswer>(content: PreviewContent, request: PreviewRequest): Promise<T> {
    if (this.isClosed) throw new PreviewStopped('closed');
    const print = content.edition.hash;
    const opening = this.open.get(print) ?? this.begin(content);
    this.open.delete(print);
    this.open.set(print, opening);
    const preview = await opening;
    preview.asked += 1;
    try {
      return await preview.thread.ask<T>(request);
    } catch (error) {
      const failure = error instanceof PreviewStopped ? error.failure : null;
      if (failure !== null) this.log.warn({ failure, edition: print }, 'a page of a preview failed');
      throw error;
    } finally {
      preview.asked -= 1;
      if (!preview.thread.isStopped) preview.idle.refresh();
      // Whoever asks next does not wait until it is quite gone.
      if (preview.thread.isStopped && this.open.get(print) === opening) this.open.delete(print);
    }
  }

  /** Whether a preview of this edition is open. */
  has(hash: string): boolean {
    return this.open.has(hash);
  }

  /** Whoever looks on begins anew. */
  async closeAll(): Promise<void> {
    await Promise.all([...this.open.keys()].map((print) => this.end(print)));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isClosed = true;
    await this.closeAll();
    if (this.root) await removeRoot(await this.root);
  }

  private begin(content: PreviewContent): Promise<Open> {
    for (const [print] of [...this.open].slice(0, Math.max(0, this.open.size - this.bounds.atOnce + 1)))
      void this.end(print);
    const print = content.edition.hash;
    const opening: Promise<Open> = this.start(content, () => this.open.get(print) === opening);
    opening.catch(() => {
      if (this.open.get(print) === opening) this.open.delete(print);
    });
    return opening;
  }

  /** @throws PreviewStopped where it made room for another one before it began: no thread is started then */
  private async start(
    { edition, images, required, nameOf }: PreviewContent,
    isWanted: () => boolean,
  ): Promise<Open> {
    const print = edition.hash;
    const given = { images: await images(), required: await required() };
    this.root ??= aRoot();
    this.root.catch(() => (this.root = null));
    const root = await this.root;
    if (!isWanted()) throw new PreviewStopped('closed');
    const folder = await mkdtemp(join(root, 'open-'));
    const thread = new PreviewThread(
      {
        ...given,
        names: namesBy(nameOf),
        edition: JSON.stringify(edition),
        folder,
        template: join(root, 'template.db'),
        origin: this.config.origin,
        councilFile: this.config.council.file,
      },
      { ...this.bounds, program: this.config.previewProgram },
      (why) => void this.forget(print, { folder, why }),
    );
    const idle = setTimeout(() => {
      if (preview.asked > 0) idle.refresh();
      else void this.end(print);
    }, this.bounds.idleMs).unref();
    const preview: Open = { thread, folder, idle, asked: 0 };
    return preview;
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
  private async forget(
    print: string,
    { folder, why }: { folder: string; why: PreviewStopped['why'] },
  ): Promise<void> {
    if (why !== 'closed') this.log.warn({ why, edition: print }, 'a preview broke off');
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
