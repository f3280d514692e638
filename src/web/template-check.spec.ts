import Handlebars from 'handlebars';
import { fileURLToPath } from 'node:url';
import { Locales } from './locales.js';
import { checkTemplates } from './template-check.js';
import { helpersOf } from './view-helpers.js';

const locales = Locales.load(fileURLToPath(new URL('../../views/locales/', import.meta.url)));
const words = [locales.in('ja'), locales.in('en')];
const partials = [
  { name: 'partials/button', tree: Handlebars.parse('{{label}}{{lookup this "kind"}}') },
  { name: 'partials/box', tree: Handlebars.parse('<h2>{{heading}}</h2>{{> @partial-block}}') },
];
const known = {
  helpers: new Set(Object.keys(helpersOf(words[0]!, String))),
  partials,
  words,
  hasAsset: (name: string) => name === 'app.css',
};
const problemsOf = (source: string) =>
  checkTemplates([{ name: 'home/home', tree: Handlebars.parse(source) }], known).map(({ text }) => text);

describe('checkTemplates', () => {
  it.each([
    '{{title}} {{this.date}} {{date}} {{@lang}} {{../up}}',
    '{{t "web.menu"}} {{t "web.who.one" name=me.name}} {{t (concat "web.status." status)}}',
    '{{> button label="x"}} {{> button label=(t "web.menu") kind="second"}}',
    '{{#> box heading="x"}}{{title}}{{/box}}',
    '{{#if (and a (not b))}}{{asset "app.css"}}{{else}}{{#each c}}{{@index}}{{/each}}{{/if}}',
    '<a href="{{href}}"{{#if here}} aria-current="page"{{/if}}>',
  ])('finds nothing wrong in %s', (source) => expect(problemsOf(source)).toEqual([]));

  it.each([
    ['{{shout title}}', 'unknown helper "shout"'],
    ['{{t (shout title)}}', 'unknown helper "shout"'],
    ['{{#repeat 3}}x{{/repeat}}', '{{#repeat}} is no block helper'],
    ['{{#each list as |item|}}{{item}}{{/each}}', 'names after `as` are not checked'],
    ['{{t "web.no-such"}}', 'no text "web.no-such" in ja'],
    ['{{> button label=(t "web.no-such")}}', 'no text "web.no-such" in en'],
    ['{{t "web.who.one"}}', 'text "web.who.one" needs name=… (ja)'],
    ['{{asset "other.css"}}', 'no asset "other.css"'],
    ['{{{title}}}', 'HTML is only shown through the helper `html`'],
    ['{{&title}}', 'HTML is only shown through the helper `html`'],
    ['{{> card}}', 'unknown partial "card"'],
    ['{{> button lable="x"}}', 'partial "button" has no parameter "lable"'],
    ['{{> button this}}', 'give a partial named arguments'],
    ['{{> box heading="x"}}', 'partial "box" takes a block'],
    ['{{#> button label="x"}}y{{/button}}', 'partial "button" takes no block'],
    ['{{#*inline "x"}}y{{/inline}}', 'no inline partials'],
    ['<input value={{title}}>', 'put the value of an attribute in quotes'],
  ])('%s: %s', (source, problem) => expect(problemsOf(source).join('\n')).toContain(problem));

  it('tells the place, and all problems at once', () => {
    expect(problemsOf('<p>\n  {{shout a}}\n</p>{{asset "b"}}')).toEqual([
      'views/home/home.hbs:2:3  unknown helper "shout"',
      'views/home/home.hbs:3:5  no asset "b"',
    ]);
  });
});
