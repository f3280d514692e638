import type { Language, Locales, Values, Words } from './locales.js';
import { ROLES } from './me.js';
import type { Role } from './me.js';
import { footerLinks, navigation } from './navigation.rules.js';
import type { MenuItem } from './navigation.rules.js';
import type { Template } from './template-check.js';
import type { Run } from './template-runtime.js';
import { compileStage } from './template-stage.js';
import { helpersOf } from './view-helpers.js';
import { withoutRuby } from './view-helpers-ruby.js';

export type Menu = readonly (MenuItem & { readonly label: string })[];

/** Everything prepared for pages in one language. */
export interface Stage {
  readonly words: Words;
  readonly templates: ReadonlyMap<string, Run>;
  /** By `menuOf`. */
  readonly menus: ReadonlyMap<string, Menu>;
  readonly footer: Menu;
}

/** Somebody with a name, acting in one of their roles. */
export interface Actor {
  readonly displayName: string;
  readonly role: Role;
  readonly roles: readonly Role[];
}

/** How a page's own model may decide its titles; else they come from the locale. */
interface Titled {
  readonly title?: string;
  /** For the browser's tab and history, where the heading would tell too much to a bystander. */
  readonly documentTitle?: string;
}

interface Sources {
  readonly locales: Locales;
  readonly assets: { url(name: string): string };
}

export function toStage(
  templates: readonly Template[],
  { locales, assets }: Sources,
  language: Language,
): Stage {
  const words = locales.in(language);
  const label = (room: string, items: readonly MenuItem[]): Menu =>
    items.map((item) => ({ ...item, label: words.text(`web.${room}.${item.key}`) }));
  const entrants = [
    null,
    ...ROLES.flatMap((role) => [
      { role, roles: [role] },
      { role, roles: ROLES },
    ]),
  ];
  const menus = entrants.map((me): [string, Menu] => [
    menuOf(me),
    label('nav', navigation(me?.role ?? null, isOneOfSeveral(me))),
  ]);
  return {
    words,
    templates: compileStage(
      templates,
      words,
      helpersOf(words, (name) => assets.url(name)),
    ),
    menus: new Map(menus),
    footer: label('footer', footerLinks),
  };
}

/** Names the menu that somebody sees; null is a visitor. */
export function menuOf(me: Omit<Actor, 'displayName'> | null): string {
  return me ? `${me.role}${isOneOfSeveral(me) ? '+' : ''}` : 'visitor';
}

/** Who is signed in, in words. */
export function whoIs(words: Words, me: Actor): string {
  const values = { name: me.displayName, role: words.text(`web.role.${me.role}`) };
  return words.text(isOneOfSeveral(me) ? 'web.who.several' : 'web.who.one', values);
}

/** The heading, and what the browser shows in its tab and keeps in its history. */
export function titlesOf(
  words: Words,
  what: { name: string; model: object },
  page: { site: string; isInvalid: boolean },
): { heading: string; document: string } {
  const own = what.model as Titled & Values;
  const heading = withoutRuby(own.title ?? words.text(`${what.name.replaceAll('/', '.')}.title`, own));
  const title = own.documentTitle === undefined ? heading : withoutRuby(own.documentTitle);
  const document = words.text('web.title.document', { title, site: page.site });
  return {
    heading,
    document: page.isInvalid ? words.text('web.title.invalid', { title: document }) : document,
  };
}

function isOneOfSeveral(me: Omit<Actor, 'displayName'> | null): boolean {
  return (me?.roles.length ?? 0) > 1;
}
