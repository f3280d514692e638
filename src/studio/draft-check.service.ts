import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../config/config.js';
import type { CheckReport } from '../curriculum/check.js';
import type { FolderResult } from '../curriculum/curricula.js';
import { compileInWorker, repairInWorker } from '../curriculum/check-in-worker.js';
import { EditionSources } from '../curriculum/edition-sources.service.js';
import type { SourceFile } from '../curriculum/notation/source-file.js';
import type { PlaceLine } from '../curriculum/place-lines.js';
import type { Publishable } from '../curriculum/publication.service.js';
import { SourceContents } from '../curriculum/source-contents.service.js';
import type { SourceRef } from '../curriculum/source-contents.service.js';
import { sourcesOf } from '../curriculum/track-sources.rules.js';
import { DomainError } from '../shared/domain-error.js';
import { sha256 } from '../shared/ids.js';
import type { Draft } from './draft.entity.js';
import { DraftFiles } from './draft-files.service.js';

const MOST_WAITING = 4;
/** A large course on a busy machine; somebody waits for it, and nobody else does. */
const MILLISECONDS = 20_000;
/** Compiled tracks are large; more authors than these seldom look at once. */
const KEPT_RESULTS = 8;
const KEPT_COUNTS = 500;

/** There is no answer of the checker now; nothing is wrong with what was written. */
export class Unchecked extends DomainError {}

/** The checker is at work for others. */
export class CheckerBusy extends Unchecked {
  constructor() {
    super('studio-drafts.check.busy');
  }
}

/** The checker itself came to grief over something: whoever wrote it must still be able to change it. */
export class CheckerFailed extends Unchecked {
  constructor() {
    super('studio-drafts.check.failed');
  }
}

export interface DraftChecked {
  /** Of the draft's own files, and the errors of shared files around it that it uses. */
  readonly report: CheckReport;
  /** Null while there is an error in the report. */
  readonly compiled: Publishable | null;
  readonly places: readonly PlaceLine[];
  /** Names the files that were checked, with those around them. */
  readonly print: string;
}

export interface ProblemCounts {
  readonly errors: number;
  readonly others: number;
}

interface Given {
  readonly own: readonly SourceRef[];
  readonly refs: readonly SourceRef[];
  readonly read: () => Promise<SourceFile[]>;
}

type Of = Pick<Draft, 'id' | 'trackId' | 'version'>;

