import { list, numbered, Templates } from './sql-template.js';
import type { SqlList, SqlValue, Statement } from './sql-template.js';

const template = (strings: TemplateStringsArray, ...values: (SqlValue | SqlList)[]) => ({ strings, values });
const found = (length: number) => template`select 1 where 1 in ${list(Array.from({ length }, () => 1))}`;

describe('the statements of a call site', () => {
  it('are kept under a name for as many lengths of its lists as there is room for, and for no more', () => {
    const statements = new Templates<Statement>(numbered, (statement) => statement);
    const nameOf = (length: number) => {
      const { strings, values } = found(length);
      return statements.for(strings, values).name;
    };
    const lengths = Array.from({ length: 40 }, (_, at) => at + 1);
    const names = lengths.map(nameOf);
    // What a server prepares under a name stays there until the connection ends.
    expect(new Set(names.filter((name) => name !== undefined)).size).toBe(32);
    expect(lengths.map(nameOf)).toEqual(names);
  });
});
