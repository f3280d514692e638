import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import { isId } from '../shared/ids.js';
import { Allow } from '../web/allow.js';
import { parseDisplay } from '../web/display.rules.js';
import { emptyForm, parseForm, refuse } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { Locales } from '../web/locales.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { pageOf } from '../web/page-of.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { ReplyForm } from './proposal.form.js';
import { DESK_A_PAGE, deskHref, toDeskPage, toDeskProposalPage } from './proposal-desk.page.js';
import type { DeskProposalPage } from './proposal-desk.page.js';
import { DESK_LISTS, REPLY_STATES } from './proposal.rules.js';
import { ProposalDesk } from './proposal-desk.service.js';
import type { DeskProposal } from './proposal-desk.service.js';

const VIEW = 'wishes/desk-proposal';
const NOTES = ['replied', 'gone'] as const;

/** Every proposal gets an answer; here the office gives it. Whose it is does not stand here. */
@Controller('office/proposals')
export class ProposalDeskController {
  constructor(
    private readonly desk: ProposalDesk,
    private readonly submissions: Submissions,
    private readonly locales: Locales,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  @Allow('office')
  @Get()
  async list(@Query() query: Readonly<Record<string, unknown>>): Promise<View> {
    const of = DESK_LISTS.find((one) => one === query.of) ?? 'waiting';
    const number = pageOf(query.page);
    const [found, figure] = await Promise.all([
      this.desk.list(of, { from: (number - 1) * DESK_A_PAGE, size: DESK_A_PAGE }),
      this.desk.figure(),
    ]);
    const at = {
      of,
      number,
      figure,
      note: NOTES.find((one) => one === query.note) ?? null,
      ...this.around(),
    };
    return page('wishes/desk', toDeskPage(found, at));
  }

  @Allow('office')
  @Get(':proposal')
  async show(
    @CurrentPerson() me: Me,
    @Param('proposal') id: string,
    @Query('ready') ready: unknown,
  ): Promise<View> {
    const found = await this.desk.get(id);
    const form = this.prepared(found.proposal, { me, ready });
    return page(VIEW, toDeskProposalPage(found, { form, ...this.around() }));
  }

  @Allow('office')
  @Post(':proposal')
  async reply(
    @CurrentPerson() me: Me,
    @Param('proposal') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const parsed = parseForm(ReplyForm, body);
    if (!parsed.ok) return invalid(VIEW, await this.model(id, parsed.form));
    const { replies, state, text, entry, shown } = parsed.value;
    const answer = { replies: Number(replies), state, text, entry, isShown: shown === 'yes' };
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.desk.reply(tx, me, id, answer);
        return `${deskHref('waiting')}&note=replied`;
      });
    } catch (error) {
      // It was there when the page was made: its writer took it back meanwhile.
      if (error instanceof NotFound && isId(id)) return seeOther(`${deskHref('waiting')}&note=gone`);
      if (error instanceof NotFound) throw error;
      const isAboutEntry = (error as { code?: string }).code?.startsWith('wishes.reply.entry') ?? false;
      const form = refuse(ReplyForm, body, { error, field: isAboutEntry ? 'entry' : 'text' });
      return invalid(VIEW, await this.model(id, form));
    }
  }

  /** With sentences to begin with where these were asked for. */
  private prepared(proposal: DeskProposal, { me, ready }: { me: Me; ready: unknown }): FormView {
    const state = REPLY_STATES.find((one) => one === ready);
    const words = this.locales.in(parseDisplay(me.ui).lang);
    return emptyForm(ReplyForm, {
      replies: String(proposal.replies),
      state: state ?? (proposal.state === 'waiting' ? '' : proposal.state),
      text: state ? words.text(`wishes.ready.${state}`) : '',
      entry: proposal.entry ? `/activities/${proposal.entry.id}` : '',
      shown: proposal.replies === 0 ? '' : proposal.isShown ? 'yes' : 'no',
    });
  }

  /** As it stands now: somebody may have answered meanwhile, and what they wrote is shown. */
  private async model(id: string, form: FormView): Promise<DeskProposalPage> {
    const found = await this.desk.get(id);
    const replies = { ...form.fields.replies!, value: String(found.proposal.replies) };
    const current = { ...form, fields: { ...form.fields, replies } };
    return toDeskProposalPage(found, { form: current, ...this.around() });
  }

  private around() {
    return { today: this.clock.today(), areas: this.config.council.activities.areas };
  }
}
