import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assets, locales, VIEWS, visitor } from '../../test/support/views.js';
import { keepChecked, recallChecked } from './checked-views.js';
import { LANGUAGES } from './locales.js';
import { readTemplates } from './template-source.js';
import { ViewEngine } from './view-engine.js';

const words = LANGUAGES.map((language) => locales.in(language));
const found = { withForms: ['a/form'], onPaper: [] };
const broken = '{{> no-such-partial}}';
let folder: string;
let kept: string;

beforeEach(() => {
  const around = mkdtempSync(join(tmpdir(), 'checked-'));
  folder = join(around, 'views');
  kept = join(around, 'kept');
  for (const part of ['assets', 'layouts', 'partials', 'errors'])
    cpSync(join(VIEWS, part), join(folder, part), { recursive: true });
});

afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

const looked = () => ({ folder, written: readTemplates(folder), words });
const load = () => ViewEngine.load({ folder, locales, assets, kept });

it('recalls what was found of exactly these templates', () => {
  expect(recallChecked(kept, looked())).toBeNull();
  keepChecked(kept, looked(), found);
  expect(recallChecked(kept, looked())).toEqual(found);
});

it.each<[string, () => void]>([
  ['a template is new', () => writeFileSync(join(folder, 'errors/new.hbs'), 'x')],
  ['a template is another', () => writeFileSync(join(folder, 'partials/box.hbs'), 'x')],
  ['a template is gone', () => rmSync(join(folder, 'partials/box.hbs'))],
  ['an asset is gone', () => rmSync(join(folder, 'assets/app.css'))],
  ['it cannot be read', () => writeFileSync(join(kept, 'views.json'), '{"print":')],
])('forgets it when %s', (_, change) => {
  keepChecked(kept, looked(), found);
  change();
  expect(recallChecked(kept, looked())).toBeNull();
});

it('forgets it when a text asks for a value that it did not', () => {
  keepChecked(kept, looked(), found);
  expect(recallChecked(kept, { ...looked(), words: words.slice(1) })).toBeNull();
});

it('goes on where nothing can be kept', () => {
  writeFileSync(kept, 'a file where a folder would be');
  expect(load).not.toThrow();
});

it('refuses what is wrong at every start, and renders the same with what was kept', () => {
  const [first, second] = [load(), load()].map((views) =>
    views.render('errors/404', { title: 'x' }, visitor).toString(),
  );
  expect(second).toBe(first);
  expect(readFileSync(join(kept, 'views.json'), 'utf8')).toContain('withForms');
  writeFileSync(join(folder, 'errors/new.hbs'), broken);
  expect(load).toThrow('no-such-partial');
  expect(load).toThrow('no-such-partial');
});
