import { jest } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './curriculum-report.js';

const FOLDER = fileURLToPath(new URL('../../curricula', import.meta.url));
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

describe('the command curriculum-report', () => {
  it('writes what the curricula hold, in either language', async () => {
    expect(await run([FOLDER])).toBe(0);
    expect(said).toContain('# 教材の報告');
    expect(said).not.toContain('M01 治った人');
    said = '';
    expect(await run([FOLDER, '--answers', '--lang', 'en'])).toBe(0);
    expect(said).toContain('# Report on the curricula');
    expect(said).toContain('### M01 治った人');
  });

  it('says that files with errors are counted as far as they could be read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'report-'));
    writeFileSync(join(folder, 'track.yaml'), 'format: 1\ntrack: t\n');
    expect(await run([folder])).toBe(1);
    expect(said).toContain('誤りのあるファイル');
    rmSync(folder, { recursive: true });
  });

  it.each([[['/no/such/folder']], [[FOLDER, FOLDER]], [[join(FOLDER, 'README.md')]], [[FOLDER, '--pdf']]])(
    'answers %j with how it is used',
    async (args: string[]) => {
      expect(await run(args)).toBe(2);
      expect(said).toContain('npm run tomoni -- curriculum-report');
    },
  );
});
