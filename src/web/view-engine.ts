import { transcode } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DisplaySettings } from './display.rules.js';
import { LANGUAGES } from './locales.js';
import type { Language, Locales, Values, Words } from './locales.js';
import { ROLES } from './me.js';
import type { Role } from './me.js';
import { footerLinks, navigation } from './navigation.rules.js';
import type { MenuItem } from './navigation.rules.js';
import { checkTemplates, shortName } from './template-check.js';
import type { Problem, Template } from './template-check.js';
import { callersOf, readTemplates } from './template-source.js';
import { compileStage } from './template-stage.js';
import type { Run } from './template-runtime.js';
import { helpersOf } from './view-helpers.js';
import { withoutRuby } from './view-helpers-ruby.js';

/** What every page knows besides its own model: the `@` variables of templates. */
export interface PageData {
  readonly lang: Language;
  readonly ui: DisplaySettings;
  readonly me: { readonly displayName: string; readonly role: Role; readonly roles: readonly Role[] } | null;
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
  readonly assets: { url(name: string): string; has(name: string): boolean };
}

/** How a page's own model may decide its titles; else they come from the locale. */
interface Titled {
  readonly title?: string;
  /** For the browser's tab and history, where the heading would tell too much to a bystander. */
  readonly documentTitle?: string;
}

type Menu = readonly (MenuItem & { readonly label: string })[];

/** Everything prepared for one language. */
interface Stage {
  readonly words: Words;
  readonly templates: ReadonlyMap<string, Run>;
  /** By role (or `visitor`) and whether the person has several. */
  readonly menus: ReadonlyMap<string, Menu>;
  readonly footer: Menu;
}

const LAYOUT = 'layouts/main';

/** Renders pages from templates that are all read and checked at start; nothing else is ever compiled. */
export class ViewEngine {
  private constructor(
    private readonly stages: ReadonlyMap<Language, Stage>,
    private readonly withForms: ReadonlySet<string>,
    private readonly problems: readonly Problem[],
    /** A page without words to look up, for when rendering itself fails. */
    readonly lastResort: Buffer,
  ) {}

  /** @throws Error listing everything that is wrong in the templates, with file, line and column. */
  static load(sources: ViewSources): ViewEngine {
    const { templates, problems } = readTemplates(sources.folder);
    problems.push(...check(templates, sources));
    if (problems.length > 0 && !sources.isDraft) throw unusable(problems);
    const sound = soundAmong(templates, problems);
    const stages = LANGUAGES.map((lang): [Language, Stage] => [lang, toStage(sound, sources, lang)]);
    const lastResort = readFileSync(join(sources.folder, 'errors/last-resort.html'));
    return new ViewEngine(new Map(stages), callersOf('form-key', templates), problems, lastResort);
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
    const { words, menus, footer } = this.stages.get(page.lang)!;
    const titled = model as Titled & Values;
    const title = withoutRuby(titled.title ?? words.text(`${name.replaceAll('/', '.')}.title`, titled));
    const { lang, ui, me, path, site, office, isInvalid } = page;
    const data = {
      ...{ lang, ui, me, path, site, office, isInvalid, title, footer },
      fullTitle: fullTitle(
        words,
        page,
        titled.documentTitle === undefined ? title : withoutRuby(titled.documentTitle),
      ),
      nav: menus.get(menuKey(me?.role ?? null, (me?.roles.length ?? 0) > 1))!,
      who: me && whoIs(words, me),
      mayPause: me?.role === 'trainee',
      hasForm: this.withForms.has(name),
      body: '',
    };
    data.body = this.find(name, lang)(model, data);
    return toUtf8(this.find(LAYOUT, lang)({}, data));
  }

  private find(name: string, language: Language): Run {
    const run = this.stages.get(language)!.templates.get(name);
    if (!run) throw this.problems.length > 0 ? unusable(this.problems) : new Error(`no view "${name}"`);
    return run;
  }
}

/** Twice as fast as Buffer.from for Japanese, but refuses half a surrogate pair (a text cut in two by code). */
function toUtf8(html: string): Buffer {
  try {
    return transcode(Buffer.from(html, 'utf16le'), 'utf16le', 'utf8');
  } catch {
    return Buffer.from(html);
  }
}

function unusable(problems: readonly Problem[]): Error {
  return new Error(`views cannot be used:\n${problems.map(({ text }) => text).join('\n')}`);
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

function toStage(
  templates: readonly Template[],
  { locales, assets }: ViewSources,
  language: Language,
): Stage {
  const words = locales.in(language);
  const label = (room: string, items: readonly MenuItem[]): Menu =>
    items.map((item) => ({ ...item, label: words.text(`web.${room}.${item.key}`) }));
  const menus = [null, ...ROLES].flatMap((role) =>
    [false, true].map((isOneOfSeveral): [string, Menu] => [
      menuKey(role, isOneOfSeveral),
      label('nav', navigation(role, isOneOfSeveral)),
    ]),
  );
  const helpers = helpersOf(words, (name) => assets.url(name));
  return {
    words,
    templates: compileStage(templates, words, helpers),
    menus: new Map(menus),
    footer: label('footer', footerLinks),
  };
}

function fullTitle(words: Words, { isInvalid, site }: PageData, title: string): string {
  const whole = words.text('web.title.document', { title, site });
  return isInvalid ? words.text('web.title.invalid', { title: whole }) : whole;
}

function whoIs(words: Words, { displayName, role, roles }: NonNullable<PageData['me']>): string {
  const values = { name: displayName, role: words.text(`web.role.${role}`) };
  return words.text(roles.length > 1 ? 'web.who.several' : 'web.who.one', values);
}

function menuKey(role: Role | null, isOneOfSeveral: boolean): string {
  return `${role ?? 'visitor'}${isOneOfSeveral ? '+' : ''}`;
}
