import type { Browser, BrowserContext, Page } from 'playwright-core';
import { SessionService } from '../../src/accounts/session.service.js';
import type { Role } from '../../src/web/me.js';
import { aPerson } from '../factories/person.js';
import type { KnownPerson } from '../factories/person.js';
import type { ListeningApp } from './listening-app.js';

/** Everybody who looks at pages in these tests, with the roles they hold. */
const ROLES = {
  stranger: [],
  /** In the middle of registering, everything answered. */
  registering: [],
  /** Registered a moment ago. */
  registered: [],
  /** In the middle of applying for a cohort, everything answered. */
  applying: [],
  /** Has applied a moment ago. */
  applied: [],
  /** Has asked for a trial visit a moment ago. */
  visiting: [],
  /** Their visit has begun. */
  visited: [],
  /** Has opened the link to an address without entries. */
  founding: [],
  /** In the middle of a track. */
  learner: ['trainee'],
  /** Completed the track, name given, certificate not yet taken. */
  ready: ['trainee'],
  /** Has a certificate. */
  graduate: ['trainee'],
  /** Had a certificate made anew, and had another revoked. */
  former: ['trainee'],
  /** Completed, and does not want the certificate. */
  declining: ['trainee'],
  /** Learns in a dated cohort: asked to be contacted, was written to, finds it hard. */
  member: ['trainee'],
  /** Beside them, answered once. */
  companion: ['trainee'],
  /** On the same list, not written to yet. */
  waiting: ['trainee'],
  /** Keeps a group's entry with their own account. */
  host: ['trainee'],
  facilitator: ['facilitator'],
  office: ['office'],
  administrator: ['administrator'],
  several: ['trainee', 'office'],
  /** Staff before their second factor: to be set up, to be given. */
  newStaff: ['office'],
  askedStaff: ['office'],
} as const satisfies Record<string, readonly Role[]>;

export type Who = keyof typeof ROLES;
export const EVERYBODY = Object.keys(ROLES) as Who[];

const BEFORE_SECOND_FACTOR: readonly Who[] = ['newStaff', 'askedStaff'];
const OWN_ORIGIN = { 'sec-fetch-site': 'same-origin' };

/** Answers of the server as they come, before a browser follows them. */
export interface Answer {
  readonly status: number;
  readonly location: string;
  readonly type: string;
  readonly text: string;
}

/** One browser for everybody, one context for each person, kept from page to page. */
export class People {
  private readonly contexts = new Map<string, BrowserContext>();
  private readonly pages = new Map<string, Page>();
  private readonly known = new Map<Who, KnownPerson>();

  constructor(
    readonly app: ListeningApp,
    private readonly browser: Browser,
  ) {}

  async person(who: Who): Promise<KnownPerson> {
    const known = this.known.get(who);
    if (known) return known;
    const roles = [...ROLES[who]] as Role[];
    const made = await aPerson(this.app, {
      roles,
      displayName: '葵',
      email: `${who.toLowerCase()}@example.jp`,
    });
    this.known.set(who, made);
    return made;
  }

  /** The person's page, with or without JavaScript. */
  async page(who: Who, script = true): Promise<Page> {
    const key = `${who} ${script}`;
    const page = this.pages.get(key) ?? (await (await this.context(who, script)).newPage());
    this.pages.set(key, page);
    return page;
  }

  async get(who: Who, path: string): Promise<Answer> {
    return this.ask(who, path, 'GET');
  }

  /** A list is sent as several values of one name. */
  async send(
    who: Who,
    path: string,
    fields: Readonly<Record<string, string | readonly string[]>> = {},
  ): Promise<Answer> {
    const form = new URLSearchParams(
      Object.entries(fields).flatMap(([name, values]) =>
        [values].flat().map((value): [string, string] => [name, value]),
      ),
    );
    return this.ask(who, path, 'POST', form);
  }

  /** Signed in anew, as if the second factor had not been given. */
  async forgetSession(who: Who): Promise<void> {
    await (await this.context(who)).addCookies([await this.cookie(who)]);
  }

  private async ask(who: Who, path: string, method: string, form?: URLSearchParams): Promise<Answer> {
    const { request } = await this.context(who);
    const url = this.app.origin + path;
    const headers = form
      ? { ...OWN_ORIGIN, 'content-type': 'application/x-www-form-urlencoded' }
      : OWN_ORIGIN;
    const answer = await request.fetch(url, { method, data: form?.toString(), headers, maxRedirects: 0 });
    const given = answer.headers();
    const type = given['content-type'] ?? '';
    const text = type.startsWith('text/') ? await answer.text() : '';
    return { status: answer.status(), location: given.location ?? '', type, text };
  }

  private async context(who: Who, script = true): Promise<BrowserContext> {
    const key = `${who} ${script}`;
    const known = this.contexts.get(key);
    if (known) return known;
    const made = await this.browser.newContext({
      javaScriptEnabled: script,
      locale: 'ja-JP',
      reducedMotion: 'reduce',
      colorScheme: 'light',
    });
    made.setDefaultTimeout(60_000);
    this.contexts.set(key, made);
    if (ROLES[who].length > 0) await made.addCookies([await this.cookie(who)]);
    if (ROLES[who].length === 0 && !script && who !== 'stranger')
      await made.addCookies(await (await this.context(who)).cookies());
    return made;
  }

  private async cookie(who: Who): Promise<{ name: string; value: string; url: string }> {
    const person = await this.person(who);
    const now = this.app.clock.now();
    const { token } = await this.app.db.write((tx) =>
      this.app.get(SessionService).start(tx, {
        personId: person.id,
        role: person.roles[0]!,
        ownDevice: false,
        userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/153.0',
        secondFactorAt: BEFORE_SECOND_FACTOR.includes(who) ? null : now,
        reauthenticatedAt: now,
      }),
    );
    return { name: 'session', value: token, url: this.app.origin };
  }
}
