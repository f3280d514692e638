import { randomUUID } from 'node:crypto';
import { MoreThan } from 'typeorm';
import { isUniqueViolation } from '../src/database/database-errors.js';
import { list } from '../src/database/database.js';
import type { SqlValue } from '../src/database/database.js';
import { bump } from '../src/database/version.js';
import { CalendarDay } from '../src/shared/calendar-day.js';
import { Note, openNotes } from './support/notes.js';
import type { Notes } from './support/notes.js';

let notes: Notes;
const ids = Array.from({ length: 3 }, () => randomUUID());

beforeAll(async () => {
  notes = await openNotes();
  await notes.db.write((tx) =>
    tx.insert(
      Note,
      ids.map((id, n) => ({ id, n, body: `note ${n}`, open: n > 0, writtenAt: new Date(n * 1000) })),
    ),
  );
});
afterAll(() => notes?.close());

describe('sql', () => {
  it('binds values and never makes them part of the text', async () => {
    const body = `'; drop table note; -- $1 ? \\`;
    const id = randomUUID();
    await notes.db.write((tx) => tx.sql`insert into note (id, body, open) values (${id}, ${body}, ${true})`);
    expect(await notes.db.one`select body, n from note where open = ${true} and body = ${body}`).toEqual({
      body,
      n: 0,
    });
  });

  it('takes lists, of another length each time', async () => {
    const found = async (some: string[]) =>
      (await notes.db.sql`select n from note where n >= ${0} and id in ${list(some)} order by n`).map(
        ({ n }) => n,
      );
    expect(await found(ids)).toEqual([0, 1, 2]);
    expect(await found([])).toEqual([]);
    expect(await found(ids.slice(1))).toEqual([1, 2]);
    await expect(notes.db.sql`select 1 from note where id not in ${list([])}`).rejects.toThrow('not in');
  });

  it('reckons with whole numbers as whole numbers', async () => {
    expect(await notes.db.one`select n / ${2} as half from note where n = ${1}`).toEqual({ half: 0 });
    expect(
      await notes.db.one`select count(*) as n, sum(written_at) as sum from note where id in ${list(ids)}`,
    ).toEqual({
      n: 3,
      sum: 3000,
    });
  });

  it.each([[new Date(0)], [undefined], [{}], [[1]]])('refuses to guess how %p is stored', async (value) => {
    await expect(notes.db.sql`select ${value as unknown as SqlValue}`).rejects.toThrow('cannot bind');
  });

  it('answers null for no row, and sees what was just committed', async () => {
    const id = randomUUID();
    const find = () => notes.db.one`select id from note where id = ${id}`;
    expect(await find()).toBeNull();
    await notes.db.write((tx) => tx.insert(Note, { id }));
    expect(await find()).toEqual({ id });
  });
});

describe('the reading connection', () => {
  it('refuses every way to write', async () => {
    const before = await notes.repository.count();
    const id = randomUUID();
    const strays = [
      () => notes.repository.insert({ id }),
      () => notes.repository.save({ id }),
      () => notes.repository.update({ n: 0 }, { n: 1 }),
      () => notes.repository.delete({ n: 0 }),
      () => notes.repository.manager.transaction(async () => {}),
      () => notes.db.sql`insert into note (id) values (${id})`,
    ];
    for (const stray of strays)
      await expect(stray()).rejects.toThrow(/read-?only|only write|Database\.write/i);
    expect(await notes.repository.count()).toBe(before);
  });
});

describe('a tx', () => {
  it('reads its own rows, changes, counts, overwrites and deletes', async () => {
    const id = randomUUID();
    await notes.db.write(async (tx) => {
      await tx.upsert(Note, { id, n: 1, body: 'first' }, ['id']);
      await tx.upsert(Note, { id, n: 2 }, ['id']);
      expect(await tx.findOne(Note, { id })).toMatchObject({ n: 2, body: 'first' });
      expect(await tx.update(Note, { id }, { n: () => 'n + 5', writtenAt: new Date(9), body: null })).toBe(1);
      expect(await tx.one`select n, body, written_at from note where id = ${id}`).toEqual({
        n: 7,
        body: null,
        written_at: 9,
      });
      expect(await tx.query('select n + $2 as n from note where id = $1', [id, 1])).toEqual([{ n: 8 }]);
      expect(await tx.update(Note, { id: randomUUID() }, { n: 1 })).toBe(0);
      expect(await tx.find(Note, { where: { writtenAt: MoreThan(new Date(1500)) } })).toHaveLength(1);
      expect(await tx.delete(Note, { id })).toBe(1);
    });
    expect(await notes.repository.existsBy({ id })).toBe(false);
  });

  it('inserts more rows than one statement can hold', async () => {
    const many = Array.from({ length: 1500 }, () => ({ id: randomUUID(), n: -1 }));
    await notes.db.write((tx) => tx.insert(Note, many));
    await notes.db.write((tx) => tx.insert(Note, []));
    expect(await notes.db.write((tx) => tx.delete(Note, { n: -1 }))).toBe(1500);
  });

  it('says that a value is taken, without repeating it', async () => {
    const row = { id: randomUUID(), body: 'note 1' };
    const fromTypeOrm = await notes.db.write((tx) => tx.insert(Note, row)).catch((error: unknown) => error);
    const fromSql = await notes.db
      .write((tx) => tx.sql`insert into note (id, body) values (${row.id}, ${row.body})`)
      .catch((error: unknown) => error);
    for (const error of [fromTypeOrm, fromSql]) {
      expect(isUniqueViolation(error)).toBe(true);
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('note 1');
    }
    expect(isUniqueViolation(new Error('23505'))).toBe(false);
  });
});

describe('what is stored', () => {
  it('comes back as it was, by entity and by sql', async () => {
    const row = { id: randomUUID(), body: `'"; 漢字 𠮷 \\`, n: 7, open: true };
    const writtenAt = new Date('2026-03-31T14:59:59.999Z');
    const dueOn = CalendarDay.of(2026, 4, 1);
    await notes.db.write((tx) => tx.insert(Note, { ...row, writtenAt, dueOn }));
    expect(await notes.repository.findOneBy({ dueOn })).toEqual({ ...row, writtenAt, dueOn });
    const raw = await notes.db.one`select * from note where written_at = ${writtenAt.getTime()}`;
    expect({ ...raw, open: Boolean(raw?.open) }).toEqual({
      ...row,
      written_at: writtenAt.getTime(),
      due_on: '2026-04-01',
    });
  });

  it('is marked as changed by counting its scope', async () => {
    await notes.db.write((tx) => bump(tx, 'track:x'));
    await notes.db.write((tx) => bump(tx, 'track:x'));
    const failing = notes.db.write(async (tx) => {
      await bump(tx, 'track:x');
      throw new Error('late');
    });
    await expect(failing).rejects.toThrow('late');
    expect(await notes.db.one`select n from version where scope = ${'track:x'}`).toEqual({ n: 2 });
  });
});
