import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { DomainError } from '../shared/domain-error.js';
import { getId } from '../shared/ids.js';
import { Allow, Reauthenticated } from '../web/allow.js';
import { ButtonForm, emptyForm, parseForm } from '../web/form.js';
import type { Message } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { toSeenCorrectionPage } from './correction.page.js';
import { CorrectionService } from './correction.service.js';
import { RevocationForm } from './office.form.js';
import { toOfficeCertificatePage } from './office.page.js';
import { OfficeService } from './office.service.js';

const ROOT = '/office/certificates';

interface Place {
  readonly certificate: string;
  readonly correction: string;
}

/** The second official's part in making a certificate anew: a look at both names, which is recorded, and confirming. */
@Controller('office/certificates')
export class CorrectionController {
  constructor(
    private readonly corrections: CorrectionService,
    private readonly office: OfficeService,
    private readonly submissions: Submissions,
  ) {}

  @Allow('office')
  @Reauthenticated()
  @Post(':certificate/corrections/:correction/viewings')
  look(
    @CurrentPerson() me: Me,
    @Param() place: Place,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    parseForm(ButtonForm, body);
    const which = toWhich(place);
    return this.orRefused(me, which.certificateId, () =>
      this.submissions.accept(submission, async (tx) => {
        return `${ROOT}/corrections/${await this.corrections.look(tx, me, which)}`;
      }),
    );
  }

  @Allow('office')
  @Reauthenticated()
  @Post(':certificate/corrections/:correction/withdrawal')
  withdraw(
    @CurrentPerson() me: Me,
    @Param() place: Place,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    parseForm(ButtonForm, body);
    const which = toWhich(place);
    return this.orRefused(me, which.certificateId, () =>
      this.submissions.accept(submission, async (tx) => {
        await this.corrections.withdraw(tx, me, which);
        return `${ROOT}/${which.certificateId}`;
      }),
    );
  }

  @Allow('office')
  @Reauthenticated()
  @Get('corrections/:viewing')
  async show(@CurrentPerson() me: Me, @Param('viewing') viewing: string): Promise<View> {
    const seen = await this.corrections.getSeen(me.personId, getId(viewing));
    return page('certificates/correction-seen', toSeenCorrectionPage(seen, { me: me.personId, viewing }));
  }

  @Allow('office')
  @Reauthenticated()
  @Post('corrections/:viewing/confirmation')
  async confirm(
    @CurrentPerson() me: Me,
    @Param('viewing') viewing: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    parseForm(ButtonForm, body);
    const which = await this.corrections.find(me.personId, getId(viewing));
    return this.orRefused(me, which.certificateId, () =>
      this.submissions.accept(submission, async (tx) => {
        return `${ROOT}/${await this.corrections.confirm(tx, me, which)}`;
      }),
    );
  }

  /** What is refused is said on the page of the certificate, as it stands now. */
  private async orRefused(
    me: Me,
    certificateId: string,
    act: () => Promise<SeeOther>,
  ): Promise<View | SeeOther> {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const refusal: Message = { code: error.code, params: error.params };
      const model = { me: me.personId, form: emptyForm(RevocationForm), refusal };
      const known = await this.office.get(certificateId);
      return page('certificates/office-certificate', toOfficeCertificatePage(known, model), { status: 409 });
    }
  }
}

function toWhich({ certificate, correction }: Place): { certificateId: string; correctionId: string } {
  return { certificateId: getId(certificate), correctionId: getId(correction) };
}
