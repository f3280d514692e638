import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Audit } from '../audit/audit.service.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import type { Me } from '../web/me.js';
import type { ContactWay } from './applicant.entity.js';
import { ApplicationLetters } from './application-letters.service.js';
import type { Place } from './application-place.service.js';
import { Application } from './application.entity.js';
import { oldestWish } from './application.rules.js';

/** Somebody who is told of this cohort first. */
export interface NextWish {
  readonly id: string;
  readonly receipt: string;
  /** In which cohort there was no seat for them. */
  readonly cohortName: string;
  readonly people: readonly { readonly name: string; readonly way: ContactWay; readonly contact: string }[];
  readonly isTold: boolean;
}

interface Row {
  id: string;
  receipt: string;
  cohort_name: string;
  told_of_id: string | null;
  name: string;
  way: ContactWay;
  contact: string;
}

/** Who was declined may be told of the next cohort of the track first, for a year, until they say otherwise. */
@Injectable()
export class NextWishes {
  constructor(
    private readonly database: Database,
    private readonly letters: ApplicationLetters,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** `applicantId` is who asks, for themselves; null: the office, for whoever applied. A second time changes nothing. */
  async wish(
    tx: Tx,
    id: string,
    by: { readonly me: Me | null; readonly applicantId: string | null },
  ): Promise<void> {
    const wish = { wantsNextAt: this.clock.now(), wantsNextById: by.applicantId };
    const wished = await tx.update(Application, { id, state: 'declined', wantsNextAt: IsNull() }, wish);
    if (wished > 0) await this.record(tx, by.me, { act: 'application.next-wished', id });
  }

  async takeBack(tx: Tx, id: string, me: Me | null): Promise<void> {
    const application = await tx.findOne(Application, { id });
    if (!application?.wantsNextAt) return;
    await tx.update(Application, { id }, { wantsNextAt: null, wantsNextById: null });
    await this.record(tx, me, { act: 'application.next-withdrawn', id });
  }

  /** Who waits for this cohort: those who were told of another one are not asked again. */
  async list(place: Place, from: Pick<Tx, 'sql'> = this.database): Promise<NextWish[]> {
    const rows = await from.sql<Row>`
      select a.id, a.receipt, c.name as cohort_name, a.told_of_id, p.name, p.way, p.contact
      from application a join cohort c on c.id = a.cohort_id join applicant p on p.application_id = a.id
      where c.track_id = ${place.trackId} and c.id <> ${place.id} and a.state = 'declined' and p.name <> ''
        and a.wants_next_at > ${oldestWish(this.clock.now()).getTime()}
        and (a.told_of_id is null or a.told_of_id = ${place.id})
        and (a.wants_next_by_id is null or a.wants_next_by_id = p.id)
      order by a.lot, a.id, p.position`;
    return [...Map.groupBy(rows, ({ id }) => id).values()].map((people) => {
      const { id, receipt, cohort_name: cohortName, told_of_id: toldOf } = people[0]!;
      const told = people.map(({ name, way, contact }) => ({ name, way, contact }));
      return { id, receipt, cohortName, people: told, isTold: toldOf !== null };
    });
  }

  /** Writes to who is reached by mail, and remembers of everybody that they were told. Once each. */
  async tell(tx: Tx, me: Me, { place, ids }: { place: Place; ids: readonly string[] }): Promise<void> {
    for (const { id, isTold } of await this.list(place, tx)) {
      if (isTold || !ids.includes(id)) continue;
      const application = (await tx.findOne(Application, { id }))!;
      await tx.update(Application, { id }, { toldOfId: place.id, toldAt: this.clock.now() });
      await this.letters.writeNext(tx, application, place.id);
      await this.record(tx, me, { act: 'application.next-told', id });
    }
  }

  private record(
    tx: Tx,
    actor: Me | null,
    {
      act,
      id,
    }: {
      act: 'application.next-wished' | 'application.next-withdrawn' | 'application.next-told';
      id: string;
    },
  ): Promise<void> {
    return this.audit.record(tx, { actor, act, object: `application:${id}` });
  }
}
