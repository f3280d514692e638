import { Injectable } from '@nestjs/common';
import { ThrottleService } from '../accounts/throttle.service.js';
import { Organiser } from '../activities/organiser.entity.js';
import type { ActivityContent } from '../activities/activity-content.rules.js';
import { Audit } from '../audit/audit.service.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { newId } from '../shared/ids.js';
import { ActivityChange } from './activity-change.entity.js';
import { ActivityChanges } from './activity-changes.service.js';
import { ActivityLife } from './activity-life.service.js';
import type { Doer } from './activity-life.service.js';
import { differencesOf } from './content-difference.rules.js';
import { doerFor } from './organiser-access.service.js';
import type { Access } from './organiser-access.service.js';
import type { WholeEntry, WholeChange } from './own-entry.js';

/** Of one group: the office reads all of it. */
const SENT_A_DAY = 50;

/** A group that sends its first entry. */
export interface NewGroup {
  readonly name: string;
  /** Empty where they gave none. */
  readonly phone: string;
}

interface Sent {
  readonly access: Access;
  readonly content: ActivityContent;
}

/** What organisers do with their entries; each leads to what is said next on `/organise`. */
@Injectable()
export class ActivityDesk {
  constructor(
    private readonly changes: ActivityChanges,
    private readonly life: ActivityLife,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly throttle: ThrottleService,
  ) {}

  /** A new entry of a known organiser; of one who was not known yet, with what they are called. */
  async propose(
    tx: Tx,
    to: { organiserId: string | null; group: NewGroup | null; takenUp: string | null },
    { access, content }: Sent,
  ): Promise<string> {
    const organiserId = to.organiserId ?? (await this.found(tx, access, to.group));
    const doer =
      to.organiserId === null ? ({ way: 'link', me: null } as const) : doerFor(access, organiserId);
    const { takenUp } = to;
    await this.count(tx, organiserId);
    await this.changes.send(tx, { organiserId, activityId: null, seen: 0, content, doer, takenUp });
    return 'sent';
  }

  /**
   * A change of what version `seen` says. Nothing new in it: the entry is confirmed, and what waited is taken back.
   * An entry that is closed is proposed anew by sending it.
   */
  async change(
    tx: Tx,
    { entry, waiting, seen }: { entry: WholeEntry; waiting: WholeChange | null; seen: number },
    { access, content }: Sent,
  ): Promise<string> {
    const { organiserId, id } = entry;
    const doer = doerFor(access, organiserId);
    const today = this.clock.today().toString();
    const isSame = differencesOf(coming(entry.content, today), coming(content, today)).length === 0;
    if (isSame && !entry.isClosed) {
      if (waiting) await this.changes.withdraw(tx, waiting.id, { organiserId, doer });
      await this.life.confirm(tx, id, { seen, doer });
      return 'confirmed';
    }
    await this.count(tx, organiserId);
    await this.changes.send(tx, { organiserId, activityId: id, seen, content, doer });
    return 'sent';
  }

  async confirm(
    tx: Tx,
    entry: WholeEntry,
    { access, seen }: { access: Access; seen: number },
  ): Promise<void> {
    await this.life.confirm(tx, entry.id, { seen, doer: doerFor(access, entry.organiserId) });
  }

  async close(tx: Tx, entry: WholeEntry, access: Access): Promise<void> {
    await this.end(tx, entry.id, doerFor(access, entry.organiserId));
  }

  /** Taken off the list; what waits at the office is taken back with it: approving that would bring the entry back. */
  async end(tx: Tx, activityId: string, doer: Doer): Promise<void> {
    const waiting = await tx.findOne(ActivityChange, { activityId, state: 'waiting' });
    if (waiting) await this.changes.withdraw(tx, waiting.id, { organiserId: waiting.organiserId, doer });
    await this.life.close(tx, activityId, doer);
  }

  /** False when the office has decided meanwhile. */
  async withdraw(tx: Tx, { id, organiserId }: WholeChange, access: Access): Promise<boolean> {
    return this.changes.withdraw(tx, id, { organiserId, doer: doerFor(access, organiserId) });
  }

  private async count(tx: Tx, organiserId: string): Promise<void> {
    if (!(await this.throttle.spend(tx, `organise-sent:${organiserId}`, SENT_A_DAY)))
      throw new DomainError('organisers.form.too-often');
  }

  /** Made by its first entry, never by a visit: who only looks around leaves nothing behind. */
  private async found(tx: Tx, { link }: Access, group: NewGroup | null): Promise<string> {
    if (!link || !group) throw new NotFound('organiser');
    const { email } = link;
    const known = await tx.findOne(Organiser, { email });
    if (known) return known.id;
    const now = this.clock.now();
    const id = newId(now);
    const phone = group.phone === '' ? null : group.phone;
    await tx.insert(Organiser, { id, name: group.name, email, phone, createdAt: now });
    await this.audit.record(tx, { actor: null, act: 'organiser.made', object: `organiser:${id}` });
    return id;
  }
}

/** Without the days that are over: nobody changed anything who left them out. */
function coming(content: ActivityContent, today: string): ActivityContent {
  const { times } = content;
  const dates = times.dates.filter(({ day }) => day >= today);
  return { ...content, times: { ...times, dates, off: times.off.filter((day) => day >= today) } };
}
