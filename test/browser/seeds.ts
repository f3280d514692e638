/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Page } from 'playwright-core';
import { axeFindings } from './axe.js';
import { tabFindings } from './keyboard.js';
import { reflowFindings, targetFindings } from './layout.js';
import { newLooks, rememberLooks } from './looks.js';
import { findInPage } from './page-checks.js';
import { Themes } from './themes.js';

/** A page that has what the defect is put into. */
export type Ground = 'lesson' | 'login' | 'question' | 'refused' | 'report';

/** One defect, how it gets into the page, and what must be said about it. */
export interface Seed {
  readonly name: string;
  readonly ground: Ground;
  readonly sow: () => void;
  readonly check: (page: Page) => Promise<string[]>;
  readonly said: RegExp;
}

const ours = (page: Page): Promise<string[]> => page.evaluate(findInPage, 'ja');

/** What only the narrow screen shows, or shows otherwise. */
async function narrowLooks(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 1280, height: 900 });
  await rememberLooks(page);
  await page.setViewportSize({ width: 320, height: 640 });
  return newLooks(page);
}

/** They know the page as it was before the defect, and all of it was well. */
const themes = new Themes();
const themed = (page: Page): Promise<string[]> => themes.findings(page);

function seed(name: string, ground: Ground, [check, said]: [Seed['check'], RegExp], sow: Seed['sow']): Seed {
  return { name, ground, sow, check, said };
}

