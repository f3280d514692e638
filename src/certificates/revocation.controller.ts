import { Body, Controller, Param, Post } from '@nestjs/common';
import type { Tx } from '../database/database.js';
import { DomainError } from '../shared/domain-error.js';
import { getId } from '../shared/ids.js';
import { Allow, Reauthenticated } from '../web/allow.js';
import { ButtonForm, emptyForm, parseForm } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { RevocationForm } from './office.form.js';
import { toOfficeCertificatePage } from './office.page.js';
import { OfficeService } from './office.service.js';
import { RevocationService } from './revocation.service.js';

interface Act {
  readonly id: string;
  readonly submission: SubmissionId;
  readonly work: (tx: Tx) => Promise<void>;
}

/** Two officials revoke a certificate, or lift its revocation: one proposes, the other confirms. */
@Controller('office/certificates/:certificate')
export class RevocationController {
  constructor(
    private readonly office: OfficeService,
    private readonly revocations: RevocationService,
    private readonly submissions: Submissions,
  ) {}

  @Allow('office')
  @Reauthenticated()
  @Post('revocation')
  async propose(
    @CurrentPerson() me: Me,
    @Param('certificate') certificate: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const id = getId(certificate);
    const parsed = parseForm(RevocationForm, body);
    if (!parsed.ok) {
      const model = { me: me.personId, form: parsed.form, refusal: null };
      const known = await this.office.get(id);
      return invalid('certificates/office-certificate', toOfficeCertificatePage(known, model));
    }
    const wanted = { certificateId: id, reason: parsed.value.reason };
    const work = (tx: Tx) => this.revocations.propose(tx, me, wanted);
    return this.act(me, { id, submission, work });
  }

  @Allow('office')
  @Reauthenticated()
  @Post('lift')
  proposeLift(
    @CurrentPerson() me: Me,
    @Param('certificate') certificate: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    parseForm(ButtonForm, body);
    const id = getId(certificate);
    return this.act(me, { id, submission, work: (tx) => this.revocations.proposeLift(tx, me, id) });
  }

  @Allow('office')
  @Reauthenticated()
  @Post('proposals/:proposal/confirmation')
  confirm(
    @CurrentPerson() me: Me,
    @Param() params: { certificate: string; proposal: string },
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    parseForm(ButtonForm, body);
    const proposed = toProposed(params);
    const work = (tx: Tx) => this.revocations.confirm(tx, me, proposed);
    return this.act(me, { id: proposed.certificateId, submission, work });
  }

  @Allow('office')
  @Reauthenticated()
  @Post('proposals/:proposal/withdrawal')
  withdraw(
    @CurrentPerson() me: Me,
    @Param() params: { certificate: string; proposal: string },
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    parseForm(ButtonForm, body);
    const proposed = toProposed(params);
    const work = (tx: Tx) => this.revocations.withdraw(tx, me, proposed);
    return this.act(me, { id: proposed.certificateId, submission, work });
  }

  /** What is refused is said on the page of the certificate, as it stands now. */
  private async act(me: Me, { id, submission, work }: Act): Promise<View | SeeOther> {
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await work(tx);
        return `/office/certificates/${id}`;
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const refusal = { code: error.code, params: error.params };
      const model = { me: me.personId, form: emptyForm(RevocationForm), refusal };
      const known = await this.office.get(id);
      return page('certificates/office-certificate', toOfficeCertificatePage(known, model), { status: 409 });
    }
  }
}

function toProposed(params: { certificate: string; proposal: string }) {
  return { certificateId: getId(params.certificate), proposalId: getId(params.proposal) };
}
