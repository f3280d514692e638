import { Injectable } from '@nestjs/common';
import { KeptText } from '../accounts/kept-text.entity.js';
import { PersonErasure } from '../accounts/person-erasure.js';
import { ApplicationKeeping } from '../applications/application-keeping.service.js';
import { InvitationKeeping } from '../invitations/invitation-keeping.service.js';
import { Audit } from '../audit/audit.service.js';
import { CertificateKeeping } from '../certificates/certificate-keeping.service.js';
import { CohortFacilitators } from '../cohorts/cohort-facilitators.service.js';
import type { Tx } from '../database/database.js';
import { BoardKeeping } from '../exchange/board-keeping.service.js';
import { EnrolmentService } from '../enrolment/enrolment.service.js';
import { ProposalKeeping } from '../exchange/proposal-keeping.service.js';
import { ReflectionDraft } from '../reflections/reflection-draft.entity.js';
import { OrganiserKeeping } from '../organisers/organiser-keeping.service.js';
import { DomainError } from '../shared/domain-error.js';
import { DraftService } from '../studio/draft.service.js';
import { STAFF_ROLES } from '../web/me.js';
import type { Me } from '../web/me.js';

/** Takes a person out of the house: every room erases its part, in one unit. Counts and a wished-for paper stay. */
@Injectable()
export class ErasureService {
  constructor(
    private readonly people: PersonErasure,
    private readonly enrolments: EnrolmentService,
    private readonly certificates: CertificateKeeping,
    private readonly facilitators: CohortFacilitators,
    private readonly applications: ApplicationKeeping,
    private readonly invitations: InvitationKeeping,
    private readonly drafts: DraftService,
    private readonly board: BoardKeeping,
    private readonly proposals: ProposalKeeping,
    private readonly organisers: OrganiserKeeping,
    private readonly audit: Audit,
  ) {}

  /** @throws DomainError for staff: their part in the audit record is looked at first, by an administrator. */
  async erase(tx: Tx, me: Me, options: { readonly staysVerifiable: boolean }): Promise<void> {
    if (me.roles.some((role) => STAFF_ROLES.includes(role))) throw new DomainError('privacy.erase.staff');
    const { personId } = me;
    // Certificates first: what stays of them is found through the enrolments that go next.
    await this.certificates.erase(tx, personId, options);
    await this.enrolments.erase(tx, personId);
    await this.facilitators.erase(tx, personId);
    await this.applications.erase(tx, personId);
    await this.invitations.erase(tx, personId);
    await this.drafts.erase(tx, personId);
    await this.board.erase(tx, personId);
    await this.proposals.erase(tx, personId);
    await this.organisers.erase(tx, personId);
    // Replies were given to somebody and stay theirs, without a name.
    await tx.delete(ReflectionDraft, { authorId: personId });
    await tx.delete(KeptText, { personId });
    await this.people.erase(tx, personId);
    await this.audit.record(tx, {
      actor: me,
      act: 'person.erased',
      object: `person:${personId}`,
      detail: { ...options },
    });
  }
}
