import { Injectable } from '@nestjs/common';
import type { ActivityContent } from '../activities/activity-content.rules.js';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { newToken, sha256 } from '../shared/ids.js';
import type { SubmissionId } from '../web/submissions.js';
import { ActivityDesk } from './activity-desk.service.js';
import { ActivityLife } from './activity-life.service.js';
import { toEntryLines } from './activity-lines.page.js';
import type { EntryLine } from './activity-lines.page.js';
import { entryHref } from './organise.page.js';
import { isInside } from './organiser-access.service.js';
import type { Access } from './organiser-access.service.js';
import { OrganiserLinks } from './organiser-links.service.js';

/** The entry that a mail asks about, as it stands. */
export interface AskedEntry {
  readonly title: string;
  readonly version: number;
  readonly confirmedOn: CalendarDay;
  readonly lines: readonly EntryLine[];
}

export interface Visit {
  readonly isOpen: boolean;
  /** Null while the address has no entry. */
  readonly organiserId: string | null;
  /** Where the link was sent. */
  readonly email: string;
  /** Null where the link only leads in, and where the entry is closed. */
  readonly entry: AskedEntry | null;
}

export interface Pressed {
  readonly act: 'enter' | 'confirm' | 'change' | 'close';
  /** Of the entry that was shown. */
  readonly version: number;
  /** What the browser keeps. */
  readonly session: string;
}

const DOER = { way: 'link', me: null } as const;

/** What is behind a link, and what pressing its button does. */
@Injectable()
export class LinkVisits {
  constructor(
    private readonly links: OrganiserLinks,
    private readonly life: ActivityLife,
    private readonly desk: ActivityDesk,
    private readonly database: Database,
    private readonly config: Config,
  ) {}

  /** Null for a link that was never made. */
  async find(token: string): Promise<Visit | null> {
    const link = await this.links.find(token);
    if (!link) return null;
    const { isOpen, purpose, activityId, organiserId, email } = link;
    const asks = isOpen && purpose === 'confirm' && activityId !== null;
    return { isOpen, organiserId, email, entry: asks ? await this.findEntry(activityId) : null };
  }

  /** Uses the link up and opens the session; the address to go on to. */
  async use(tx: Tx, token: string, { act, version, session }: Pressed): Promise<string> {
    const link = await this.links.take(tx, token);
    await this.links.open(tx, link, session);
    const { activityId } = link;
    if (activityId === null || act === 'enter') return '/organise';
    if (act === 'change') return entryHref(activityId);
    if (act === 'confirm') await this.life.confirm(tx, activityId, { seen: version, doer: DOER });
    else await this.desk.end(tx, activityId, DOER);
    return `/organise?done=${act === 'confirm' ? 'confirmed' : 'closed'}`;
  }

  private async findEntry(activityId: string): Promise<AskedEntry | null> {
    const row = await this.database.one<{
      title: string;
      version: number;
      confirmed_on: string;
      content: string;
    }>`select title, version, confirmed_on, content from activity where id = ${activityId} and closed_at is null`;
    if (!row) return null;
    const content = JSON.parse(row.content) as ActivityContent;
    return {
      title: row.title,
      version: row.version,
      confirmedOn: CalendarDay.parse(row.confirmed_on)!,
      lines: toEntryLines(content, this.config.council.activities.areas),
    };
  }
}

/** Whether what the link leads to is open to them already; with a link that was never made, whether anything is. */
export function isOpenTo(access: Access, visit: Visit | null): boolean {
  if (!visit) return isInside(access);
  return visit.organiserId === null
    ? access.link?.email === visit.email
    : access.organiserIds.includes(visit.organiserId);
}

/**
 * The session of one press of the button: the same for the same press, so that a double click that lost its first
 * answer is let in by the second. Whoever has only the link, later, cannot know it: the key of the page is in it.
 */
export function cookieOf(token: string, { id }: SubmissionId): string {
  return id === null ? newToken() : Buffer.from(sha256(`${token}:${id}`), 'hex').toString('base64url');
}
