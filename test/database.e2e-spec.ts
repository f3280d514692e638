import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from '../src/database/database.js';
import type { Tx } from '../src/database/database.js';
import { Note, openNest, openNotes } from './support/notes.js';
import type { Notes } from './support/notes.js';

let notes: Notes;

beforeAll(async () => {
  notes = await openNotes();
});
afterAll(() => notes?.close());

const write = <T>(work: (tx: Tx) => Promise<T>) => notes.db.write(work);
const count = async () => (await notes.db.one<{ n: number }>`select count(*) as n from note`)?.n ?? -1;
const some = (many: number) => Array.from({ length: many }, () => ({ id: randomUUID() }));
const fails = () => Promise.reject(new Error('fails late'));

describe('many people at once', () => {
  it('saves 200 simultaneous submissions, and no other', async () => {
    const before = await count();
    const ids = Array.from({ length: 200 }, () => randomUUID());
    const answers = await Promise.allSettled(
      ids.map((id) => write((tx) => tx.insert(Note, { id, open: true }))),
    );
    expect(answers.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect(await count()).toBe(before + 200);
  });

  it('loses no step of counters that are read, waited for and written', async () => {
    const id = randomUUID();
    await write((tx) => tx.insert(Note, { id, n: 0 }));
    await Promise.all(
      Array.from({ length: 60 }, (_, k) =>
        write(async (tx) => {
          const note = await tx.findOne(Note, { id });
          if (k % 10 === 0) await sleep(2); // against the rule, and still exact
          await tx.update(Note, { id }, { n: note!.n + 1 });
          if (k % 3 === 0) await fails();
        }).catch(() => {}),
      ),
    );
    expect(await notes.db.one`select n from note where id = ${id}`).toEqual({ n: 40 });
  });

  it('loses none either when two processes do so', async () => {
    const id = randomUUID();
    await write((tx) => tx.insert(Note, { id, n: 0 }));
    const other = await openNest(notes.config);
    let runs = 0;
    const step = async (tx: Tx) => {
      runs++;
      const note = await tx.findOne(Note, { id });
      await tx.update(Note, { id }, { n: note!.n + 1 });
    };
    await Promise.all(
      Array.from({ length: 60 }, (_, k) => (k % 2 ? write(step) : other.get(Database).write(step))),
    );
    await other.close();
    expect(await notes.db.one`select n from note where id = ${id}`).toEqual({ n: 60 });
    expect(runs).toBe(60); // who waits has not begun, so nothing is done twice
  });

  it('never takes an acknowledged write back when another request fails late', async () => {
    const acknowledged: string[] = [];
    const failed: string[] = [];
    await Promise.all(
      Array.from({ length: 500 }, async (_, k) => {
        const id = randomUUID();
        const submission = write(async (tx) => {
          await tx.insert(Note, { id });
          if (k % 2 === 0) return;
          await tx.sql`update note set n = ${k} where id = ${id}`;
          await (k % 4 === 1 ? fails() : tx.insert(Note, { id }));
        });
        await submission.then(
          () => acknowledged.push(id),
          () => failed.push(id),
        );
      }),
    );
    const kept = new Set((await notes.repository.find({ select: { id: true } })).map(({ id }) => id));
    expect([acknowledged.length, failed.length]).toEqual([250, 250]);
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    expect(failed.filter((id) => kept.has(id))).toEqual([]);
  });

  it('shows nothing of a unit before it is committed, and all of it to the next reader', async () => {
    const id = randomUUID();
    let seen: unknown = 'not read';
    const begun = new EventEmitter();
    const reader = once(begun, 'unit').then(
      async () => (seen = await notes.db.one`select id from note where id = ${id}`),
    );
    await write(async (tx) => {
      await tx.insert(Note, { id });
      begun.emit('unit');
      await sleep(20);
    });
    await reader;
    expect(seen).toBeNull();
    expect(await notes.repository.existsBy({ id })).toBe(true);
  });
});

describe('a unit of work', () => {
  it('is refused inside another', async () => {
    await expect(write(() => write(async () => {}))).rejects.toThrow('inside a unit of work');
    await expect(write(() => notes.db.snapshot(async () => {}))).rejects.toThrow('inside a unit');
  });

  it('reads through its own tx only', async () => {
    const outsideReads = [
      () => notes.db.sql`select 1`,
      () => notes.db.one`select 1`,
      () => notes.repository.find(),
      () => notes.repository.createQueryBuilder('note').getRawMany(),
    ];
    for (const read of outsideReads)
      await expect(write(async () => void (await read()))).rejects.toThrow('read through its tx');
    expect(await notes.db.sql`select 1 as one`).toEqual([{ one: 1 }]);
  });

  it('is over for what goes on after it', async () => {
    let later: Promise<unknown> = Promise.resolve();
    await write(async () => {
      later = sleep(5).then(() => write((tx) => tx.one`select 1 as one`));
    });
    expect(await later).toEqual({ one: 1 });
  });

  it('takes no statement after its end, from TypeORM or from sql', async () => {
    const before = await count();
    let kept: Tx | undefined;
    await write(async (tx) => {
      kept = tx;
    });
    await expect(kept!.insert(Note, { id: randomUUID() })).rejects.toThrow('after the end');
    await expect(kept!.sql`insert into note (id) values (${randomUUID()})`).rejects.toThrow('after the end');
    await expect(kept!.query('select 1')).rejects.toThrow('after the end');
    expect(await count()).toBe(before);
  });

  it('fails, saving nothing, when one of its statements was not awaited', async () => {
    const before = await count();
    const forgetful = write(async (tx) => {
      await tx.insert(Note, { id: randomUUID() });
      void tx.insert(Note, { id: randomUUID() });
    });
    await expect(forgetful).rejects.toThrow('not awaited');
    for (let steps = 0; steps < 40; steps++) {
      const hurried = write(async (tx) => {
        void tx.insert(Note, some(900));
        for (let step = 0; step < steps; step++) await Promise.resolve(); // fails while the statement is on its way
        await fails();
      });
      await expect(hurried).rejects.toThrow('fails late');
    }
    await write(async () => {});
    expect(await count()).toBe(before);
  });

  it('is not saved when a failed statement was swallowed, on either engine', async () => {
    const id = randomUUID();
    const swallowing = write(async (tx) => {
      await tx.insert(Note, { id });
      await tx.insert(Note, { id }).catch(() => {});
    });
    await expect(swallowing).rejects.toThrow(/unique/i);
    expect(await notes.repository.existsBy({ id })).toBe(false);
  });

  it('does not stop the next one by failing, whatever it throws', async () => {
    await Promise.allSettled([write(fails), write(() => Promise.reject(new TypeError('x'))), write(fails)]);
    expect(await write(async (tx) => (await tx.one<{ n: number }>`select 7 as n`)?.n)).toBe(7);
  });

  it('has no way to save, and refuses conditions that name no row', async () => {
    await write(async (tx) => {
      expect('save' in tx || 'remove' in tx).toBe(false);
      for (const where of [{}, { id: undefined }, { body: null as unknown as string }]) {
        await expect(tx.findOne(Note, where)).rejects.toThrow('names its rows');
        await expect(tx.update(Note, where, { n: 1 })).rejects.toThrow('names its rows');
        await expect(tx.delete(Note, where)).rejects.toThrow('names its rows');
      }
    });
  });
});
