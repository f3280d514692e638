import { Injectable } from '@nestjs/common';
import { SourceContents } from '../curriculum/source-contents.service.js';
import type { SourceRef } from '../curriculum/source-contents.service.js';
import type { SourceFile } from '../curriculum/notation/source-file.js';
import { Database, list } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { DraftFile } from './draft-file.entity.js';
import { Draft } from './draft.entity.js';
import { MOST_BYTES, MOST_FILES, refusalOf, titleIn } from './draft-files.rules.js';

type From = Pick<Tx, 'sql' | 'one'>;
type Of = Pick<Draft, 'id' | 'trackId'>;

export interface DraftFileLine extends SourceRef {
  readonly bytes: number;
  /** 0 for an image. */
  readonly lines: number;
}

/** Refuses a change over another state of the draft than the one that was seen. */
export class StaleDraft extends DomainError {
  constructor() {
    super('studio-drafts.draft.stale');
  }
}

/** Refuses a change over another state of the file. Holds what is saved now, so that both can be shown; null: it is gone. */
export class StaleFile extends DomainError {
  constructor(readonly saved: SourceFile | null) {
    super('studio-drafts.file.stale');
  }
}

/** The files of drafts. Every writing names the state that its author saw. */
@Injectable()
export class DraftFiles {
  constructor(
    private readonly database: Database,
    private readonly contents: SourceContents,
    private readonly clock: Clock,
  ) {}

  /** By name, without what they hold. */
  async list(draft: Pick<Of, 'id'>, from: From = this.database): Promise<DraftFileLine[]> {
    const rows = await from.sql<{ path: string; content_hash: string; bytes: number; lines: number }>`
      select f.path, f.content_hash, c.bytes, c.lines
      from studio_draft_file f join source_content c on c.hash = f.content_hash
      where f.draft_id = ${draft.id}`;
    return rows
      .map(({ content_hash: contentHash, ...file }) => ({ ...file, contentHash }))
      .sort((one, other) => (one.path < other.path ? -1 : 1));
  }

  async filesOf(draft: Pick<Of, 'id'>, from: From = this.database): Promise<SourceFile[]> {
    return this.contents.read(await this.list(draft, from), from);
  }

  /** @throws NotFound */
  async get(
    draft: Pick<Of, 'id'>,
    path: string,
    from: From = this.database,
  ): Promise<SourceFile & SourceRef> {
    const ref = await refOf(from, draft, path);
    if (!ref) throw new NotFound(`file ${path}`);
    const [file] = await this.contents.read([ref], from);
    return { ...file!, ...ref };
  }

  /**
   * Saves one file. `seen`: the hash of the content its author saw; null: a file that is not there yet. The same content
   * again changes nothing, whatever was seen.
   * @throws StaleFile, DomainError
   */
  async put(
    tx: Tx,
    draft: Of,
    { path, bytes, seen }: SourceFile & { readonly seen: string | null },
  ): Promise<void> {
    refuse(draft, [{ path, bytes }]);
    const now = await refOf(tx, draft, path);
    const [kept] = await this.contents.keep(tx, [{ path, bytes }]);
    if (now?.contentHash === kept!.contentHash) return;
    if ((now?.contentHash ?? null) !== seen)
      throw new StaleFile(now && (await this.contents.read([now], tx))[0]!);
    await this.write(tx, draft, [kept!]);
    await this.touch(tx, draft);
    await this.forget(tx, now ? [now.contentHash] : []);
  }

  /** Adds several files, in the place of those with the same names. @throws StaleDraft, DomainError */
  async putAll(
    tx: Tx,
    draft: Of,
    { files, version }: { readonly files: readonly SourceFile[]; readonly version: number },
  ): Promise<void> {
    refuse(draft, files);
    await seenAs(tx, draft, version);
    const before = await this.list(draft, tx);
    await this.write(tx, draft, await this.contents.keep(tx, files));
    await this.touch(tx, draft);
    await this.forget(
      tx,
      before.map(({ contentHash }) => contentHash),
    );
  }

  /** These files and no others. @throws StaleDraft, DomainError */
  async replaceAll(
    tx: Tx,
    draft: Of,
    { files, version }: { readonly files: readonly SourceFile[]; readonly version: number },
  ): Promise<void> {
    refuse(draft, files);
    await seenAs(tx, draft, version);
    const before = await this.list(draft, tx);
    await tx.delete(DraftFile, { draftId: draft.id });
    await this.write(tx, draft, await this.contents.keep(tx, files));
    await this.touch(tx, draft);
    await this.forget(
      tx,
      before.map(({ contentHash }) => contentHash),
    );
  }

  /** A file that is gone already stays gone. @throws StaleFile when it holds something else than was seen */
  async remove(tx: Tx, draft: Of, { path, seen }: { path: string; seen: string }): Promise<void> {
    const now = await refOf(tx, draft, path);
    if (!now) return;
    if (now.contentHash !== seen) throw new StaleFile((await this.contents.read([now], tx))[0]!);
    await tx.delete(DraftFile, { draftId: draft.id, path });
    await this.touch(tx, draft);
    await this.forget(tx, [now.contentHash]);
  }

