/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Browser, Locator, Page } from 'playwright-core';
import { RouteTable } from '../../src/web/route-table.js';
import { launchChromium } from '../support/chromium.js';
import type { SentFile } from '../support/multipart.js';
import { axeFindings } from './axe.js';
import { ASKING, FORMS, ONLY_BUTTONS } from './form-samples.js';
import type { FormSample } from './form-samples.js';
import { findInPage } from './page-checks.js';
import { keepShots } from './shots.js';
import { Themes } from './themes.js';
import { aWorld } from './world.js';
import type { World } from './world.js';

let browser: Browser;
let world: World;
const themes = new Themes();
beforeAll(async () => {
  browser = await launchChromium();
  world = await aWorld(browser);
});
afterAll(async () => {
  await browser.close();
  await world.app.close();
});

async function open({ as, at }: FormSample, script: boolean): Promise<Page> {
  const page = await world.people.page(as, script);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(world.app.origin + at(world.places));
  return page;
}

/** Presses the button; the status of the answer. */
async function press(page: Page, button: Locator, told = '#error-summary'): Promise<number> {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().isNavigationRequest()),
    button.click(),
  ]);
  await page.waitForLoadState('load');
  // Focus goes to what is told with the first frame.
  await page
    .locator(`${told}:focus`)
    .waitFor({ timeout: 10_000 })
    .catch(() => undefined);
  return answer.status();
}

const buttonOf = (page: Page, { press: name }: FormSample) =>
  page.getByRole('main').getByRole('button', { name, exact: true });

const chosen = ({ file, bytes }: SentFile) => ({
  name: file,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(bytes as string),
});

async function fill(page: Page, { typed }: FormSample): Promise<void> {
  for (const [name, value] of Object.entries(typed)) {
    const fields = page.locator(`main [name="${name}"]`);
    if (typeof value === 'string') await fields.fill(value);
    else if ('file' in value) await fields.setInputFiles(chosen(value));
    else for (const one of value) await page.locator(`main [name="${name}"][value="${one}"]`).check();
  }
}

/** What stands in the fields that were filled. */
async function valuesOf(page: Page, { typed }: FormSample): Promise<FormSample['typed']> {
  const values: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(typed)) {
    const fields = page.locator(`main [name="${name}"]`);
    values[name] =
      typeof value === 'string' || 'file' in value
        ? await fields.inputValue()
        : await page
            .locator(`main [name="${name}"]:checked`)
            .evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value));
  }
  return values;
}

/** Empties the form that a button belongs to. */
function empty(button: Element): void {
  for (const control of (button as HTMLButtonElement).form!.elements) {
    if (control instanceof HTMLInputElement && ['radio', 'checkbox'].includes(control.type))
      control.checked = false;
    else if (control instanceof HTMLTextAreaElement) control.value = '';
    else if (control instanceof HTMLInputElement && control.type !== 'hidden') control.value = '';
  }
}

/** What is wrong with the way a refusal is told. */
function findInRefusal(): string[] {
  const found: string[] = [];
  const summary = document.getElementById('error-summary');
  if (!summary) return ['no summary'];
  if (document.activeElement !== summary)
    found.push(`focus is on ${document.activeElement?.outerHTML.slice(0, 80)}`);
  if (!document.title.startsWith('確認：')) found.push(`title ${document.title}`);
  const lines = [...summary.querySelectorAll('a')];
  if (lines.length === 0) found.push('no line in the summary');
  for (const line of lines) {
    const control = document.getElementById(line.hash.slice(1));
    if (!control?.matches('input:not([type=hidden]),textarea,select')) {
      found.push(`leads to no control: ${line.outerHTML}`);
      continue;
    }
    const told =
      control.closest('[aria-invalid=true]') ??
      control.closest('fieldset')?.querySelector('[aria-invalid=true]');
    if (!told) found.push(`not marked: ${control.outerHTML.slice(0, 90)}`);
    const ids = told?.getAttribute('aria-describedby')?.split(' ') ?? [];
    const words = ids.map((id) => document.getElementById(id)?.textContent?.replace('エラー：', '').trim());
    if (!words.includes(line.textContent.trim()))
      found.push(`other words at the control: ${line.textContent}`);
  }
  return found;
}

describe('the table of forms', () => {
  it('knows every form of the product', () => {
    const routes = world.app.get(RouteTable).list();
    const wanted = routes.filter(({ method }) => method === 'POST').map(({ path }) => path);
    const known = new Set([...FORMS.map(({ route }) => route), ...ONLY_BUTTONS]);
    expect(wanted.filter((path) => !known.has(path))).toEqual([]);
  });
});

const named = (forms: readonly FormSample[]) =>
  forms.map((form): [string, FormSample] => [`${form.route} (${form.press})`, form]);

describe('a form that was left empty, without JavaScript', () => {
  it.each(named(FORMS.filter(({ mayBeEmpty }) => !mayBeEmpty)))('%s', async (_, form) => {
    const page = await open(form, false);
    const button = buttonOf(page, form);
    await button.evaluate(empty);
    expect(await press(page, button)).toBe(422);
    expect(await page.evaluate(findInRefusal)).toEqual([]);
  });
});

describe('a form with something that cannot be taken', () => {
  it.each(named(FORMS.filter(({ typed }) => Object.keys(typed).length > 0)))('%s', async (name, form) => {
    const page = await open(form, true);
    await fill(page, form);
    const secrets = await page
      .locator('main :is([type=password], [autocomplete=one-time-code])')
      .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).name));
    expect(await press(page, buttonOf(page, form))).toBe(422);
    expect(await page.evaluate(findInRefusal)).toEqual([]);
    // No page can choose a file for somebody.
    const kept = Object.entries(form.typed).map(([field, value]) => [
      field,
      secrets.includes(field) || (typeof value === 'object' && 'file' in value) ? '' : value,
    ]);
    expect(await valuesOf(page, form)).toEqual(Object.fromEntries(kept));
    expect(await page.evaluate(findInPage, 'ja')).toEqual([]);
    expect([...(await axeFindings(page)), ...(await themes.findings(page))]).toEqual([]);
    await keepShots(page, `refused${name.replace(/\W+/g, '_')}`);
  });
});

describe('a form that asks before it takes what may lead to somebody', () => {
  it.each(named(ASKING))('%s', async (name, form) => {
    const page = await open(form, true);
    await fill(page, form);
    expect(await press(page, buttonOf(page, form), '#personal')).toBe(422);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('personal');
    expect(await valuesOf(page, form)).toEqual(form.typed);
    expect(await page.evaluate(findInPage, 'ja')).toEqual([]);
    expect([...(await axeFindings(page)), ...(await themes.findings(page))]).toEqual([]);
    await keepShots(page, `asked${name.replace(/\W+/g, '_')}`);
  });
});
