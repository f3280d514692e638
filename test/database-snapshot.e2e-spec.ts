import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Note, openNotes } from './support/notes.js';
import type { Notes } from './support/notes.js';

const ROWS = 60_000;
let notes: Notes;

beforeAll(async () => {
  notes = await openNotes();
  await notes.outside(
    `insert into note (id, n, body)
     with recursive number (i) as (select 1 union all select i + 1 from number where i < ${ROWS})
     select 'row ' || i, i, 'body of row ' || i from number`,
  );
});
afterAll(() => notes?.close());

const add = () => notes.db.write((tx) => tx.insert(Note, { id: randomUUID(), n: 0 }));
const count = async () => (await notes.db.one<{ n: number }>`select count(*) as n from note`)!.n;

describe('a snapshot', () => {
  it('sees one state while others write, and hides nothing from readers', async () => {
    const before = await count();
    await notes.db.snapshot(async (rows) => {
      await add();
      expect(await rows.one`select count(*) as n from note`).toEqual({ n: before });
      let seen = 0;
      for await (const batch of rows.iterate<{ n: number }>`select n from note where n >= ${0} order by n`) {
        seen += batch.length;
        if (seen % 5 === 0) await add();
        if (seen % 5 === 0) expect(await count()).toBeGreaterThan(before + 1);
        if (seen > 20_000) break;
      }
      expect(await rows.sql`select count(*) as n from note`).toEqual([{ n: before }]);
    });
    expect(await count()).toBeGreaterThan(before + 2);
  });

  it('reads every row once, in order, in small batches, giving others their turn between them', async () => {
    const sizes: number[] = [];
    const wrong: number[] = [];
    let turns = 0;
    let isDone = false;
    const others = (async () => {
      for (; !isDone; turns++) await nextTurn();
    })();
    await notes.db.snapshot(async (rows) => {
      let next = 1;
      for await (const batch of rows.iterate<{ n: number }>`select * from note where n > ${0} order by n`) {
        for (const { n } of batch) if (n !== next++) wrong.push(n);
        sizes.push(batch.length);
      }
    });
    isDone = true;
    await others;
    expect(wrong).toEqual([]);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(ROWS);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(500);
    expect(turns).toBeGreaterThanOrEqual(sizes.length - 1);
  });

  it('reads two results side by side', async () => {
    await notes.db.snapshot(async (rows) => {
      let pairs = 0;
      for await (const batch of rows.iterate`select n from note where n between ${1} and ${1200} order by n`)
        for await (const same of rows.iterate`select n from note where n = ${batch[0]!.n as number}`)
          pairs += same.length;
      expect(pairs).toBeGreaterThan(1);
    });
  });

  it('cannot write', async () => {
    const writing = notes.db.snapshot((rows) => rows.sql`delete from note where n = ${1} returning id`);
    await expect(writing).rejects.toThrow(/read-?only/i);
  });

  it('closes its connection when the work fails half-way, an unfinished iterator included', async () => {
    const abandoned = notes.db.snapshot(async (rows) => {
      await rows.iterate`select * from note`[Symbol.asyncIterator]().next();
      throw new Error('the visitor went away');
    });
    await expect(abandoned).rejects.toThrow('the visitor went away');
    await expect(notes.db.snapshot((rows) => rows.sql`select * from no_such_table`)).rejects.toThrow(
      /no_such_table/,
    );
    if (notes.fresh.engine === 'postgres')
      expect(
        await notes.outside(
          `select count(*) as n from pg_stat_activity where datname = current_database() and state like 'idle in%'`,
        ),
      ).toEqual([{ n: 0 }]);
    else
      expect(await notes.outside('pragma wal_checkpoint(truncate)')).toEqual([
        { busy: 0, log: 0, checkpointed: 0 },
      ]);
  });
});