  /** @throws StaleFile, NotFound, DomainError when the new name is taken or can be none */
  async rename(
    tx: Tx,
    draft: Of,
    { path, to, seen }: { path: string; to: string; seen: string },
  ): Promise<void> {
    if (path === to) return;
    refuse(draft, [{ path: to, bytes: new Uint8Array() }]);
    const now = await refOf(tx, draft, path);
    if (!now) throw new NotFound(`file ${path}`);
    if (now.contentHash !== seen) throw new StaleFile((await this.contents.read([now], tx))[0]!);
    const others = (await this.list(draft, tx)).filter((one) => one.path !== path);
    refuseDoubles([{ path: to }], others);
    if (others.some((one) => one.path === to))
      throw new DomainError('studio-drafts.file.taken', { path: to });
    await tx.update(DraftFile, { draftId: draft.id, path }, { path: to, updatedAt: this.clock.now() });
    await this.touch(tx, draft);
  }

  /** For a draft that was made just now. */
  async fill(tx: Tx, draft: Of, files: readonly SourceFile[]): Promise<void> {
    await this.write(tx, draft, await this.contents.keep(tx, files));
  }

  /** For a draft that is about to go. @throws StaleDraft */
  async clear(tx: Tx, draft: Of, version: number): Promise<void> {
    await seenAs(tx, draft, version);
    const before = await this.list(draft, tx);
    await tx.delete(DraftFile, { draftId: draft.id });
    await this.forget(
      tx,
      before.map(({ contentHash }) => contentHash),
    );
  }

  private async write(tx: Tx, draft: Of, refs: readonly SourceRef[]): Promise<void> {
    const updatedAt = this.clock.now();
    for (const ref of refs)
      await tx.upsert(DraftFile, { draftId: draft.id, ...ref, updatedAt }, ['draftId', 'path']);
    const all = await this.list(draft, tx);
    if (all.length > MOST_FILES)
      throw new DomainError('studio-drafts.draft.files-many', { most: MOST_FILES });
    refuseDoubles(refs, all);
    if (all.reduce((sum, { bytes }) => sum + bytes, 0) > MOST_BYTES)
      throw new DomainError('studio-drafts.draft.bytes', { most: MOST_BYTES / 1_000_000 });
  }

  private async touch(tx: Tx, draft: Of): Promise<void> {
    const heads = (await this.list(draft, tx)).filter(({ path }) => /\/track\.ya?ml$/i.test(path));
    const title = titleIn(await this.contents.read(heads, tx), draft.trackId);
    await tx.update(
      Draft,
      { id: draft.id },
      { version: () => 'version + 1', title, updatedAt: this.clock.now() },
    );
  }

  /** What no draft and no edition holds any more is not kept. */
  private async forget(tx: Tx, hashes: readonly string[]): Promise<void> {
    await tx.sql`
      delete from source_content where hash in ${list([...new Set(hashes)])}
        and not exists (select 1 from edition_source e where e.content_hash = source_content.hash)
        and not exists (select 1 from studio_draft_file f where f.content_hash = source_content.hash)`;
  }
}

async function refOf(from: From, draft: Pick<Of, 'id'>, path: string): Promise<SourceRef | null> {
  // PostgreSQL cannot even be asked for it.
  if (path.includes('\u0000')) return null;
  const row = await from.one<{ content_hash: string }>`
    select content_hash from studio_draft_file where draft_id = ${draft.id} and path = ${path}`;
  return row && { path, contentHash: row.content_hash };
}

async function seenAs(tx: Tx, draft: Pick<Of, 'id'>, version: number): Promise<void> {
  const row = await tx.one<{ version: number }>`select version from studio_draft where id = ${draft.id}`;
  if (!row) throw new NotFound(`draft ${draft.id}`);
  if (row.version !== version) throw new StaleDraft();
}

/** What two names must differ in, for every disk and for the checker, to which `.yml` says no more than `.yaml`. */
const nameOf = (path: string): string => path.toLowerCase().replace(/\.yml$/, '.yaml');

/** Two names for one: whoever took the draft along would lose one of the files. */
function refuseDoubles(written: readonly { readonly path: string }[], all: readonly DraftFileLine[]): void {
  const names = new Map(written.map(({ path }) => [nameOf(path), path]));
  const taken =
    all.find(({ path }) => (names.get(nameOf(path)) ?? path) !== path) ??
    (names.size < written.length ? written[0] : undefined);
  if (taken) throw new DomainError('studio-drafts.file.taken', { path: taken.path });
}

function refuse(draft: Of, files: readonly SourceFile[]): void {
  const refusal = refusalOf(draft.trackId, files);
  if (refusal) throw new DomainError(refusal.code, refusal.params);
}
