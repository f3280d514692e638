import { existsSync, watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import type { CheckReport } from './check.js';
import type { Curricula } from './curricula.js';
import { printOf } from './folder-print.js';
import type { SourceFile } from './notation/source-file.js';
import { PublicationService } from './publication.service.js';
import type { Publication } from './publication.service.js';
import { readSources } from './source-folder.js';
import { sourcesOf } from './track-sources.rules.js';

const SCOPE = 'curricula ';
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
  private report: CheckReport | null = null;
  private outcomes: readonly FolderOutcome[] = [];
  private watcher: FSWatcher | null = null;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly publications: PublicationService,
    private readonly db: Database,
    private readonly config: Config,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!existsSync(this.config.curriculaDir)) this.log.warn(`no curricula in ${this.config.curriculaDir}`);
    if (!(await this.isKnown(printOf(this.sources())))) await this.publish();
    if (this.config.env === 'development') this.watch();
  }

  beforeApplicationShutdown(): void {
    clearTimeout(this.timer);
    this.watcher?.close();
  }

  /** What the checker said about the files as they were read last, for staff. */
  async lastReport(): Promise<CheckReport> {
    return (this.report ??= (await compiled(this.sources())).report);
  }

  lastOutcomes(): readonly FolderOutcome[] {
    return this.outcomes;
  }

  /** Reads the folder and publishes what is new and sound, in one unit. */
  async publish(): Promise<void> {
    const sources = this.sources();
    const curricula = await compiled(sources);
    this.report = curricula.report;
    this.outcomes = await this.db.write(async (tx) => {
      const outcomes: FolderOutcome[] = [];
      for (const { path, compiled: track } of curricula.tracks)
        outcomes.push({
          path,
          publication:
            track &&
            (await this.publications.publish(
              tx,
              { ...track, sources: sourcesOf(path, sources) },
              { source: 'files', actor: null },
            )),
        });
      if (
        outcomes.every(
          ({ publication }) => publication && !['refused', 'code-taken'].includes(publication.kind),
        )
      )
        await remember(tx, printOf(sources));
      return outcomes;
    });
    this.tell(curricula);
  }

  private sources(): readonly SourceFile[] {
    return existsSync(this.config.curriculaDir) ? readSources(this.config.curriculaDir) : [];
  }

  /** Whether these files were published as a whole before: then starting has nothing to read. */
  private async isKnown(print: string): Promise<boolean> {
    return (await this.db.one`select n from version where scope = ${SCOPE + print}`) !== null;
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
      else if (publication.kind === 'code-taken')
        this.log.error({ track: path }, 'not published: a course of the studio has its code');
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

async function remember(tx: Tx, print: string): Promise<void> {
  await tx.sql`delete from version where scope like ${`${SCOPE}%`}`;
  await tx.sql`insert into version (scope, n) values (${SCOPE + print}, 1)`;
}

// The checker and its parsers are loaded only when there is something to check.
async function compiled(sources: readonly SourceFile[]): Promise<Curricula> {
  const { compileCurricula } = await import('./curricula.js');
  return compileCurricula(sources);
}