// These run in the page. They do what a careless change of a template would do.
function one(selector: string): HTMLElement {
  return document.querySelector<HTMLElement>(selector)!;
}
function add(html: string): void {
  one('main .wrap').insertAdjacentHTML('beforeend', html);
}
/** A sheet of its own: the page's CSP refuses a style element. */
function style(text: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
function rename(selector: string, name: string): void {
  const element = one(selector);
  const other = document.createElement(name);
  other.append(...element.childNodes);
  for (const { name: attribute, value } of element.attributes) other.setAttribute(attribute, value);
  element.replaceWith(other);
}
/** What seeds call; goes into the page before them. */
const tools = [one, add, style, rename].map((tool) => `${tool.name}: ${tool.toString()}`);
export const TOOLS = `Object.assign(globalThis, { ${tools.join(', ')} })`;

const FOUND_BY_AXE: readonly Seed[] = [
  seed('no language', 'lesson', [axeFindings, /^html-has-lang/], () =>
    document.documentElement.removeAttribute('lang'),
  ),
  seed('no title', 'lesson', [axeFindings, /^document-title/], () => (document.title = '')),
  seed('pale words', 'lesson', [themed, /^light: color-contrast/], () => style('main p { color: #767676 }')),
  seed('a field without a label', 'login', [axeFindings, /^label/], () =>
    one('label[for=identifier]').remove(),
  ),
  seed('a picture without words', 'lesson', [axeFindings, /^image-alt/], () => add('<img src="data:,">')),
  seed('a heading level left out', 'lesson', [axeFindings, /^heading-order/], () => rename('main h2', 'h5')),
  seed('no main part', 'lesson', [axeFindings, /^landmark-one-main/], () => rename('main', 'div')),
  seed('words outside all parts', 'lesson', [axeFindings, /^region/], () =>
    document.body.insertAdjacentHTML('afterbegin', '<p>あいさつ</p>'),
  ),
  seed(
    'a button without a name',
    'lesson',
    [axeFindings, /^button-name/],
    () => (one('main button').textContent = ''),
  ),
  seed(
    'a link without a name',
    'lesson',
    [axeFindings, /^link-name/],
    () => (one('main a').textContent = ''),
  ),
  seed('an item outside a list', 'lesson', [axeFindings, /^listitem/], () => add('<div><li>一つ</li></div>')),
  seed('a hidden part that takes focus', 'lesson', [axeFindings, /^aria-hidden-focus/], () =>
    one('#lesson-end').setAttribute('aria-hidden', 'true'),
  ),
  seed('a role that is none', 'lesson', [axeFindings, /^aria-roles/], () =>
    one('main p').setAttribute('role', 'text-box'),
  ),
  seed('a state that does not belong', 'lesson', [axeFindings, /^aria-allowed-attr/], () =>
    one('main h2').setAttribute('aria-checked', 'true'),
  ),
  seed(
    'a place of its own in the order',
    'lesson',
    [axeFindings, /^tabindex/],
    () => (one('main a').tabIndex = 5),
  ),
  seed('a page that cannot be made larger', 'lesson', [axeFindings, /^meta-viewport/], () =>
    one('meta[name=viewport]').setAttribute('content', 'width=device-width, user-scalable=no'),
  ),
  seed('a page that goes away by itself', 'lesson', [axeFindings, /^meta-refresh/], () =>
    document.head.insertAdjacentHTML('beforeend', '<meta http-equiv="refresh" content="60">'),
  ),
  seed('a table without headers', 'report', [axeFindings, /^(td-has-header|scope|empty-table)/], () => {
    for (const header of document.querySelectorAll('main table th')) {
      const cell = document.createElement('td');
      cell.append(...header.childNodes);
      header.replaceWith(cell);
    }
  }),
];

const FOUND_BY_US: readonly Seed[] = [
  seed('another language', 'lesson', [ours, /^language/], () => (document.documentElement.lang = 'en')),
  seed('two main headings', 'lesson', [ours, /^one h1/], () => add('<h1>もう一つ</h1>')),
  seed(
    'a refusal under the usual title',
    'refused',
    [ours, /^title of a refused form/],
    () => (document.title = '報告'),
  ),
  seed('a refusal that no field tells', 'refused', [ours, /^aria-invalid/], () => {
    for (const control of document.querySelectorAll('[aria-invalid]'))
      control.removeAttribute('aria-invalid');
  }),
  seed('words of an error beside the field only', 'refused', [ours, /^error without control/], () => {
    for (const control of document.querySelectorAll('[aria-describedby]'))
      control.removeAttribute('aria-describedby');
  }),
  seed('an error that the summary leaves out', 'refused', [ours, /^error not in the summary/], () =>
    one('#error-summary li').remove(),
  ),
  seed('a line of the summary that leads nowhere', 'refused', [ours, /^target/], () =>
    one('#error-summary a').setAttribute('href', '#nowhere'),
  ),
  seed('a description that is not there', 'login', [ours, /^reference/], () =>
    one('main input').setAttribute('aria-describedby', 'nowhere'),
  ),
  seed('an id twice', 'lesson', [ours, /^id twice/], () => add('<p id="main">二つ目</p>')),
  seed('choices without their question', 'question', [ours, /^legend/], () =>
    one('main fieldset legend').remove(),
  ),
  seed('a personal field that is not filled in by itself', 'login', [ours, /^autocomplete/], () =>
    one('main input[type=password]').removeAttribute('autocomplete'),
  ),
  seed('a label that vanishes', 'login', [ours, /^placeholder/], () =>
    one('main input').setAttribute('placeholder', '受講番号'),
  ),
  seed('a form that only a script can send', 'lesson', [ours, /^form without button/], () =>
    one('#lesson-end button').setAttribute('type', 'button'),
  ),
  seed('a form that could be sent twice', 'lesson', [ours, /^form without key/], () =>
    one('#lesson-end input[name=_key]').remove(),
  ),
  seed('a link told by its colour', 'lesson', [ours, /^underline/], () =>
    style('main a { text-decoration: none !important }'),
  ),
  seed('a link called here', 'lesson', [ours, /^link text/], () => (one('main a').textContent = 'こちら')),
  seed('a button that is none', 'lesson', [ours, /^inline/], () =>
    add('<div onclick="next()">次へ進む</div>'),
  ),
  seed('a header of nothing', 'report', [ours, /^scope/], () => one('main th').removeAttribute('scope')),
  seed('a table without a name', 'report', [ours, /^caption/], () => one('main caption').remove()),
  seed('the name of a file in place of words', 'lesson', [ours, /^alt/], () =>
    add('<img src="data:," alt="circle.png">'),
  ),
  seed('a heading that is only bold', 'lesson', [ours, /^bold paragraph/], () =>
    add('<p><b>大切なこと</b></p>'),
  ),
  seed('a word with blanks in it', 'lesson', [ours, /^spaced word/], () => add('<p>沈 黙 の 時間です。</p>')),
  seed('a date with a slash', 'lesson', [ours, /^slash in a number/], () => add('<p>6/14に始まります。</p>')),
  seed('a shout', 'lesson', [ours, /^exclamation mark/], () => add('<p>おつかれさまでした！</p>')),
  seed('a sentence without end', 'lesson', [ours, /^long sentence/], () =>
    add(`<p>${'長い文が'.repeat(30)}。</p>`),
  ),
  seed('a part that is wider than a phone', 'lesson', [reflowFindings, /^at 320 px wider/], () =>
    style('main .wrap { width: 600px }'),
  ),
  seed('words that are cut off', 'lesson', [reflowFindings, /^at 320 px cut off/], () =>
    style('main h2 { overflow: hidden; white-space: nowrap; width: 3em }'),
  ),
  seed('words that pale in the dark', 'lesson', [themed, /^dark: color-contrast/], () =>
    style('[data-theme=dark] main h2 { color: #777 }'),
  ),
  seed('a ground that pales words in the calm theme', 'lesson', [themed, /^calm: color-contrast/], () =>
    style('[data-theme=calm] main .wrap { background: #888 }'),
  ),
  seed('a veil over words in the dark', 'lesson', [themed, /^dark: color-contrast/], () =>
    style('[data-theme=dark] main .wrap { opacity: .4 }'),
  ),
  seed('a link like its words in the dark', 'lesson', [themed, /^dark: link-in-text-block/], () => {
    add('<p>ことばと<a id="alike" href="/">つながり</a>とことば</p>');
    style('[data-theme=dark] #alike { color: #d0e7f5; text-decoration: none }');
  }),
  seed('words that only a phone pales', 'lesson', [narrowLooks, /^<[^>]+><\/[^>]+><h2/], () =>
    style('@media (max-width: 40rem) { main h2 { color: #767676 } }'),
  ),
  seed('words that only a phone pales in the dark', 'lesson', [narrowLooks, /^<[^>]+><\/[^>]+><h2/], () =>
    style('@media (max-width: 40rem) { [data-theme=dark] main h2 { background: #888 } }'),
  ),
  seed('words that only a phone has', 'lesson', [narrowLooks, /<p id="small">/], () => {
    add('<p id="small">小さい画面のことば</p>');
    style('@media (min-width: 40rem) { #small { display: none } }');
  }),
  seed('a button for a needle', 'lesson', [targetFindings, /<button/], () =>
    style('main button { min-height: 0 !important; height: 20px; padding: 0 }'),
  ),
  seed('a focus that is not seen', 'lesson', [tabFindings, /^focus not visible/], () =>
    style(':focus-visible { outline: none !important; box-shadow: none !important }'),
  ),
  seed('a focus behind a bar', 'lesson', [tabFindings, /^focus covered/], () =>
    style('.calmbar { position: fixed; inset: auto 0 0; height: 90vh; background: var(--bg) }'),
  ),
  seed('an order against the eye', 'lesson', [tabFindings, /^focus jumps back/], () =>
    style('.calmbar ul { display: flex; flex-flow: row-reverse nowrap } .calmbar li { flex: 1 }'),
  ),
  seed('an order from below', 'lesson', [tabFindings, /^focus jumps up/], () =>
    style('main .wrap { display: flex; flex-direction: column-reverse }'),
  ),
  seed('a field that lets nobody go', 'lesson', [tabFindings, /stops for/], () =>
    one('main textarea').addEventListener('keydown', (event) => event.preventDefault()),
  ),
  seed(
    'a link that the keyboard passes by',
    'lesson',
    [tabFindings, /stops for/],
    () => (one('main a').tabIndex = -1),
  ),
];

export const SEEDS: readonly Seed[] = [...FOUND_BY_AXE, ...FOUND_BY_US];
