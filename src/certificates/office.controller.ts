import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { DomainError } from '../shared/domain-error.js';
import { getId } from '../shared/ids.js';
import { Allow, Reauthenticated } from '../web/allow.js';
import { emptyForm, parseForm, refuse } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { BatchService } from './batch.service.js';
import { CorrectionService } from './correction.service.js';
import { IssueService } from './issue.service.js';
import { NameForm } from './name.form.js';
import { FindCertificateForm, RevocationForm } from './office.form.js';
import { toCorrectionPage, toOfficeCertificatePage, toOfficePage } from './office.page.js';
import type { OfficePage } from './office.page.js';
import { OfficeService } from './office.service.js';
import { WaitingService } from './waiting.service.js';

const ROOT = '/office/certificates';

/** The office's pages on certificates: what waits for a second person, one certificate, and proposing to make it anew. */
@Controller('office/certificates')
export class OfficeController {
  constructor(
    private readonly office: OfficeService,
    private readonly waiting: WaitingService,
    private readonly issues: IssueService,
    private readonly corrections: CorrectionService,
    private readonly batches: BatchService,
    private readonly submissions: Submissions,
  ) {}

  @Allow('office')
  @Get()
  async show(@CurrentPerson() me: Me): Promise<View> {
    return page('certificates/office', await this.model(me.personId, emptyForm(FindCertificateForm)));
  }

  @Allow('office')
  @Post('find')
  async find(@CurrentPerson() me: Me, @Body() body: unknown): Promise<View | SeeOther> {
    const refused = async (form: FormView) =>
      invalid('certificates/office', await this.model(me.personId, form));
    const parsed = parseForm(FindCertificateForm, body);
    if (!parsed.ok) return refused(parsed.form);
    const id = await this.office.findByNumber(parsed.value.number);
    if (id !== null) return seeOther(`${ROOT}/${id}`);
    const error = new DomainError('certificates.office.number.unknown');
    return refused(refuse(FindCertificateForm, body, { error, field: 'number' }));
  }

  @Allow('office')
  @Get(':certificate')
  async certificate(@CurrentPerson() me: Me, @Param('certificate') id: string): Promise<View> {
    const certificate = await this.office.get(getId(id));
    const model = { me: me.personId, form: emptyForm(RevocationForm), refusal: null };
    return page('certificates/office-certificate', toOfficeCertificatePage(certificate, model));
  }

  @Allow('office')
  @Get(':certificate/correction')
  async askCorrection(@Param('certificate') id: string): Promise<View> {
    const certificate = await this.office.get(getId(id));
    return page('certificates/correction', toCorrectionPage(certificate, emptyForm(NameForm)));
  }

  @Allow('office')
  @Reauthenticated()
  @Post(':certificate/correction')
  async correct(
    @CurrentPerson() me: Me,
    @Param('certificate') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const certificate = await this.office.get(getId(id));
    const parsed = parseForm(NameForm, body);
    if (!parsed.ok) return invalid('certificates/correction', toCorrectionPage(certificate, parsed.form));
    try {
      const name = await this.issues.prepareName(parsed.value.name);
      return await this.submissions.accept(submission, async (tx) => {
        await this.corrections.propose(tx, me, { certificateId: certificate.id, name });
        return `${ROOT}/${certificate.id}`;
      });
    } catch (error) {
      const form = refuse(NameForm, body, { error, field: 'name' });
      return invalid('certificates/correction', toCorrectionPage(certificate, form));
    }
  }

  private async model(me: string, form: FormView): Promise<OfficePage> {
    const [proposals, corrections, batches, waiting] = await Promise.all([
      this.office.listOpen(),
      this.corrections.listOpen(),
      this.batches.listOpen(),
      this.waiting.listCohorts(),
    ]);
    return toOfficePage(form, { me, proposals, corrections, batches, waiting });
  }
}
