import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import type { Me } from '../web/me.js';
import { OrganiserPerson } from './organiser-person.entity.js';

/** Which people keep which group's entries with their accounts. */
@Injectable()
export class OrganiserPeople {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Attaching it again changes nothing. */
  async attach(tx: Tx, organiserId: string, me: Me): Promise<void> {
    const { personId } = me;
    if (await tx.findOne(OrganiserPerson, { organiserId, personId })) return;
    await tx.insert(OrganiserPerson, { organiserId, personId, madeAt: this.clock.now() });
    await this.audit.record(tx, { actor: me, act: 'organiser.joined', object: `organiser:${organiserId}` });
  }

  async detach(tx: Tx, organiserId: string, me: Me): Promise<void> {
    const { personId } = me;
    if ((await tx.delete(OrganiserPerson, { organiserId, personId })) === 0) return;
    await this.audit.record(tx, { actor: me, act: 'organiser.left', object: `organiser:${organiserId}` });
  }

  async keepsAny(personId: string): Promise<boolean> {
    const row = await this.database.one`select 1 from organiser_person where person_id = ${personId} limit 1`;
    return row !== null;
  }
}
