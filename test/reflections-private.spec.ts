import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { getMetadataArgsStorage } from 'typeorm';
import { entities } from '../src/entities.js';

const tables = getMetadataArgsStorage()
  .tables.filter(({ target }) => (entities as readonly unknown[]).includes(target))
  .map(({ name }) => name!)
  .filter((name) => name.startsWith('reflection'));

function naming(folder: string): string[] {
  return readdirSync(join('src', folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .filter((file) => {
      const code = readFileSync(join('src', folder, file), 'utf8');
      return tables.some((table) => new RegExp(`\\b${table}\\b`).test(code)) || /\/reflections\//.test(code);
    });
}

describe('what people write at reflections', () => {
  it('is kept in these tables', () => {
    expect(tables.toSorted()).toEqual([
      'reflection_draft',
      'reflection_reply',
      'reflection_reply_text',
      'reflection_sending',
      'reflection_text',
    ]);
    // The search finds them where they are known to be named.
    expect(naming('reflections').length).toBeGreaterThan(5);
  });

  it.each(['reports', 'certificates', 'cli'])('is named by no query of %s', (folder) => {
    expect(naming(folder)).toEqual([]);
  });
});
