import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from 'playwright-core';

const PATIENCE = 15_000; // ms

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
    await this.page.getByLabel(label, { exact: true }).fill(words);
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
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }

  async goAway(): Promise<void> {
    await this.page.context().close();
  }

  private async leave(control: Locator): Promise<void> {
    await Promise.all([this.page.waitForEvent('domcontentloaded'), control.first().click()]);
  }
}
