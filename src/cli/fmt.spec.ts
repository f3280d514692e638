import { jest } from '@jest/globals';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { aModule, course } from '../../test/support/curriculum.js';
import { run as fmt } from './fmt.js';

let folder: string;
let said: string;

const at = (path: string) => join(folder, path);
const write = (path: string, text: string | Uint8Array) => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
};
const read = (path: string) => readFileSync(at(path), 'utf8');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tomoni-fmt-'));
  for (const { path, bytes } of course()) write(path, bytes);
  said = '';
  const say = (text: unknown) => {
    said += String(text);
    return true;
  };
  jest.spyOn(process.stdout, 'write').mockImplementation(say);
  jest.spyOn(process.stderr, 'write').mockImplementation(say);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const untidy = `\ufeff${aModule().replace('title: 課', 'title:   課  # 題').replaceAll('\n', '\r\n')}\r\n\r\n`;
const tidy = aModule().replace('title: 課', 'title: 課  # 題');

describe('the command fmt', () => {
  it('writes files in form, once', async () => {
    write('t/01-m.yaml', untidy);
    await fmt([at('shared')]);
    expect(read('t/01-m.yaml')).toBe(untidy);
    said = '';
    expect(await fmt([at('t')])).toBe(0);
    expect(said).toContain('t/01-m.yaml');
    expect(read('t/01-m.yaml')).toBe(tidy);
    expect(readdirSync(at('t')).toSorted()).toEqual(['01-m.yaml', 'track.yaml']);
    said = '';
    expect(await fmt([at('t')])).toBe(0);
    expect(said).toBe('どのファイルも、形がそろっています。\n');
  });

  it('with --check names them, and leaves them', async () => {
    write('t/01-m.yaml', untidy);
    expect(await fmt([at('t'), '--check'])).toBe(1);
    expect(said).toMatch(/t\/01-m\.yaml\n1個のファイルは/);
    expect(read('t/01-m.yaml')).toBe(untidy);
    expect(await fmt([at('t/track.yaml'), '--check'])).toBe(0);
  });

  it('leaves a file that cannot be read, with the report of the checker, and writes the others', async () => {
    const broken = aModule().replace('title: 課', 'title：  課');
    write('t/01-m.yaml', broken);
    write('t/track.yaml', `${read('t/track.yaml')}\n\n`);
    expect(await fmt([at('t')])).toBe(1);
    expect(said).toMatch(/t\/01-m\.yaml:3:6 {2}誤り Y101/);
    expect(read('t/01-m.yaml')).toBe(broken);
    expect(read('t/track.yaml').endsWith(']\n')).toBe(true);
  });

  it.each([[['/no/such/place']], [['--nonsense']], [['a', 'b']]])(
    'answers %j with how it is used',
    async (args) => {
      expect(await fmt(args)).toBe(2);
      expect(said).toContain('npm run tomoni -- fmt');
    },
  );
});
