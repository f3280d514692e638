import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CommitUnknown,
  DatabaseBusy,
  DatabaseUnwritable,
  UnitTimedOut,
} from '../src/database/database-errors.js';
import { Database } from '../src/database/database.js';
import { cuttingProxy } from './support/cutting-proxy.js';
import { holdFromOutside, Note, openNest, openNotes } from './support/notes.js';
import type { Notes } from './support/notes.js';

let notes: Notes;
let hanging: Promise<{ error: unknown; kept: boolean; next: boolean }>;

beforeAll(async () => {
  notes = await openNotes();
  hanging = hangOnAnotherDatabase(); // takes its ten seconds while the other tests run
});
afterAll(() => notes?.close());

const insert = (id: string = randomUUID()) => notes.db.write((tx) => tx.insert(Note, { id }));

describe('while another process writes', () => {
  it('waits without stopping anybody, then succeeds', async () => {
    const holder = await holdFromOutside(notes.fresh);
    let saved = 0;
    const writes = Array.from({ length: 20 }, () => insert().then(() => saved++));
    // A driver that waits inside SQLite would let none of these turns happen, nor the release.
    for (let turn = 0; turn < 50; turn++) {
      expect(await notes.db.sql`select 1 as one`).toEqual([{ one: 1 }]);
      await sleep(10);
    }
    expect(await notes.repository.count()).toBeGreaterThanOrEqual(0);
    expect(saved).toBe(0);
    await holder.release();
    await Promise.all(writes);
    expect(saved).toBe(20);
  });

  it('says that it is busy, after some seconds, to all who wait, and saves again when it can', async () => {
    const holder = await holdFromOutside(notes.fresh);
    const waiting = Promise.allSettled(Array.from({ length: 10 }, () => insert()));
    expect(await Promise.race([waiting, sleep(3000, 'patient')])).toBe('patient');
    // Nobody lets go before all have their answer.
    expect(
      (await waiting).map((answer) => answer.status === 'rejected' && answer.reason instanceof DatabaseBusy),
    ).toEqual(Array(10).fill(true));
    await holder.release();
    await insert();
  });
});

const onSqlite = globalThis.TEST_DB === 'sqlite';

describe('the live connections', () => {
  const onSqliteTheyAre = async () => {
    const pragmas = await notes.db.write(async (tx) => ({
      ...(await tx.one`pragma journal_mode`),
      ...(await tx.one`pragma synchronous`),
      ...(await tx.one`pragma foreign_keys`),
      ...(await tx.one`pragma busy_timeout`),
    }));
    expect(pragmas).toEqual({ journal_mode: 'wal', synchronous: 2, foreign_keys: 1, timeout: 0 });
  };

  const onPostgresTheyAre = async () => {
    expect(await notes.db.one`select current_setting('default_transaction_read_only') as reads_only`).toEqual(
      { reads_only: 'on' },
    );
    const setting = (tx: { one: Notes['db']['one'] }) => tx.one`
      select current_setting('statement_timeout') as statement, current_setting('transaction_isolation') as isolation,
        current_setting('idle_in_transaction_session_timeout') as idle`;
    expect(await notes.db.write(setting)).toEqual({
      statement: '10s',
      idle: '10s',
      isolation: 'read committed',
    });
  };

  if (onSqlite) it('survive a power cut, keep references, and never wait inside SQLite', onSqliteTheyAre);
  else it('are bound to read only, and bounded in time', onPostgresTheyAre);
});

const aBrokenConnection = () => {
  const backend = `(select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;

  it('before COMMIT: the unit runs again and is saved once', async () => {
    const id = randomUUID();
    let runs = 0;
    await notes.db.write(async (tx) => {
      await tx.insert(Note, { id });
      if (runs++ === 0)
        await notes.outside(`select pg_terminate_backend(pid) from ${backend} and state like 'idle in%') x`);
      await tx.sql`update note set n = n + 1 where id = ${id}`;
    });
    expect([runs, (await notes.repository.findOneByOrFail({ id })).n]).toEqual([2, 1]);
  });

  it('during COMMIT: is never reported as saved, and the next unit is', async () => {
    const proxy = await cuttingProxy(notes.config.databaseUrl!);
    const nest = await openNest({ ...notes.config, databaseUrl: proxy.url });
    const [id, later] = [randomUUID(), randomUUID()];
    proxy.loseAnswersToCommit();
    const lost = nest.get(Database).write((tx) => tx.insert(Note, { id }));
    await expect(lost).rejects.toThrow(CommitUnknown);
    await nest.close();
    await proxy.close();
    await insert(later);
    expect(await notes.repository.existsBy({ id: later })).toBe(true);
    expect(await notes.repository.existsBy({ id })).toBe(true); // saved and not known: the form key will tell
  });

  it('everywhere at once: reading and writing go on', async () => {
    await notes.outside(`select pg_terminate_backend(pid) from ${backend}) x`);
    await Promise.all([insert(), insert(), notes.db.sql`select 1`, notes.db.sql`select 1`]);
  });
};

const aFullDisk = () => {
  it('is told as such, saves nothing, and is forgotten when there is space again', async () => {
    const pages = (await notes.db.one<{ page_count: number }>`pragma page_count`)!.page_count;
    const limit = (most: number) => notes.db.write((tx) => tx.query(`pragma max_page_count = ${most}`));
    await limit(pages);
    const ids = Array.from({ length: 400 }, () => randomUUID());
    const answers = await Promise.allSettled(ids.map((id) => insert(id)));
    const refused = answers.flatMap((answer) =>
      answer.status === 'rejected' ? [answer.reason as unknown] : [],
    );
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.every((error) => error instanceof DatabaseUnwritable)).toBe(true);
    const kept = new Set((await notes.repository.find()).map(({ id }) => id));
    expect(ids.filter((id, k) => kept.has(id) !== (answers[k]!.status === 'fulfilled'))).toEqual([]);
    await limit(1_000_000);
    await insert();
  });
};

if (onSqlite) describe('a full disk', aFullDisk);
else describe('a connection that breaks', aBrokenConnection);

describe('a unit that hangs', () => {
  it('ends after ten seconds, is not saved, and lets the next one in', async () => {
    const { error, kept, next } = await hanging;
    expect(error).toBeInstanceOf(UnitTimedOut);
    expect({ kept, next }).toEqual({ kept: false, next: true });
  });
});

async function hangOnAnotherDatabase() {
  const other = await openNotes();
  const [id, after] = [randomUUID(), randomUUID()];
  const error = other.db
    .write(async (tx) => {
      await tx.insert(Note, { id });
      await new Promise(() => {});
    })
    .catch((reason: unknown) => reason);
  await other.db.write((tx) => tx.insert(Note, { id: after }));
  const [kept, next] = [
    await other.repository.existsBy({ id }),
    await other.repository.existsBy({ id: after }),
  ];
  await other.close();
  return { error: await error, kept, next };
}
