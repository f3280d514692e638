import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import { keepChecked, recallChecked } from './checked-views.js';
import { formatDisplay } from './display.rules.js';
import type { DisplaySettings } from './display.rules.js';
import { FrameStore } from './frame-store.js';
import { LANGUAGES } from './locales.js';
import type { Language, Locales, Words } from './locales.js';
import { PageFrame, placeOf } from './page-frame.js';
import type { KeptHtml } from './page-frame.js';
import { menuOf, titlesOf, toStage, whoIs } from './page-stage.js';
import type { Actor, Menu, Stage } from './page-stage.js';
import { checkTemplates, shortName } from './template-check.js';
import type { Problem, Template } from './template-check.js';
import { callersOf, parseTemplates, readTemplates } from './template-source.js';
import type { WrittenTemplate } from './template-source.js';
import type { Run } from './template-runtime.js';
import { helpersOf } from './view-helpers.js';

/** What every page knows besides its own model: the `@` variables of templates. */
export interface PageData {
  readonly lang: Language;
  readonly ui: DisplaySettings;
  readonly me: Actor | null;
  /** Of the request, without its query. */
  readonly path: string;
  readonly site: string;
  readonly office: { readonly name: string; readonly phone: string; readonly hours: string };
  /** The page shows a form that was refused. */
  readonly isInvalid: boolean;
}

export interface ViewSources {
  /** The folder views/. */
  readonly folder: string;
  readonly locales: Locales;
  /** While templates are being written, a broken one breaks its own page only. */
  readonly isDraft?: boolean;
  /** Where what a check found is kept for the next start; left out: every start checks. */
  readonly kept?: string | undefined;
  readonly assets: { url(name: string): string; has(name: string): boolean };
}

/** Files that a page asks for beside the one that all pages do. */
interface Needs {
  readonly hasForm: boolean;
  /** It is made to be printed, and has rules of its own for that. */
  readonly isPaper: boolean;
}

const LAYOUT = 'layouts/main';
/** Some ten megabytes of each at most. */
const FRAMES_KEPT = 2000;
const PAGES_KEPT = 1000;
const escape = Handlebars.escapeExpression;

/** Renders pages from templates that are all read and checked at start; nothing else is ever compiled. */
export class ViewEngine {
  private readonly frames = new FrameStore(FRAMES_KEPT);
  private readonly pages = new FrameStore(PAGES_KEPT);

  private constructor(
    private readonly stages: ReadonlyMap<Language, Stage>,
    private readonly withForms: ReadonlySet<string>,
    private readonly onPaper: ReadonlySet<string>,
    private readonly problems: readonly Problem[],
    /** A page without words to look up, for when rendering itself fails. */
    readonly lastResort: Buffer,
  ) {}

  /** @throws Error listing everything that is wrong in the templates, with file, line and column. */
  static load(sources: ViewSources): ViewEngine {
    const looked = {
      folder: sources.folder,
      written: readTemplates(sources.folder),
      words: LANGUAGES.map((language) => sources.locales.in(language)),
    };
    const known = sources.kept === undefined ? null : recallChecked(sources.kept, looked);
    const { sound, problems, found } = known
      ? { sound: looked.written, problems: [], found: known }
      : lookAt(looked.written, sources);
    if (problems.length > 0 && !sources.isDraft) throw unusable(problems);
    if (!known && problems.length === 0 && sources.kept !== undefined)
      keepChecked(sources.kept, looked, found);
    const stages = LANGUAGES.map((lang): [Language, Stage] => [lang, toStage(sound, sources, lang)]);
    const lastResort = readFileSync(join(sources.folder, 'errors/last-resort.html'));
    const [withForms, onPaper] = [new Set(found.withForms), new Set(found.onPaper)];
    return new ViewEngine(new Map(stages), withForms, onPaper, problems, lastResort);
  }

  has(name: string): boolean {
    return this.stages.get('ja')!.templates.has(name);
  }

  /** A template without the frame of a page, for HTML that is made once and kept. It knows no request. */
  fragment(name: string, model: object, { lang, ui }: Pick<PageData, 'lang' | 'ui'>): string {
    return this.find(name, lang)(model, { lang, ui });
  }

