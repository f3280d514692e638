import { Audit } from '../src/audit/audit.service.js';
import { AuditChain } from '../src/audit/audit-chain.js';
import { AuditEvent } from '../src/audit/audit-event.entity.js';
import { noteOf } from '../src/audit/chain.rules.js';
import { AuditKeeping } from '../src/audit/audit-keeping.service.js';
import { toPaper } from '../src/cli/audit-head.js';
import { Locales } from '../src/web/locales.js';
import { inWords, readNoted } from '../src/cli/verify-audit.js';
import { newId } from '../src/shared/ids.js';
import { startApp } from './support/app.js';
import type { TestApp } from './support/app.js';

let app: TestApp;
let audit: Audit;
let chain: AuditChain;

beforeAll(async () => {
  app = await startApp();
  audit = app.get(Audit);
  chain = app.get(AuditChain);
});
afterAll(() => app.close());

const act = (n: number) => ({
  actor: { personId: newId(app.clock.now()), role: 'office' },
  act: 'slip.printed' as const,
  object: `person:${n}` as const,
  detail: { n, code: 'x' },
});
const record = (n: number) => app.db.write((tx) => audit.record(tx, act(n)));

describe('the audit record', () => {
  it('is one chain, however many acts arrive at once', async () => {
    const before = (await chain.verifyChain()).head.seq;
    await Promise.all(Array.from({ length: 40 }, (_, n) => record(n)));
    const { head, flaw } = await chain.verifyChain();
    expect([head.seq - before, flaw]).toEqual([40, null]);
  });

  it('keeps nothing of an act that was undone', async () => {
    const { head } = await chain.verifyChain();
    const undone = app.db.write(async (tx) => {
      await audit.record(tx, act(1));
      throw new Error('late');
    });
    await expect(undone).rejects.toThrow('late');
    expect((await chain.verifyChain()).head).toEqual(head);
  });

  it('undoes an act whose record would hold a name', async () => {
    const { head } = await chain.verifyChain();
    const named = app.db.write((tx) => audit.record(tx, { ...act(1), detail: { name: '山田 花子' } }));
    await expect(named).rejects.toThrow('not an id');
    expect((await chain.verifyChain()).head).toEqual(head);
  });

  it('can not be changed or shortened', async () => {
    await record(1);
    const change = app.db.write((tx) => tx.update(AuditEvent, { seq: 1 }, { act: 'other' }));
    await expect(change).rejects.toThrow(/append-only/);
    const shorten = app.db.write((tx) => tx.delete(AuditEvent, { seq: 1 }));
    await expect(shorten).rejects.toThrow(/append-only/);
  });
});

describe('verifyChain', () => {
  // What the owner of the database could do: the triggers go first. The row is put back for the other tests.
  const tamper = async (row: AuditEvent, patch: Partial<AuditEvent>, look: () => Promise<void>) => {
    await withoutTriggers(async () => {
      await app.db.write((tx) => tx.update(AuditEvent, { seq: row.seq }, patch));
      await look();
      await app.db.write((tx) => tx.update(AuditEvent, { seq: row.seq }, { ...row }));
    });
    expect((await chain.verifyChain()).flaw).toBeNull();
  };
  const aRow = async () => {
    await record(1);
    const { head } = await chain.verifyChain();
    await record(2);
    return app.db.write(async (tx) => (await tx.findOne(AuditEvent, { seq: head.seq }))!);
  };

  it.each([
    ['a changed word', { act: 'slip.unprinted' }],
    ['a changed detail', { detail: '{"code":"y","n":1}' }],
    ['another actor', { actorId: null }],
  ])('names the row with %s', async (_what, patch) => {
    const row = await aRow();
    await tamper(row, patch, async () => {
      expect((await chain.verifyChain()).flaw).toEqual({ seq: row.seq, kind: 'changed' });
    });
  });

  it('names a row that was rewritten with a hash of its own', async () => {
    const row = await aRow();
    await tamper(row, { hash: 'f'.repeat(64) }, async () => {
      expect((await chain.verifyChain()).flaw).toEqual({ seq: row.seq, kind: 'changed' });
    });
  });

  it('sees a cut end by a head that was noted before', async () => {
    const { head } = await chain.verifyChain();
    await record(3);
    expect((await chain.verifyChain(head)).flaw).toBeNull();
    const beyond = { seq: head.seq + 5, hash: 'a'.repeat(64) };
    expect((await chain.verifyChain(beyond)).flaw).toEqual({ seq: beyond.seq, kind: 'cut' });
    expect((await chain.verifyChain({ ...head, hash: 'a'.repeat(64) })).flaw?.kind).toBe('cut');
  });
});

