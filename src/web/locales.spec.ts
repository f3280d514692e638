import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Locales } from './locales.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const locales = Locales.load(join(root, 'views/locales'));
const ja = locales.in('ja');
const en = locales.in('en');

function filesUnder(folder: string, ending: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
}

describe('the words of the product', () => {
  it('stand in both languages', () => {
    expect(en.keys().sort()).toEqual(ja.keys().sort());
  });

  // Dates are filled by one function that gives every part; each language takes what it writes.
  it.each(ja.keys().filter((key) => !key.startsWith('web.date.')))(
    '%s has the same blanks in both',
    (key) => {
      expect([...new Set(en.blanks(key))].sort()).toEqual([...new Set(ja.blanks(key))].sort());
    },
  );

  it('are all used', () => {
    const views = filesUnder('views', '.hbs');
    const sources = filesUnder('src', '.ts').filter((file) => !file.endsWith('.spec.ts'));
    const code = [...views, ...sources].map((file) => readFileSync(join(root, file), 'utf8')).join('\n');
    const named = new Set(
      Array.from(code.matchAll(/['"`]([a-z][\w-]*(?:\.[\w-]+)+)['"`]/g), ([, key]) => key!),
    );
    // 'web.status.' + status, (concat "web.status." status), `web.status.${status}`
    const begun = [...code.matchAll(/['"`]([a-z][\w-]*(?:\.[\w-]+)*\.)(?:\$\{|['"`])/g)].map(
      ([, start]) => start!,
    );
    const titles = new Set(
      views.map((file) => `${file.slice('views/'.length, -'.hbs'.length).replaceAll('/', '.')}.title`),
    );
    const unused = ja
      .keys()
      .filter((key) => !named.has(key) && !titles.has(key) && !begun.some((start) => key.startsWith(start)));
    expect(unused).toEqual([]);
  });
});

describe('Locales', () => {
  let folder: string;
  const write = (text: string) => {
    for (const language of ['ja', 'en']) {
      mkdirSync(join(folder, language), { recursive: true });
      writeFileSync(join(folder, language, 'home.json'), text);
    }
    return Locales.load(folder).in('ja');
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'locales-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each([
    ['plain', {}, 'plain'],
    ['{a} and {b}', { a: 1, b: 'two' }, '1 and two'],
    ['{n} {n|page|pages}', { n: 1 }, '1 page'],
    ['{n} {n|page|pages}', { n: 0 }, '0 pages'],
    ['{漢字|かんじ}と{a}', { a: '仮名' }, '{漢字|かんじ}と仮名'],
    ['{a}', { a: '{b}' }, '{b}'],
    ['{ a } {}', {}, '{ a } {}'],
  ])('"%s" with %j is "%s"', (text, values, filled) => {
    expect(write(JSON.stringify({ one: { two: text } })).text('home.one.two', values)).toBe(filled);
  });

  it.each([
    ['{', 'home.json: '],
    ['{"a": 1}', 'home.a must be a text or an object of texts'],
    ['{"a": ["b"]}', 'home.a must be a text or an object of texts'],
    ['{"a": {"b": null}}', 'home.a.b must be a text or an object of texts'],
  ])('refuses %s, naming the file', (text, message) => {
    expect(() => write(text)).toThrow(message);
    expect(() => write(text)).toThrow('home.json');
  });
});
