import '@fastify/cookie';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { isStaff } from '../accounts/roles.rules.js';
import { SessionCookie } from '../accounts/session-cookie.js';
import { Database } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import { sha256 } from '../shared/ids.js';
import type { Me } from '../web/me.js';
import { LedElsewhere } from '../web/view.js';
import type { Doer } from './activity-life.service.js';

/** Whose entries somebody may keep, and how they came in. */
export interface Access {
  /** Of the link and of the account, each once. */
  readonly organiserIds: readonly string[];
  /** Who opened a link from a mail within the last two hours; the organiser is null until their first entry was sent. */
  readonly link: {
    readonly organiserId: string | null;
    readonly email: string;
    readonly hash: string;
  } | null;
  /** Of the account of who is signed in. */
  readonly account: { readonly me: Me; readonly organiserIds: readonly string[] } | null;
}

/** Who may keep which entries: by the session of a one-time link, by an account, by both. */
@Injectable()
export class OrganiserAccess {
  constructor(
    private readonly database: Database,
    private readonly cookie: SessionCookie,
    private readonly clock: Clock,
  ) {}

  /** Nobody's entries for a stranger: then `link` is null and `organiserIds` is empty. */
  async of(request: FastifyRequest, me: Me | null): Promise<Access> {
    const [link, account] = await Promise.all([this.linkOf(request), this.accountOf(me)]);
    const own = [link?.organiserId ?? [], account?.organiserIds ?? []].flat();
    return { organiserIds: [...new Set(own)], link, account };
  }

  /** The same for pages behind the door. @throws LedElsewhere to where a link is asked for, when nothing is open */
  async inside(request: FastifyRequest, me: Me | null): Promise<Access> {
    const access = await this.of(request, me);
    if (!isInside(access)) throw new LedElsewhere('/organise?done=over');
    return access;
  }

  /** A session whose address the office has changed meanwhile leads nowhere. */
  private async linkOf(request: FastifyRequest): Promise<Access['link']> {
    const token = this.cookie.read(request, 'organiser');
    if (token === null) return null;
    const hash = sha256(token);
    const row = await this.database.one<{ email: string; organiser_id: string | null }>`
      select s.email, o.id as organiser_id
      from organiser_session s left join organiser o on o.email = s.email
      where s.hash = ${hash} and s.expires_at > ${this.clock.now().getTime()}
        and (s.organiser_id is null or s.organiser_id = o.id)`;
    return row && { organiserId: row.organiser_id, email: row.email, hash };
  }

  /** Staff act after their second factor only. */
  private async accountOf(me: Me | null): Promise<Access['account']> {
    if (!me || (isStaff(me.role) && !me.secondFactorDone)) return null;
    const rows = await this.database.sql<{ organiser_id: string }>`
      select organiser_id from organiser_person where person_id = ${me.personId} order by made_at, organiser_id`;
    return { me, organiserIds: rows.map(({ organiser_id: id }) => id) };
  }
}

/** Whether anything of this room is open to them. */
export function isInside({ link, organiserIds }: Access): boolean {
  return link !== null || organiserIds.length > 0;
}

/** As whom they act for this organiser. @throws NotFound when it is not theirs */
export function doerFor({ link, account }: Access, organiserId: string): Doer {
  if (account?.organiserIds.includes(organiserId)) return { way: 'account', me: account.me };
  if (link?.organiserId === organiserId) return { way: 'link', me: null };
  throw new NotFound(`organiser ${organiserId}`);
}
