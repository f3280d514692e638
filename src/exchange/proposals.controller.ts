import { BadRequestException, Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Config } from '../config/config.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { ButtonForm, emptyForm, parseForm, refuse, refuseAll } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { pageOf } from '../web/page-of.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { notSureOf } from '../shared/personal-words.rules.js';
import type { Personal } from '../shared/personal-words.rules.js';
import { ProposalForm, SeenForm, SupportForm } from './proposal.form.js';
import {
  PROPOSALS,
  PROPOSALS_A_PAGE,
  listHref,
  toNewPage,
  toOwnPage,
  toProposalsPage,
} from './proposal.page.js';
import { ProposalService } from './proposal.service.js';

const MINE = `${PROPOSALS}/mine`;
const NEW = 'wishes/new';
const NOTES: readonly unknown[] = ['sent', 'withdrawn'];

/** What peers propose, to each other and to the office, and what became of it. */
@Controller('activities/proposals')
export class ProposalsController {
  constructor(
    private readonly proposals: ProposalService,
    private readonly submissions: Submissions,
    private readonly config: Config,
  ) {}

  @Allow('trainee')
  @Get()
  async list(@CurrentPerson() me: Me, @Query('page') typed: unknown): Promise<View> {
    const number = pageOf(typed);
    const part = { from: (number - 1) * PROPOSALS_A_PAGE, size: PROPOSALS_A_PAGE };
    const found = await this.proposals.listShown(me, part);
    return page('wishes/proposals', toProposalsPage(found, { number, areas: this.areas() }));
  }

  @Allow('trainee')
  @Get('new')
  write(): View {
    return page(NEW, toNewPage(emptyForm(ProposalForm), this.areas()));
  }

  @Allow('trainee')
  @Post('new')
  async send(
    @CurrentPerson() me: Me,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const again = (form: FormView, found: readonly Personal[] = []) =>
      invalid(NEW, toNewPage(form, this.areas(), found));
    const parsed = parseForm(ProposalForm, body);
    if (!parsed.ok) return again(parsed.form);
    const { area, title, about, place, hours, sure } = parsed.value;
    if (area !== '' && !this.areas().some(({ id }) => id === area))
      return again(refuse(ProposalForm, body, { error: new DomainError('web.form.choose'), field: 'area' }));
    const found = notSureOf([title, about, place, hours].join('\n'), sure);
    if (found.length > 0) return again(refuseAll(ProposalForm, body, []), found);
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.proposals.send(tx, me, parsed.value);
        return `${MINE}?note=sent`;
      });
    } catch (error) {
      return again(refuse(ProposalForm, body, { error, field: 'title' }));
    }
  }

  @Allow('trainee')
  @Get('mine')
  async mine(@CurrentPerson() me: Me, @Query('note') note: unknown): Promise<View> {
    const proposals = await this.proposals.listOwn(me.personId);
    const known = NOTES.includes(note) ? String(note) : null;
    return page('wishes/mine', toOwnPage(proposals, { areas: this.areas(), note: known, refusal: null }));
  }

  @Allow('trainee')
  @Post(':proposal/withdraw')
  async withdraw(
    @CurrentPerson() me: Me,
    @Param('proposal') proposal: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    parseForm(ButtonForm, body);
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.proposals.withdraw(tx, me, proposal);
        return `${MINE}?note=withdrawn`;
      });
    } catch (error) {
      if (error instanceof NotFound || !(error instanceof DomainError)) throw error;
      const refusal = { code: error.code, params: error.params };
      const proposals = await this.proposals.listOwn(me.personId);
      const model = toOwnPage(proposals, { areas: this.areas(), note: null, refusal });
      return page('wishes/mine', model, { status: 409 });
    }
  }

  @Allow('trainee')
  @Post(':proposal/seen')
  async see(
    @CurrentPerson() me: Me,
    @Param('proposal') proposal: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    const parsed = parseForm(SeenForm, body);
    if (!parsed.ok) throw new BadRequestException();
    return this.submissions.accept(submission, async (tx) => {
      await this.proposals.see(tx, me, proposal, Number(parsed.value.replies));
      return MINE;
    });
  }

  @Allow('trainee')
  @Post(':proposal/support')
  async support(
    @CurrentPerson() me: Me,
    @Param('proposal') proposal: string,
    @Query('page') typed: unknown,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    const parsed = parseForm(SupportForm, body);
    // Only a request made by hand has no answer: it is the button.
    if (!parsed.ok) throw new BadRequestException();
    return this.submissions.accept(submission, async (tx) => {
      await this.proposals.support(tx, me, proposal, parsed.value.want === 'yes');
      return `${listHref(pageOf(typed))}#p-${proposal}`;
    });
  }

  private areas() {
    return this.config.council.activities.areas;
  }
}
