import { canonical, flawOf, hashOf, noteOf, NOTHING_BEFORE, readNote } from './chain.rules.js';

const entry = {
  seq: 1,
  at: 1_778_547_600_000,
  actorId: null,
  role: null,
  act: 'certificate.issued',
  object: 'certificate:1',
  detail: '{}',
  previousHash: NOTHING_BEFORE,
};
const before = { seq: 0, hash: NOTHING_BEFORE };

describe('canonical', () => {
  it('is one text whatever the order', () => {
    expect(canonical({ b: 1, a: 'x', c: null })).toBe('{"a":"x","b":1,"c":null}');
    expect(canonical({ c: null, a: 'x', b: 1 })).toBe(canonical({ b: 1, c: null, a: 'x' }));
  });

  it.each(['山田', 'two words', 'someone@example.jp', 'line\nfeed', 'x'.repeat(201)])(
    'refuses %j',
    (value) => {
      expect(() => canonical({ value })).toThrow('not an id');
    },
  );
});

describe('flawOf', () => {
  const row = { ...entry, hash: hashOf(entry) };

  it('finds nothing in a row as it was written', () => {
    expect(flawOf(row, before)).toBeNull();
  });

  it.each(Object.keys(entry).filter((name) => name !== 'seq' && name !== 'previousHash'))(
    'sees a changed %s',
    (name) => {
      expect(flawOf({ ...row, [name]: name === 'at' ? 1 : 'other' }, before)).toBe('changed');
    },
  );

  it('sees a row left out and a row put in', () => {
    expect(flawOf({ ...row, seq: 2 }, before)).toBe('missing');
    expect(flawOf({ ...row, previousHash: 'f'.repeat(64) }, before)).toBe('unlinked');
  });
});

describe('a head on paper', () => {
  const head = { seq: 1234, hash: hashOf(entry) };
  const note = noteOf(head);

  it('is short, and read again however it is typed', () => {
    expect(note).toMatch(/^1234:([0-9a-f]{4}-){5}[0-9a-f]{2}$/);
    const short = { seq: 1234, hash: head.hash.slice(0, 20) };
    for (const typed of [
      note,
      note.toUpperCase(),
      ` ${note} `,
      note.replaceAll('-', ''),
      note.replace(':', ': '),
    ])
      expect(readNote(typed)).toEqual(short);
    expect(readNote(`1234:${head.hash}`)).toEqual(head);
  });

  it('tells a slip of the pen from a broken record: nearly every misread sign is noticed', () => {
    const slips = [...note].flatMap((sign, at) =>
      /[0-9a-f]/.test(sign)
        ? [...'0123456789abcdef']
            .filter((other) => other !== sign)
            .map((other) => note.slice(0, at) + other + note.slice(at + 1))
        : [],
    );
    const unseen = slips.filter((slip) => readNote(slip) !== null);
    expect(unseen.length / slips.length).toBeLessThan(0.02);
  });

  it.each(['', '12', ':abcd', `12:${'a'.repeat(63)}`, `-1:${'a'.repeat(64)}`, '12:xyz', '12'.repeat(40)])(
    '%j is none',
    (text) => {
      expect(readNote(text)).toBeNull();
    },
  );
});
