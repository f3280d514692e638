import { jest } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { run } from './dialogue-graph.js';

const FILE = fileURLToPath(new URL('../../test/fixtures/dialogue.yaml', import.meta.url));
let said = '';

beforeEach(() => {
  said = '';
  const say = (text: unknown) => {
    said += String(text);
    return true;
  };
  jest.spyOn(process.stdout, 'write').mockImplementation(say);
  jest.spyOn(process.stderr, 'write').mockImplementation(say);
});
afterEach(() => jest.restoreAllMocks());

describe('the command dialogue-graph', () => {
  it('writes the list, in either language', async () => {
    expect(await run([FILE, 'yoru-11ji'])).toBe(0);
    expect(said).toContain('夜11時のメッセージ（yoru-11ji）');
    said = '';
    expect(await run([FILE, 'yoru-11ji', '--lang', 'en'])).toBe(0);
    expect(said).toContain('scenes 8');
  });

  it('writes the picture', async () => {
    expect(await run([FILE, 'yoru-11ji', '--svg'])).toBe(0);
    expect(said).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
  });

  it('says when there is no such dialogue', async () => {
    expect(await run([FILE, 'yomu'])).toBe(1);
    expect(said).toContain('対話「yomu」がありません');
  });

  it.each([
    [[]],
    [[FILE]],
    [['/no/such/file', 'd']],
    [['/', 'd']],
    [[FILE, 'd', 'e']],
    [[FILE, 'd', '--png']],
  ])('answers %j with how it is used', async (args: string[]) => {
    expect(await run(args)).toBe(2);
    expect(said).toContain('npm run tomoni -- dialogue-graph');
  });
});
