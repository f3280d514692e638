import { assets, engineWith, locales, show, VIEWS, visitor } from '../../test/support/views.js';
import { LANGUAGES } from './locales.js';
import { readTemplates } from './template-source.js';
import { compileStage } from './template-stage.js';
import { ViewEngine } from './view-engine.js';
import { helpersOf } from './view-helpers.js';

const mainOf = (html: string) =>
  /<div class="wrap">\n?((?:(?!<div class="wrap">)[\s\S])*?)\n?<\/div>\n?<\/main>/.exec(html)![1];

describe('the templates of the product', () => {
  it('are sound', () => {
    expect(() => ViewEngine.load({ folder: VIEWS, locales, assets })).not.toThrow();
  });

  it.each(LANGUAGES)('can all be compiled, in %s', (language) => {
    const words = locales.in(language);
    const helpers = helpersOf(words, (name) => assets.url(name));
    for (const run of compileStage(readTemplates(VIEWS), words, helpers).values())
      try {
        run({}, {});
      } catch (error) {
        expect((error as Error).message).toMatch(/^views\/.*no field|^Cannot read properties/);
      }
  });
});

describe('fields', () => {
  it.each([
    '{{name}}',
    '{{#if name}}x{{/if}}',
    '{{date name}}',
    '{{#each name}}x{{/each}}',
    '{{person.name}}',
    '{{t "web.who.one" name=name}}',
    '{{> tag text=name}}',
    '{{@name}}',
  ])('that the model does not have are an error: %s', (source) => {
    expect(() => show(source, { person: {} })).toThrow('views/try/page.hbs:1:');
    expect(() => show(source, { person: {} })).toThrow('no field "name" here');
  });

  it.each([
    ['{{name}}', { name: null }, ''],
    ['{{#if name}}x{{else}}y{{/if}}', { name: null }, 'y'],
    [
      '{{#each list}}{{this}}{{@index}}{{#unless @last}}, {{/unless}}{{else}}none{{/each}}',
      { list: ['a', 'b'] },
      'a0, b1',
    ],
    ['{{#each list}}x{{else}}none{{/each}}', { list: [] }, 'none'],
    [
      '{{#each rows}}{{#each this}}{{@../index}}{{@index}}{{../../x}}{{/each}}{{/each}}',
      { rows: [['a'], ['b']], x: '-' },
      '00-10-',
    ],
    ['{{#with a}}{{b}}{{../c}}{{/with}}', { a: { b: 1 }, c: 2 }, '12'],
    ['{{date}} {{number}}', { date: 'd', number: 'n' }, 'd n'],
    ['{{lookup this "hint"}}|{{#if (lookup this "hint")}}x{{/if}}', {}, '|'],
    [
      '{{count}}',
      {
        get count() {
          return 3;
        },
      },
      '3',
    ],
  ])('%s of %j', (source, model, html) => expect(mainOf(show(source, model))).toBe(html));

  it('that are functions are an error', () => {
    expect(() => show('{{act}}', { act: () => 'x' })).toThrow('views/try/page.hbs shows a function');
  });
});

describe('partials', () => {
  it('see their arguments only', () => {
    const views = engineWith({ 'partials/who': '{{name}}', 'try/page': '{{> who}}' });
    expect(() => views.render('try/page', { title: 'x', name: 'さくら' }, visitor)).toThrow(
      'no field "name" here',
    );
  });

  it('show a block that sees the fields of its own page', () => {
    const html = show('{{#each list}}{{#> box heading="h" id="i"}}{{this}}{{../name}}{{/box}}{{/each}}', {
      list: ['a', 'b'],
      name: 'n',
    });
    expect(html).toMatch(/<h2 id="i">h<\/h2>\nan<\/section>[\s\S]*\nbn<\/section>/);
  });

  it('pass a block on to the partial they are made of', () => {
    const views = engineWith({
      'partials/inner': '[{{> @partial-block}}]',
      'partials/outer': '({{#> inner}}{{> @partial-block}}{{/inner}})',
      'try/page': '{{#> outer}}{{name}}{{/outer}}',
    });
    expect(mainOf(views.render('try/page', { title: 'x', name: '<n>' }, visitor).toString())).toBe(
      '([&lt;n&gt;])',
    );
  });
});

describe('while templates are being written', () => {
  it('a broken one stops the start, all problems told', () => {
    const views = { 'try/page': '{{t "no.such"}}', 'try/other': '{{#if}' };
    expect(() => engineWith(views)).toThrow(
      /views cannot be used:[\s\S]*try\/other\.hbs[\s\S]*views\/try\/page\.hbs:1:1 {2}no text "no\.such" in ja/,
    );
  });

  it('a broken one breaks its own page and its callers only, in a draft', () => {
    const views = engineWith(
      { 'partials/bad': '{{t "no.such"}}', 'try/page': '{{> bad}}', 'try/good': 'fine' },
      true,
    );
    expect(() => views.render('try/page', { title: 'x' }, visitor)).toThrow('no text "no.such" in ja');
    expect(views.render('try/good', { title: 'x' }, visitor).toString()).toContain('fine');
  });
});

it('renders a fragment without the frame', () => {
  const views = engineWith({ 'try/card': '<b>{{name}}</b>{{t "web.menu"}}' });
  expect(views.fragment('try/card', { name: '<' }, visitor)).toBe('<b>&lt;</b>メニュー');
  expect(views.has('try/card')).toBe(true);
  expect(views.has('try/none')).toBe(false);
});
