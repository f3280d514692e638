import { canonical, flawOf, hashOf, NOTHING_BEFORE } from './chain.rules.js';

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
