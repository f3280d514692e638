import { makeLog, nestLogger } from './log.js';

function logged(error: unknown): string {
  let line = '';
  const log = makeLog('info', { write: (text: string) => void (line += text) });
  nestLogger(log).error({ err: error }, 'request failed', 'Errors');
  return line;
}

describe('what is written about an error', () => {
  it('says where it happened and what its first line says', () => {
    const line = logged(new TypeError('no such thing\nmemo: ゆっくり'));
    expect(line).toContain('"message":"no such thing"');
    expect(line).toMatch(/"stack":" +at .*log\.spec/);
    expect(line).not.toContain('ゆっくり');
  });

  it.each([
    ['a statement and its values', { query: 'insert into memo values ($1)', parameters: ['ゆっくり'] }],
    ['the row that the database names', { detail: 'Key (email)=(aoi@example.jp) already exists.' }],
  ])('leaves out %s', (_what, extra) => {
    expect(logged(Object.assign(new Error('duplicate key'), extra))).not.toMatch(
      /ゆっくり|aoi@example|insert/,
    );
  });

  it('leaves out a message that quotes a value', () => {
    const error = Object.assign(new Error('invalid input syntax for type bigint: "ゆっくり"'), {
      code: '22P02',
    });
    expect(logged(error)).toContain('"message":"a value was not accepted"');
    expect(logged(error)).not.toContain('ゆっくり');
  });

  it('does not trust what is no error', () => {
    expect(logged('ゆっくり')).toContain('not an Error');
  });
});
