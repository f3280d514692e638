import { Injectable } from '@nestjs/common';
import { networkOf } from '../accounts/throttle.rules.js';
import { ThrottleService } from '../accounts/throttle.service.js';
import { Organiser } from '../activities/organiser.entity.js';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Outbox } from '../mail/outbox.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { newToken, sha256 } from '../shared/ids.js';
import type { Language } from '../web/locales.js';
import { OrganiserLink } from './organiser-link.entity.js';
import type { LinkPurpose } from './organiser-link.entity.js';
import { OrganiserSession } from './organiser-session.entity.js';

export const LINK_HOURS = 24;
export const SESSION_HOURS = 2;
/** To one address, whoever asks. */
const MAILS_A_DAY = 5;
/** From one network: room for a community centre with many groups. */
const ASKED_A_DAY = 60;
const DAY_MINUTES = 24 * 60;
const HOUR_MS = 60 * 60_000;

export interface NewLink {
  /** Null for an address without entries. */
  readonly organiserId: string | null;
  readonly email: string;
  readonly purpose: LinkPurpose;
  readonly activityId: string | null;
  readonly hours: number;
}

/** What stands behind the address of a mail. `over`: it was used or is too old, and another may be sent. */
export interface FoundLink {
  readonly isOpen: boolean;
  readonly purpose: LinkPurpose;
  readonly activityId: string | null;
  /** Null while the address has no entry. */
  readonly organiserId: string | null;
  readonly email: string;
}

/** One-time links to groups, and the sessions that they open. Tokens are kept as hashes only. */
@Injectable()
export class OrganiserLinks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly throttle: ThrottleService,
    private readonly outbox: Outbox,
    private readonly config: Config,
  ) {}

  /**
   * Sends a link to this address, known or not, and says nothing about it. After a few mails within a day nothing more
   * is sent, and nothing is said about that either.
   * @throws DomainError when too many were asked for from this network today
   */
  async ask(tx: Tx, email: string, { from, lang }: { from: string; lang: Language }): Promise<void> {
    if (!(await this.throttle.spend(tx, `organise-from:${networkOf(from)}`, ASKED_A_DAY)))
      throw new DomainError('organisers.ask.too-often', { minutes: DAY_MINUTES });
    if (!(await this.throttle.spend(tx, `organise:${email}`, MAILS_A_DAY))) return;
    const organiser = await tx.findOne(Organiser, { email });
    const organiserId = organiser?.id ?? null;
    const link = { organiserId, email, purpose: 'enter', activityId: null, hours: LINK_HOURS } as const;
    const template = organiser ? 'organisers.enter' : 'organisers.first';
    await this.send(tx, link, { template, lang });
  }

  /** Another link in the place of one that is over, to the same address and for the same purpose. */
  async renew(tx: Tx, token: string, { from, lang }: { from: string; lang: Language }): Promise<void> {
    const link = await this.rowOf(tx, token);
    if (!link) throw new NotFound();
    await this.ask(tx, link.email, { from, lang });
  }

  /** Makes a link and promises the mail that holds it as `{link}`. */
  async send(
    tx: Tx,
    link: NewLink,
    letter: { template: string; lang: Language; notBefore?: Date; params?: Record<string, string | number> },
  ): Promise<void> {
    const { template, lang, notBefore, params } = letter;
    const token = await this.issue(tx, link);
    const address = `${this.config.origin}/organise/link/${token}`;
    await this.outbox.add(tx, {
      to: link.email,
      template,
      lang,
      params: { ...params, link: address, hours: link.hours, days: Math.floor(link.hours / 24) },
      ...(notBefore && { notBefore }),
    });
  }

  /** The token is returned and kept nowhere. Older links stay good: each mail that arrives late still works. */
  async issue(tx: Tx, { hours, ...link }: NewLink): Promise<string> {
    const token = newToken();
    const madeAt = this.clock.now();
    const expiresAt = new Date(madeAt.getTime() + hours * HOUR_MS);
    await tx.insert(OrganiserLink, { ...link, hash: sha256(token), madeAt, expiresAt, usedAt: null });
    return token;
  }

  /** Looking at it uses nothing up: mail programs open links by themselves. Null for what was never made. */
  async find(token: string): Promise<FoundLink | null> {
    const row = await this.database.one<{
      purpose: LinkPurpose;
      activity_id: string | null;
      organiser_id: string | null;
      email: string;
      expires_at: number;
      used_at: number | null;
    }>`
      select l.purpose, l.activity_id, o.id as organiser_id, l.email, l.expires_at, l.used_at
      from organiser_link l left join organiser o on o.email = l.email
      where l.hash = ${sha256(token)} and (l.organiser_id is null or o.id = l.organiser_id)`;
    if (!row) return null;
    const isOpen = row.used_at === null && Number(row.expires_at) > this.clock.now().getTime();
    const { purpose, activity_id: activityId, organiser_id: organiserId, email } = row;
    return { isOpen, purpose, activityId, organiserId, email };
  }

  /** Uses the link up. @throws NotFound when somebody was faster, or it is over */
  async take(tx: Tx, token: string): Promise<OrganiserLink> {
    const link = await this.rowOf(tx, token);
    const now = this.clock.now();
    if (!link || link.usedAt !== null || link.expiresAt <= now) throw new NotFound();
    await tx.update(OrganiserLink, { hash: link.hash }, { usedAt: now });
    return link;
  }

  /** Begins a session; `cookie` is what the browser keeps. */
  async open(tx: Tx, { organiserId, email }: OrganiserLink, cookie: string): Promise<void> {
    const expiresAt = new Date(this.clock.now().getTime() + SESSION_HOURS * HOUR_MS);
    await tx.insert(OrganiserSession, { hash: sha256(cookie), organiserId, email, expiresAt });
  }

  async end(hash: string): Promise<void> {
    await this.database.write((tx) => tx.delete(OrganiserSession, { hash }));
  }

  /** The office may have changed the address since: then the old mail opens nothing. */
  private async rowOf(tx: Tx, token: string): Promise<OrganiserLink | null> {
    const link = await tx.findOne(OrganiserLink, { hash: sha256(token) });
    if (!link || link.organiserId === null) return link;
    const organiser = await tx.findOne(Organiser, { id: link.organiserId });
    return organiser?.email === link.email ? link : null;
  }
}