describe('the daily look', () => {
  const keeping = () => app.get(AuditKeeping);
  const noted = () =>
    app.db.sql<{ seq: number; flaw_seq: number | null }>`select seq, flaw_seq from audit_check`;

  it('notes what it found, once a day', async () => {
    await record(1);
    await keeping().checkDaily(app.clock.now());
    const first = (await keeping().findLast())!;
    expect([first.flaw, first.checkedAt]).toEqual([null, app.clock.now()]);
    await record(2);
    await keeping().checkDaily(app.clock.now());
    expect(await keeping().findLast()).toEqual(first);
    app.clock.advance(24 * 60 * 60 * 1000);
    await keeping().checkDaily(app.clock.now());
    expect((await keeping().findLast())!.head.seq).toBe(first.head.seq + 1);
    expect(await noted()).toHaveLength(1);
  });

  it('sees a cut end by what it found the day before, and goes on seeing it', async () => {
    await record(3);
    const { head } = await keeping().check();
    const row = await app.db.write(async (tx) => (await tx.findOne(AuditEvent, { seq: head.seq }))!);
    await withoutTriggers(async () => {
      await app.db.write((tx) => tx.delete(AuditEvent, { seq: head.seq }));
      for (const _ of [1, 2]) expect((await keeping().check()).flaw).toEqual({ seq: head.seq, kind: 'cut' });
      expect((await keeping().findLast())!.flaw).toEqual({ seq: head.seq, kind: 'cut' });
      await app.db.write((tx) => tx.insert(AuditEvent, { ...row }));
    });
    expect((await keeping().check()).flaw).toBeNull();
    expect((await keeping().findLast())!.flaw).toBeNull();
  });

  it('takes a short note from paper, and says where it is not met', async () => {
    await record(4);
    const { head } = await keeping().check();
    await record(5);
    const [note] = readNoted(['--head', noteOf(head)])!;
    expect((await keeping().check([note!])).flaw).toBeNull();
    const other = { ...note!, hash: '0'.repeat(20) };
    expect((await keeping().check([other])).flaw).toEqual({ seq: head.seq, kind: 'cut' });
    expect((await keeping().findLast())!.flaw).toBeNull();
  });
});

describe('the head on paper', () => {
  it('has the day in Japan, the short form, the whole, and a QR code of the whole', async () => {
    await record(6);
    const { head } = await chain.verifyChain();
    for (const language of ['ja', 'en'] as const) {
      const paper = await toPaper(head, app.nest.get(Locales).in(language), new Date('2026-06-30T15:05:00Z'));
      expect(paper).toContain(language === 'ja' ? '2026年7月1日（水） 0時5分' : '1 July 2026');
      expect(paper).toContain(`${head.seq}:${head.hash}`);
      expect(paper).toContain(`verify-audit --head ${noteOf(head)}`);
      expect(paper).toMatch(/[█▀▄]{10}/);
      expect(readNoted(['--head', noteOf(head)])).toEqual([{ seq: head.seq, hash: head.hash.slice(0, 20) }]);
    }
  });
});

describe('the command', () => {
  it('reads a noted end and says what it found', () => {
    const hash = 'a'.repeat(64);
    const note = noteOf({ seq: 12, hash });
    expect(readNoted([])).toEqual([]);
    for (const args of [[`12:${hash}`], ['--head', `12:${hash}`], [`--head=12:${hash}`]])
      expect(readNoted(args)).toEqual([{ seq: 12, hash }]);
    expect(readNoted(['--head', note])).toEqual([{ seq: 12, hash: hash.slice(0, 20) }]);
    for (const args of [[''], ['12'], [`12:${hash}x`], [`-1:${hash}`], ['--head'], ['--head', note, note]])
      expect(readNoted(args)).toBeNull();
    expect(inWords({ head: { seq: 12, hash }, flaw: null })).toContain(`12:${hash}`);
    expect(inWords({ head: { seq: 3, hash }, flaw: { seq: 4, kind: 'changed' } })).toMatch(
      /^Row 4 was changed/,
    );
  });
});

async function withoutTriggers(work: () => Promise<void>): Promise<void> {
  const isPostgres = app.db.engine === 'postgres';
  const names = ['audit_event_no_update', 'audit_event_no_delete'];
  const kept = isPostgres
    ? []
    : await app.db.sql<{
        sql: string;
      }>`select sql from sqlite_schema where type = 'trigger' and tbl_name = 'audit_event'`;
  const off = isPostgres
    ? ['alter table audit_event disable trigger audit_event_append_only']
    : names.map((name) => `drop trigger ${name}`);
  const on = isPostgres
    ? ['alter table audit_event enable trigger audit_event_append_only']
    : kept.map(({ sql }) => sql);
  const run = (all: string[]) =>
    app.db.write(async (tx) => {
      for (const text of all) await tx.query(text);
    });
  await run(off);
  try {
    await work();
  } finally {
    await run(on);
  }
}
