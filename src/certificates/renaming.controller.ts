import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { DomainError } from '../shared/domain-error.js';
import { getId } from '../shared/ids.js';
import { Allow } from '../web/allow.js';
import { ButtonForm, emptyForm, parseForm, refuse } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, LedElsewhere, page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { HeldService } from './held.service.js';
import type { Renaming } from './held.service.js';
import { IssueService } from './issue.service.js';
import { NameForm } from './name.form.js';
import { toRenamingCheckPage, toRenamingPage } from './renaming.page.js';
import { ReplacementService } from './replacement.service.js';

/** A certificate made anew for somebody who goes by another name. */
@Controller('certificates/:certificate/replacement')
export class RenamingController {
  constructor(
    private readonly held: HeldService,
    private readonly issues: IssueService,
    private readonly replacements: ReplacementService,
    private readonly submissions: Submissions,
  ) {}

  @Allow('trainee')
  @Get('name')
  async askName(@CurrentPerson() me: Me, @Param('certificate') certificate: string): Promise<View> {
    const renaming = await this.renaming(me, getId(certificate));
    const name = renaming.chosenName ?? renaming.printedName;
    return page('certificates/renaming', toRenamingPage(renaming, emptyForm(NameForm, { name })));
  }

  @Allow('trainee')
  @Post('name')
  async takeName(
    @CurrentPerson() me: Me,
    @Param('certificate') certificate: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const renaming = await this.renaming(me, getId(certificate));
    const { enrolmentId, printedName } = renaming;
    const parsed = parseForm(NameForm, body);
    if (!parsed.ok) return invalid('certificates/renaming', toRenamingPage(renaming, parsed.form));
    try {
      if (parsed.value.name === printedName) throw new DomainError('certificates.replacement.same-name');
      const name = await this.issues.prepareName(parsed.value.name);
      return await this.submissions.accept(submission, async (tx) => {
        await this.issues.chooseName(tx, { personId: me.personId, enrolmentId }, name);
        return `/certificates/${renaming.id}/replacement`;
      });
    } catch (error) {
      const form = refuse(NameForm, body, { error, field: 'name' });
      return invalid('certificates/renaming', toRenamingPage(renaming, form));
    }
  }

  @Allow('trainee')
  @Get()
  async check(@CurrentPerson() me: Me, @Param('certificate') certificate: string): Promise<View | SeeOther> {
    const renaming = await this.renaming(me, getId(certificate));
    const { chosenName } = renaming;
    if (chosenName === null) return seeOther(`/certificates/${renaming.id}/replacement/name`);
    return page('certificates/renaming-check', toRenamingCheckPage({ ...renaming, chosenName }, null));
  }

  @Allow('trainee')
  @Post()
  async replace(
    @CurrentPerson() me: Me,
    @Param('certificate') certificate: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    parseForm(ButtonForm, body);
    const id = getId(certificate);
    try {
      return await this.submissions.accept(submission, async (tx) => {
        return `/certificates/${await this.replacements.replaceOwn(tx, me, id)}`;
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const renaming = await this.renaming(me, id);
      const chosenName = renaming.chosenName ?? renaming.printedName;
      const refusal = { code: error.code, params: error.params };
      const model = toRenamingCheckPage({ ...renaming, chosenName }, refusal);
      return page('certificates/renaming-check', model, { status: 409 });
    }
  }

  /** What was replaced already leads to what took its place. */
  private async renaming(me: Me, id: string): Promise<Renaming> {
    const successor = await this.held.findSuccessor(me.personId, id);
    if (successor !== null) throw new LedElsewhere(`/certificates/${successor}`);
    return this.held.getRenaming(me.personId, id);
  }
}