/** Checks drafts one at a time, off the thread that answers requests, and remembers what was found. */
@Injectable()
export class DraftCheck {
  private readonly results = new Map<string, FolderResult>();
  private readonly running = new Map<string, Promise<FolderResult>>();
  private readonly log = new Logger('DraftCheck');
  private waiting = 0;
  private readonly counts = new Map<string, ProblemCounts>();
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly files: DraftFiles,
    private readonly contents: SourceContents,
    private readonly around: EditionSources,
    private readonly config: Config,
  ) {}

  /** @throws Unchecked */
  async check(draft: Of): Promise<DraftChecked> {
    const given = await this.givenOf(draft);
    const checked = await this.resultFor(draft.trackId, given);
    remember(this.counts, countKey(draft), countsOf(checked.report), KEPT_COUNTS);
    return withSources(draft.trackId, checked, given.read);
  }

  /** The same to look at, not to publish: what was checked before is not read again. @throws Unchecked */
  async look(draft: Of): Promise<DraftChecked> {
    const checked = await this.resultFor(draft.trackId, await this.givenOf(draft));
    remember(this.counts, countKey(draft), countsOf(checked.report), KEPT_COUNTS);
    return checked;
  }

  /** The same for files that are in no draft yet. @throws Unchecked */
  async checkFiles(trackId: string, files: readonly SourceFile[]): Promise<DraftChecked> {
    const own = files.map(({ path, bytes }) => ({ path, contentHash: sha256(Buffer.from(bytes)) }));
    const refs = await this.withAround(trackId, own);
    const names = new Set(own.map(({ path }) => path));
    const read = once(async () => [
      ...files,
      ...(await this.contents.read(refs.filter(({ path }) => !names.has(path)))),
    ]);
    return withSources(trackId, await this.resultFor(trackId, { own, refs, read }), read);
  }

  /**
   * Its own files with everything repaired that can be, those alone that change by it.
   * @throws Unchecked, DomainError when it takes too long
   */
  async repaired(draft: Of): Promise<readonly SourceFile[]> {
    const own = await this.files.list(draft);
    const sources = await this.contents.read(await this.withAround(draft.trackId, own));
    const mayChange = own.map(({ path }) => path);
    const changed = await this.inTurn(() => this.orFailed(repairInWorker(sources, mayChange, this.bounds())));
    if (changed === null) throw new DomainError('studio-drafts.check.slow');
    return changed;
  }

  /** What the last check of exactly this state found; null: it was not checked since the program started. */
  lastCounts(draft: Of): ProblemCounts | null {
    return this.counts.get(countKey(draft)) ?? null;
  }

  private async givenOf(draft: Of): Promise<Given> {
    const own = await this.files.list(draft);
    const refs = await this.withAround(draft.trackId, own);
    return { own, refs, read: once(() => this.contents.read(refs)) };
  }

  /** The draft's own file counts; where it has none, the one that was published. */
  private async withAround(trackId: string, own: readonly SourceRef[]): Promise<SourceRef[]> {
    const around = await this.around.listAround(trackId);
    return [...new Map([...around, ...own].map((ref) => [ref.path, ref])).values()];
  }

  private async resultFor(trackId: string, { own, refs, read }: Given): Promise<DraftChecked> {
    const print = printOf(trackId, refs);
    const { report, compiled, places } = await this.resultOf(print, async () =>
      this.orFailed(compileInWorker(await read(), trackId, this.bounds())),
    );
    const names = new Set(own.map(({ path }) => path));
    const problems = report.problems.filter(({ file, severity }) => names.has(file) || severity === 'error');
    return {
      print,
      places,
      report: { ...report, problems },
      compiled,
    };
  }

  private async resultOf(print: string, work: () => Promise<FolderResult>): Promise<FolderResult> {
    const known = this.results.get(print);
    if (known) {
      remember(this.results, print, known, KEPT_RESULTS);
      return known;
    }
    const running = this.running.get(print);
    if (running) return running;
    const turn = this.inTurn(work);
    this.running.set(print, turn);
    try {
      const result = await turn;
      // A check that was stopped may succeed when there is less to do.
      if (!result.report.problems.some(({ code }) => code === 'Y135'))
        remember(this.results, print, result, KEPT_RESULTS);
      return result;
    } finally {
      this.running.delete(print);
    }
  }

  private bounds() {
    return { program: this.config.checkProgram, milliseconds: MILLISECONDS };
  }

  private async orFailed<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (err) {
      this.log.error({ err }, 'the checker failed');
      throw new CheckerFailed();
    }
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.waiting > MOST_WAITING) throw new CheckerBusy();
    this.waiting += 1;
    const turn = this.last.then(work);
    this.last = turn.catch(() => {});
    try {
      return await turn;
    } finally {
      this.waiting -= 1;
    }
  }
}

async function withSources(
  trackId: string,
  checked: DraftChecked,
  read: () => Promise<SourceFile[]>,
): Promise<DraftChecked> {
  const { compiled } = checked;
  return compiled
    ? { ...checked, compiled: { ...compiled, sources: sourcesOf(trackId, await read()) } }
    : checked;
}

export function countsOf({ problems }: CheckReport): ProblemCounts {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return { errors, others: problems.length - errors };
}

function printOf(trackId: string, refs: readonly SourceRef[]): string {
  const lines = refs.map(({ path, contentHash }) => `${path}\u0000${contentHash}`).sort();
  return sha256([trackId, ...lines].join('\n'));
}

const countKey = ({ id, version }: Of): string => `${id}:${version}`;

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | null = null;
  return () => (reading ??= read());
}

/** Keeps the newest so many. */
function remember<V>(held: Map<string, V>, key: string, value: V, most: number): void {
  held.delete(key);
  held.set(key, value);
  if (held.size > most) held.delete(held.keys().next().value!);
}