  /** The whole page in UTF-8. @throws Error when the model lacks a field that the template names. */
  render(name: string, model: object, page: PageData): Buffer {
    const { words } = this.stages.get(page.lang)!;
    const { heading, document } = titlesOf(words, { name, model }, page);
    const kept: KeptHtml[] = [];
    const data = { ...this.around(page), ...page, title: heading, kept };
    const html = this.find(name, page.lang)(model, data);
    const needs = this.needsOf(name);
    const frame = this.frames.get(this, this.keyOf(page, needs), () =>
      this.frame(page, { ...needs, fullTitle: placeOf('title'), body: placeOf('body') }),
    );
    return frame.fill((place) => {
      if (place === 'body') return { html, kept };
      return place === 'title' ? escape(document) : fillingOf(place, words, page);
    });
  }

  /** The same for a model that is one object whenever it would be equal, and tells nothing of a person. */
  renderKept(name: string, model: object, page: PageData): Buffer {
    const { words } = this.stages.get(page.lang)!;
    const needs = this.needsOf(name);
    const frame = this.pages.get(model, this.keyOf(page, needs), () => {
      const { heading, document } = titlesOf(words, { name, model }, page);
      const { lang, ui, site, office } = page;
      const data = { lang, ui, site, office, title: heading, keyPlace: placeOf('key') };
      return this.frame(page, { ...needs, fullTitle: document, body: this.find(name, lang)(model, data) });
    });
    return frame.fill((place) => fillingOf(place, words, page));
  }

  /** What is around the body. It is told nothing of a person but the role, so that it serves all who act in it. */
  private frame(page: PageData, parts: Needs & { fullTitle: string; body: string }): PageFrame {
    const { lang, ui, me, site, office } = page;
    const data = {
      ...{ lang, ui, site, office, ...parts },
      ...this.around(page),
      me: me && {},
      mayPause: me?.role === 'trainee',
      who: me && placeOf('who'),
      keyPlace: placeOf('key'),
    };
    return new PageFrame(this.find(LAYOUT, lang)({}, data));
  }

  private needsOf(name: string): Needs {
    return { hasForm: this.withForms.has(name), isPaper: this.onPaper.has(name) };
  }

  /** Everything that decides what a frame is like. */
  private keyOf(page: PageData, { hasForm, isPaper }: Needs): string {
    const { lang, ui, me, site, office } = page;
    const council = `${site} ${office.name} ${office.phone} ${office.hours}`;
    return `${lang} ${formatDisplay(ui)} ${menuOf(me)} ${this.around(page).path} ${hasForm} ${isPaper} ${council}`;
  }

  /** The links around a page. The path is told only where a menu leads to it. */
  private around({ lang, me, path }: PageData): { nav: Menu; footer: Menu; path: string } {
    const { menus, footer } = this.stages.get(lang)!;
    const nav = menus.get(menuOf(me))!;
    return { nav, footer, path: nav.some(({ href }) => href === path) ? path : '' };
  }

  private find(name: string, language: Language): Run {
    const run = this.stages.get(language)!.templates.get(name);
    if (!run) throw this.problems.length > 0 ? unusable(this.problems) : new Error(`no view "${name}"`);
    return run;
  }
}

function unusable(problems: readonly Problem[]): Error {
  return new Error(`views cannot be used:\n${problems.map(({ text }) => text).join('\n')}`);
}

/** Parses and checks them all; `sound` are those that can be used. */
function lookAt(written: readonly WrittenTemplate[], sources: ViewSources) {
  const { templates, problems } = parseTemplates(written);
  problems.push(...check(templates, sources));
  const names = new Set(soundAmong(templates, problems).map(({ name }) => name));
  const withScript = ['form-key', 'copy-code'].flatMap((name) => [...callersOf(name, templates)]);
  const found = { withForms: withScript, onPaper: [...callersOf('paper', templates)] };
  return { sound: written.filter(({ name }) => names.has(name)), problems, found };
}

/** Those without a problem that call no partial with one. */
function soundAmong(templates: readonly Template[], problems: readonly Problem[]): readonly Template[] {
  const broken = new Set(problems.map(({ template }) => template));
  for (const name of [...broken])
    if (name.startsWith('partials/'))
      for (const caller of callersOf(shortName(name), templates)) broken.add(caller);
  return templates.filter(({ name }) => !broken.has(name));
}

function check(templates: readonly Template[], { locales, assets }: ViewSources): Problem[] {
  return checkTemplates(templates, {
    helpers: new Set(Object.keys(helpersOf(locales.in('ja'), String))),
    partials: templates.filter(({ name }) => name.startsWith('partials/')),
    words: LANGUAGES.map((language) => locales.in(language)),
    hasAsset: (name) => assets.has(name),
  });
}

/** What differs between two people on the same page. */
function fillingOf(place: string, words: Words, { me }: PageData): string {
  return place === 'key' ? randomUUID() : escape(whoIs(words, me!));
}
