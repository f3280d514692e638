import { Injectable } from '@nestjs/common';
import type { SourceFile } from '../curriculum/notation/source-file.js';
import { isFixable } from '../curriculum/problem.js';
import { repaired } from '../curriculum/repair.js';
import type { SourceRef } from '../curriculum/source-contents.service.js';
import type { Tx } from '../database/database.js';
import { NotFound } from '../shared/domain-error.js';
import type { Me } from '../web/me.js';
import { Locales } from '../web/locales.js';
import { DraftCheck, Unchecked } from './draft-check.service.js';
import type { DraftChecked } from './draft-check.service.js';
import { fileKey } from './draft-href.rules.js';
import { DraftFiles, StaleFile } from './draft-files.service.js';
import type { DraftFileLine } from './draft-files.service.js';
import { DraftService } from './draft.service.js';
import type { DraftHead } from './draft.service.js';

/** Names one problem of a file that was seen. */
export interface WhichProblem {
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly seen: string;
}

type From = Pick<Tx, 'sql' | 'one'>;

/** A draft on somebody's desk: its files and what the checker says about them. */
@Injectable()
export class DraftDesk {
  constructor(
    private readonly drafts: DraftService,
    private readonly files: DraftFiles,
    private readonly checker: DraftCheck,
    private readonly locales: Locales,
  ) {}

  /** Whether a problem has a remedy of its own. The languages have the same words. */
  readonly isWorded = (key: string): boolean => this.locales.in('ja').has(key);

  /** `checked` null: the checker was busy, or failed. */
  async open(
    id: string,
    me: Me,
  ): Promise<{ draft: DraftHead; files: DraftFileLine[]; checked: DraftChecked | null }> {
    const draft = await this.drafts.get(id, me);
    return { draft, files: await this.files.list(draft), checked: await this.checkOf(draft) };
  }

  /** @throws NotFound */
  async openFile(
    { id, key }: { id: string; key: string },
    me: Me,
  ): Promise<{ draft: DraftHead; file: SourceFile & SourceRef; checked: DraftChecked | null }> {
    const draft = await this.drafts.get(id, me);
    const file = await this.files.get(draft, await this.pathOf(draft, key));
    return { draft, file, checked: await this.checkOf(draft) };
  }

  /** The path behind a name in an address. @throws NotFound */
  async pathOf(draft: Pick<DraftHead, 'id'>, key: string, from?: From): Promise<string> {
    const path = await this.findPath(draft, key, from);
    if (path === null) throw new NotFound(`file ${key}`);
    return path;
  }

  async findPath(draft: Pick<DraftHead, 'id'>, key: string, from?: From): Promise<string | null> {
    const found = (await this.files.list(draft, from)).find(({ path }) => fileKey(path) === key);
    return found?.path ?? null;
  }

  /**
   * The file with one problem repaired, as the checker offers it. Null: the problem is not there any more.
   * @throws StaleFile, Unchecked, NotFound
   */
  async repairOf(draft: DraftHead, path: string, which: WhichProblem): Promise<SourceFile | null> {
    const file = await this.files.get(draft, path);
    if (file.contentHash !== which.seen) throw new StaleFile(file);
    const { report } = await this.checker.look(draft);
    const problem = report.problems.find(
      (one) =>
        isFixable(one) &&
        one.file === path &&
        one.line === which.line &&
        one.column === which.column &&
        one.code === which.code,
    );
    return problem ? { path, bytes: repaired(file.bytes, [problem]) } : null;
  }

  private async checkOf(draft: DraftHead): Promise<DraftChecked | null> {
    try {
      return await this.checker.look(draft);
    } catch (error) {
      if (error instanceof Unchecked) return null;
      throw error;
    }
  }
}
