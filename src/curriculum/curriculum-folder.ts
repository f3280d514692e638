import { existsSync, watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import type { CheckReport } from './check.js';
import { readCurricula } from './curricula.js';
import type { Curricula } from './curricula.js';
import { PublicationService } from './publication.service.js';
import type { Publication } from './publication.service.js';

const QUIET_MS = 200; // an editor saves a file in several steps

/** What became of one track of the folder. */
export interface FolderOutcome {
  readonly path: string;
  /** Null: it has errors, and the last good edition keeps serving. */
  readonly publication: Publication | null;
}

/**
 * The folder of curricula: publishes what changed in it when the program starts, and while it is being written in
 * development. A broken file stops nothing.
 */
@Injectable()
export class CurriculumFolder implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('Curricula');
  private report: CheckReport = { problems: [], ignored: 0 };
  private outcomes: readonly FolderOutcome[] = [];
  private watcher: FSWatcher | null = null;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly publications: PublicationService,
    private readonly db: Database,
    private readonly config: Config,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.publish();
    if (this.config.env === 'development') this.watch();
  }

  beforeApplicationShutdown(): void {
    clearTimeout(this.timer);
    this.watcher?.close();
  }

  /** What the checker said about the files as they were read last, for staff. */
  lastReport(): CheckReport {
    return this.report;
  }

  lastOutcomes(): readonly FolderOutcome[] {
    return this.outcomes;
  }

  /** Reads the folder and publishes what is new and sound, in one unit. */
  async publish(): Promise<void> {
    if (!existsSync(this.config.curriculaDir)) {
      this.log.warn(`no curricula in ${this.config.curriculaDir}`);
      return;
    }
    const curricula = readCurricula(this.config.curriculaDir);
    this.report = curricula.report;
    const tracks = curricula.tracks.map(({ path, compiled }) => ({ path, compiled }));
    this.outcomes = await this.db.write(async (tx) => {
      const outcomes: FolderOutcome[] = [];
      for (const { path, compiled } of tracks)
        outcomes.push({
          path,
          publication:
            compiled && (await this.publications.publish(tx, compiled, { source: 'files', actor: null })),
        });
      return outcomes;
    });
    this.tell(curricula);
  }

  private tell({ tracks }: Curricula): void {
    for (const { path, publication } of this.outcomes) {
      const problems = tracks.find((track) => track.path === path)!.problems;
      const errors = problems.filter(({ severity }) => severity === 'error');
      for (const { file, line, column, code } of errors.slice(0, 20))
        this.log.error(`${file}:${line}:${column} ${code}`);
      if (!publication)
        this.log.error(
          { track: path, errors: errors.length },
          'not published: the last good edition keeps serving',
        );
      else if (publication.kind === 'refused')
        this.log.error(
          { track: path, changes: publication.changes },
          'refused: the last good edition keeps serving',
        );
      else if (publication.kind !== 'current')
        this.log.log({ track: path, kind: publication.kind }, 'publication');
    }
  }

  private watch(): void {
    this.watcher = watch(this.config.curriculaDir, { recursive: true }, () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => {
        this.publish().catch((err: unknown) => this.log.error({ err }, 'curricula could not be published'));
      }, QUIET_MS);
    });
  }
}
