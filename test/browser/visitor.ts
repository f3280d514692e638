/// <reference lib="dom" />
import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { keepFile, keepPicture } from './shots.js';

const DAY = ['年（西暦）', '月', '日'];
const PATIENCE = 60_000; // ms

export interface Device {
  readonly browser: Browser;
  readonly origin: string;
  readonly script: boolean;
}

/** A person before a screen: finds everything by what it is and by its visible words. */
export class Visitor {
  private constructor(
    readonly page: Page,
    private readonly origin: string,
  ) {}

  /** Sits down before a device that was never here. */
  static async on({ browser, origin, script }: Device): Promise<Visitor> {
    const viewport = { width: 390, height: 844 };
    const context = await browser.newContext({
      javaScriptEnabled: script,
      viewport,
      locale: 'ja-JP',
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(PATIENCE);
    return new Visitor(await context.newPage(), origin);
  }

  /** Types an address. */
  async open(path: string): Promise<number> {
    const response = await this.page.goto(this.origin + path);
    await keepPicture(this.page);
    return response!.status();
  }

  get path(): string {
    return new URL(this.page.url()).pathname;
  }

  button(words: string | RegExp): Locator {
    return this.page.getByRole('button', { name: words }).filter({ visible: true });
  }

  link(words: string | RegExp): Locator {
    return this.page.getByRole('link', { name: words }).filter({ visible: true });
  }

  async press(words: string | RegExp): Promise<void> {
    await this.leave(this.button(words));
  }

  /** The words may stand in the menu and on the page: the page's own comes first. */
  async follow(words: string | RegExp): Promise<void> {
    const own = this.page.getByRole('main').getByRole('link', { name: words });
    await this.leave((await own.count()) > 0 ? own : this.link(words));
  }

  /** Opens the menu of a narrow screen and chooses from it. */
  async choose(words: string): Promise<void> {
    const header = this.page.getByRole('banner');
    await header.getByText('メニュー', { exact: true }).click();
    const item = header.getByRole('link', { name: words }).or(header.getByRole('button', { name: words }));
    await this.leave(item);
  }

  async type(label: string, words: string): Promise<void> {
    await this.field(label).fill(words);
  }

  /** Whether the field is as wide as what was typed. */
  async isAllShown(label: string): Promise<boolean> {
    return this.field(label).evaluate((field) => field.scrollWidth <= field.clientWidth);
  }

  /** A day or a time of day in its fields, which stand under one legend: `2026-07-01`, `13:30`. */
  async date(legend: string, day: string): Promise<void> {
    await this.fillGroup(legend, DAY, day.split('-'));
  }

  /** The day that stands there. */
  async dateIn(legend: string): Promise<string> {
    const group = this.page.getByRole('group', { name: legend, exact: true });
    const parts = await Promise.all(
      DAY.map((label) => group.getByLabel(label, { exact: true }).inputValue()),
    );
    return parts.map((part) => part.padStart(2, '0')).join('-');
  }

  async time(legend: string, time: string): Promise<void> {
    await this.fillGroup(legend, ['時', '分'], time.split(':'));
  }

  async tick(label: string | RegExp): Promise<void> {
    await this.page.getByLabel(label).check();
  }

  async heading(): Promise<string> {
    return (await this.page.getByRole('heading', { level: 1 }).innerText()).trim();
  }

  /** Everything that stands on the page. */
  async words(): Promise<string> {
    return this.page.getByRole('main').innerText();
  }

  /** Saves what a link or button offers as a file. */
  async save(control: Locator): Promise<{ name: string; bytes: Buffer }> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), control.first().click()]);
    const name = download.suggestedFilename();
    const bytes = await readFile(await download.path());
    keepFile(name, bytes);
    return { name, bytes };
  }

  async goAway(): Promise<void> {
    await this.page.context().close();
  }

  /** By the words of the label, whether or not it says that the field may be left empty. */
  private field(label: string): Locator {
    const [plain, needed, free] = ['', ' ※必須', ' （任意）'].map((more) =>
      this.page.getByLabel(label + more, { exact: true }),
    );
    return plain!.or(needed!).or(free!);
  }

  private async fillGroup(
    legend: string,
    labels: readonly string[],
    numbers: readonly string[],
  ): Promise<void> {
    const group = this.page.getByRole('group', { name: legend, exact: true });
    for (const [at, label] of labels.entries())
      await group.getByLabel(label, { exact: true }).fill(String(Number(numbers[at])));
  }

  async leave(control: Locator): Promise<void> {
    await Promise.all([this.page.waitForEvent('domcontentloaded'), control.first().click()]);
    await keepPicture(this.page);
  }
}
