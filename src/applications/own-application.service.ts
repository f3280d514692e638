import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import { isId, sha256 } from '../shared/ids.js';
import type { Me } from '../web/me.js';
import { ApplicationFacts } from './application-facts.service.js';
import { ApplicationLetters } from './application-letters.service.js';
import type { LinkPurpose } from './application-link.entity.js';
import { ApplicationPlaces } from './application-place.service.js';
import type { Place } from './application-place.service.js';
import { Application } from './application.entity.js';
import type { ApplicationState } from './application.entity.js';

/** An application as who sent it sees it. */
export interface OwnApplication {
  readonly id: string;
  readonly applicantId: string;
  readonly receipt: string;
  readonly state: ApplicationState;
  readonly places: number;
  readonly wantsNext: boolean;
  /** The account of who holds the link, once there is one. */
  readonly personId: string | null;
  readonly place: Place;
}

interface Row {
  id: string;
  applicant_id: string;
  receipt: string;
  state: ApplicationState;
  places: number;
  wants_next_at: number | null;
  person_id: string | null;
  cohort_id: string;
}

/** What one may do with one's own application, found by the secret address in a letter. */
@Injectable()
export class OwnApplications {
  constructor(
    private readonly database: Database,
    private readonly places: ApplicationPlaces,
    private readonly letters: ApplicationLetters,
    private readonly facts: ApplicationFacts,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound */
  async get(token: string, purpose: LinkPurpose = 'own'): Promise<OwnApplication> {
    const row = await this.database.one<Row>`
      select a.id, p.id as applicant_id, a.receipt, a.state, a.places, a.wants_next_at, p.person_id, a.cohort_id
      from application_link l join applicant p on p.id = l.applicant_id join application a on a.id = p.application_id
      where l.hash = ${sha256(token)} and l.purpose = ${purpose}`;
    if (!row) throw new NotFound('application');
    return {
      id: row.id,
      applicantId: row.applicant_id,
      receipt: row.receipt,
      state: row.state,
      places: row.places,
      wantsNext: row.wants_next_at !== null,
      personId: row.person_id,
      place: await this.places.get(row.cohort_id),
    };
  }

  /** An application for this cohort. @throws NotFound */
  async getFor(tx: Pick<Tx, 'one'>, { cohortId, id }: { cohortId: string; id: string }): Promise<void> {
    const isThere =
      isId(id) &&
      isId(cohortId) &&
      (await tx.one`select 1 as found from application where id = ${id} and cohort_id = ${cohortId}`);
    if (!isThere) throw new NotFound(`application ${id}`);
  }

  /** Takes it back, whatever was decided. A second time changes nothing; what becomes free is for the office to give. `me` is who does it for somebody at the telephone. */
  async withdraw(tx: Tx, id: string, me: Me | null): Promise<void> {
    const application = await tx.findOne(Application, { id });
    if (!application || application.state === 'withdrawn') return;
    const withdrawn = { state: 'withdrawn', rank: null, proposal: null, proposedRank: null } as const;
    await tx.update(Application, { id }, { ...withdrawn, withdrawnAt: this.clock.now() });
    await this.letters.write(tx, application, 'withdrawn');
    const { cohortId, state: was } = application;
    await this.facts.record(tx, cohortId, [{ application, was, state: 'withdrawn' }]);
    const object = `application:${id}` as const;
    await this.audit.record(tx, { actor: me, act: 'application.withdrawn', object });
  }
}
