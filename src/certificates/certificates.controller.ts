import { Body, Controller, Get, Header, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { getId } from '../shared/ids.js';
import { Allow } from '../web/allow.js';
import { ButtonForm, emptyForm, parseForm, refuse } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, LedElsewhere, page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { CertificateService } from './certificate.service.js';
import type { Ready } from './certificate.service.js';
import { toCheckPage, toListPage, toNamePage, toSheetPage } from './certificates.page.js';
import { HeldService } from './held.service.js';
import { IssueService } from './issue.service.js';
import { ReadNameForm } from './reading.form.js';
import { Readings } from './reading.service.js';

@Controller('certificates')
export class CertificatesController {
  constructor(
    private readonly certificates: CertificateService,
    private readonly held: HeldService,
    private readonly issues: IssueService,
    private readonly readings: Readings,
    private readonly submissions: Submissions,
  ) {}

  @Allow('trainee')
  @Get()
  async list(@CurrentPerson() me: Me): Promise<View> {
    const [ready, held] = await Promise.all([
      this.certificates.listReady(me.personId),
      this.certificates.listHeld(me.personId),
    ]);
    return page('certificates/list', toListPage(ready, held));
  }

  @Allow('trainee')
  @Get('ready/:enrolment/name')
  async askName(@CurrentPerson() me: Me, @Param('enrolment') enrolment: string): Promise<View> {
    const ready = await this.ready(me, getId(enrolment));
    // A legal name is never guessed from the one a person wants to be called by.
    const name = ready.chosenName ?? (ready.isOfficial ? '' : me.displayName);
    const form = emptyForm(ReadNameForm, { name, reading: ready.reading ?? '' });
    return page('certificates/name', toNamePage(ready, form));
  }

  @Allow('trainee')
  @Post('ready/:enrolment/name')
  async takeName(
    @CurrentPerson() me: Me,
    @Param('enrolment') enrolment: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const ready = await this.ready(me, getId(enrolment));
    const parsed = parseForm(ReadNameForm, body);
    if (!parsed.ok) return invalid('certificates/name', toNamePage(ready, parsed.form));
    try {
      const name = await this.issues.prepareName(parsed.value.name);
      const whose = { personId: me.personId, enrolmentId: ready.enrolmentId };
      return await this.submissions.accept(submission, async (tx) => {
        await this.issues.chooseName(tx, whose, name);
        await this.readings.keep(tx, whose.enrolmentId, parsed.value.reading);
        return `/certificates/ready/${ready.enrolmentId}`;
      });
    } catch (error) {
      return invalid(
        'certificates/name',
        toNamePage(ready, refuse(ReadNameForm, body, { error, field: 'name' })),
      );
    }
  }

  @Allow('trainee')
  @Get('ready/:enrolment')
  async check(@CurrentPerson() me: Me, @Param('enrolment') enrolment: string): Promise<View | SeeOther> {
    const ready = await this.ready(me, getId(enrolment));
    const { chosenName } = ready;
    if (chosenName === null) return seeOther(`/certificates/ready/${ready.enrolmentId}/name`);
    return page('certificates/check', toCheckPage({ ...ready, chosenName }));
  }

  @Allow('trainee')
  @Post('ready/:enrolment')
  async issue(
    @CurrentPerson() me: Me,
    @Param('enrolment') enrolment: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    return this.submissions.accept(submission, async (tx) => {
      return `/certificates/${await this.issues.issue(tx, me, getId(enrolment))}`;
    });
  }

  @Allow('trainee')
  @Post('ready/:enrolment/decline')
  async decline(
    @CurrentPerson() me: Me,
    @Param('enrolment') enrolment: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    const { enrolmentId } = await this.ready(me, getId(enrolment));
    return this.submissions.accept(submission, async (tx) => {
      await this.issues.decline(tx, { personId: me.personId, enrolmentId });
      return '/certificates';
    });
  }

  @Allow('trainee')
  @Get(':certificate')
  async show(@CurrentPerson() me: Me, @Param('certificate') certificate: string): Promise<View> {
    const held = await this.held.get(me.personId, getId(certificate));
    return page('certificates/certificate', toSheetPage(certificate, held));
  }

  @Allow('trainee')
  @Get(':certificate/pdf')
  @Header('content-type', 'application/pdf')
  async download(
    @CurrentPerson() me: Me,
    @Param('certificate') certificate: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { sheet } = await this.held.get(me.personId, getId(certificate));
    void reply.header('content-disposition', 'attachment; filename="certificate.pdf"');
    // Drawing pages is a third of the program's weight, and seldom needed.
    const { certificatePdf } = await import('./certificate-pdf.js');
    return certificatePdf(sheet);
  }

  /** What was issued already leads to its certificate: who goes back finds it, not a missing page. */
  private async ready(me: Me, enrolmentId: string): Promise<Ready> {
    const issued = await this.certificates.findByEnrolment(me.personId, enrolmentId);
    if (issued !== null) throw new LedElsewhere(`/certificates/${issued}`);
    return this.certificates.getReady(me.personId, enrolmentId);
  }
}
