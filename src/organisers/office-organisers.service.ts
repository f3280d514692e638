import { Injectable } from '@nestjs/common';
import { Activity } from '../activities/activity.entity.js';
import { Organiser } from '../activities/organiser.entity.js';
import { Audit } from '../audit/audit.service.js';
import type { Tx } from '../database/database.js';
import { mailTime } from '../mail/mail-time.rules.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { newId, sha256 } from '../shared/ids.js';
import type { Me } from '../web/me.js';
import { withoutRuby } from '../web/view-helpers-ruby.js';
import { OrganiserLink } from './organiser-link.entity.js';
import { OrganiserLinks } from './organiser-links.service.js';
import { OrganiserPerson } from './organiser-person.entity.js';
import { OrganiserSession } from './organiser-session.entity.js';

/** For who was just called and looks into their mail today or tomorrow. */
const LINK_HOURS = 72;

export interface OrganiserData {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
}

/** What a page showed of an organiser, so that nobody writes over what they did not see. */
export function seenOf({ name, email, phone }: OrganiserData): string {
  return sha256(JSON.stringify([name, email, phone])).slice(0, 16);
}

/** The office keeps whom it calls and writes to. */
@Injectable()
export class OfficeOrganisers {
  constructor(
    private readonly links: OrganiserLinks,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `organisers-office.refused.mail-known` when another organiser has this address */
  async make(tx: Tx, me: Me, data: OrganiserData): Promise<string> {
    await this.checkMail(tx, data.email, null);
    const now = this.clock.now();
    const id = newId(now);
    await tx.insert(Organiser, { ...data, id, createdAt: now });
    await this.audit.record(tx, { actor: me, act: 'organiser.made', object: `organiser:${id}` });
    return id;
  }

  /**
   * Another address ends what was opened with the old one: its links, its sessions, and the accounts that joined by
   * them. What the old one was asked about is asked anew.
   * @throws DomainError `organisers-office.refused.moved` when it is not what the page showed any more
   */
  async change(tx: Tx, id: string, change: { me: Me; seen: string; data: OrganiserData }): Promise<void> {
    const { me, seen, data } = change;
    const organiser = await tx.findOne(Organiser, { id });
    if (!organiser) throw new NotFound(`organiser ${id}`);
    if (seenOf(organiser) !== seen) throw new DomainError('organisers-office.refused.moved');
    const fields = (['name', 'email', 'phone'] as const).filter((key) => organiser[key] !== data[key]);
    if (fields.length === 0) return;
    await this.checkMail(tx, data.email, id);
    await tx.update(Organiser, { id }, data);
    if (fields.includes('email')) {
      await tx.delete(OrganiserSession, { organiserId: id });
      await tx.delete(OrganiserLink, { organiserId: id });
      await tx.delete(OrganiserPerson, { organiserId: id });
      await tx.update(Activity, { organiserId: id }, { askedAt: null });
    }
    const detail = { fields: fields.join(',') };
    await this.audit.record(tx, { actor: me, act: 'organiser.changed', object: `organiser:${id}`, detail });
  }

  /** Opens the organiser's entries once. @throws DomainError `organisers-office.refused.no-mail` */
  async sendLink(tx: Tx, me: Me, id: string): Promise<void> {
    const organiser = await tx.findOne(Organiser, { id });
    if (!organiser) throw new NotFound(`organiser ${id}`);
    const { email, name } = organiser;
    if (email === null) throw new DomainError('organisers-office.refused.no-mail');
    const link = { organiserId: id, email, purpose: 'enter', activityId: null, hours: LINK_HOURS } as const;
    await this.links.send(tx, link, {
      template: 'organisers-office.link',
      lang: 'ja',
      notBefore: mailTime(this.clock.now()),
      params: { organiser: withoutRuby(name) },
    });
    await this.audit.record(tx, { actor: me, act: 'organiser.link-sent', object: `organiser:${id}` });
  }

  private async checkMail(tx: Tx, email: string | null, own: string | null): Promise<void> {
    const known = email === null ? null : await tx.findOne(Organiser, { email });
    if (known && known.id !== own) throw new DomainError('organisers-office.refused.mail-known');
  }
}
