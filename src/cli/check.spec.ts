import { jest } from '@jest/globals';
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { aModule, course } from '../../test/support/curriculum.js';
import { run as check } from './check.js';
import { run as schema } from './schema.js';

let folder: string;
let said: string;

function write(path: string, bytes: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), bytes);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tomoni-check-'));
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

const broken = aModule().replace('title: 課', 'title：課');

describe('the command check', () => {
  it('finds nothing in a course that is right', async () => {
    expect(await check([folder])).toBe(0);
    expect(said).toContain('公開できます');
  });

  it('exits with 1 when there are errors, and names the file as one can open it', async () => {
    write('t/01-m.yaml', broken);
    expect(await check([folder])).toBe(1);
    expect(said).toMatch(/t\/01-m\.yaml:3:6 {2}誤り Y101/);
  });

  it('exits with 0 when there is only advice', async () => {
    write('t/01-m.yaml', aModule().replace('- ○', '- 〇'));
    expect(await check([folder])).toBe(0);
    expect(said).toContain('提案 S215');
  });

  it('reads what is around a file, and reports the file alone', async () => {
    write('t/01-m.yaml', broken);
    expect(await check([join(folder, 't/track.yaml')])).toBe(0);
    expect(await check([join(folder, 't')])).toBe(1);
    expect(await check([join(folder, 'shared')])).toBe(0);
  });

  it('checks a loose file', async () => {
    const loose = mkdtempSync(join(tmpdir(), 'tomoni-loose-'));
    writeFileSync(join(loose, 'a.yaml'), 'format: 1\nmodule：a\n');
    expect(await check([join(loose, 'a.yaml')])).toBe(1);
    expect(said).toContain('2:7');
    rmSync(loose, { recursive: true });
  });

  it('repairs what it can, and leaves comments and everything else as it is', async () => {
    const text = aModule().replace('title: 課', '# メモ: そのまま\r\ntitle：[重要] 第2回: 課 # 題');
    write('t/01-m.yaml', text.replace('meets: [shiru]', 'meets：[shirou]').replace('- ○', '－ 〇'));
    expect(await check([folder, '--fix'])).toBe(0);
    expect(readFileSync(join(folder, 't/01-m.yaml'), 'utf8')).toBe(
      aModule().replace('title: 課', '# メモ: そのまま\r\ntitle: "[重要] 第2回: 課" # 題'),
    );
  });

  it('repairs nothing outside the path it was given', async () => {
    write('t/01-m.yaml', broken);
    await check([join(folder, 't/track.yaml'), '--fix']);
    expect(readFileSync(join(folder, 't/01-m.yaml'), 'utf8')).toBe(broken);
  });

  it('checks a folder without a track', async () => {
    const loose = mkdtempSync(join(tmpdir(), 'tomoni-loose-'));
    mkdirSync(join(loose, 'x'));
    writeFileSync(join(loose, 'x/a.yaml'), 'format: 1\nmodule：a\n');
    expect(await check([join(loose, 'x')])).toBe(1);
    rmSync(loose, { recursive: true });
  });

  it('speaks English, JSON and the language of GitHub', async () => {
    write('t/01-m.yaml', broken);
    await check([folder, '--lang', 'en']);
    expect(said).toContain('full-width colon');
    said = '';
    await check([folder, '--format', 'json']);
    expect((JSON.parse(said) as { problems: unknown[] }).problems).toHaveLength(1);
    said = '';
    await check([folder, '--format', 'github']);
    expect(said).toMatch(/^::error file=/);
  });

  it.each([[['/no/such/place']], [['--format', 'xml']], [['--nonsense']], [['a', 'b']]])(
    'answers %j with how it is used',
    async (args) => {
      expect(await check(args)).toBe(2);
      expect(said).toContain('npm run tomoni -- check');
    },
  );
});

describe('the command schema', () => {
  it('writes a JSON Schema for each kind of file', async () => {
    expect(await schema([folder])).toBe(0);
    expect(said.trim().split('\n')).toHaveLength(4);
  });
});
