import { enctypeFor, postedFields } from './posted-fields.js';
import { PostedFile } from './posted-file.js';

describe('postedFields', () => {
  it('gives back what was typed, each of several choices too', () => {
    const typed = { _key: 'k', memo: 'ゆっくり\n読む', answer: ['0', '2'] };
    expect(postedFields(typed)).toEqual([
      { name: '_key', value: 'k' },
      { name: 'memo', value: 'ゆっくり\n読む' },
      { name: 'answer', value: '0' },
      { name: 'answer', value: '2' },
    ]);
  });

  it.each([
    { email: 'aoi@example.jp', current: 'ことば' },
    { identifier: '12345678', password: 'ことば' },
    { code: '123456', next: '/home' },
  ])('gives back nothing of a form with a secret: %j', (body) => {
    expect(postedFields(body)).toEqual([]);
  });

  it.each([undefined, null, 'text', { memo: { a: '1' } }, { memo: 'a\u0000b' }])('leaves out %j', (body) => {
    expect(postedFields(body)).toEqual([]);
  });
});

it('gives back nothing of a form with a file', () => {
  const file = new PostedFile('a.yaml', Buffer.from('id: a'));
  for (const upload of [file, [file, file]]) expect(postedFields({ note: 'ゆっくり', upload })).toEqual([]);
});

describe('enctypeFor', () => {
  it.each([
    ['あ'.repeat(20_000), 'application/x-www-form-urlencoded'],
    ['あ'.repeat(22_300), 'multipart/form-data'],
    ['\n'.repeat(33_400), 'multipart/form-data'],
  ])('sends what fits as any form, and more in parts', (value, expected) => {
    expect(enctypeFor([{ name: 'text', value }])).toBe(expected);
  });
});
