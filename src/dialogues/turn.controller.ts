import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { SeatService } from '../learning/seat.service.js';
import type { StepAddress } from '../learning/seat.service.js';
import { NotFound } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { emptyForm, parseForm, refuse } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { DialogueService } from './dialogue.service.js';
import { DialogueViews } from './dialogue-views.js';
import { saysSomething, toSaidPage } from './said.page.js';
import { toScenePage, walkOf } from './scene.page.js';
import { ReplyForm } from './walk.form.js';
import { baseOf, hrefOf } from './walk.js';
import type { DialogueSeat, Walk } from './walk.js';
import { endAt, replyAt } from './walk-state.rules.js';

type TurnAddress = StepAddress & { turn: string };

/** One scene a page: what was said, one's own reply, what it did. A page that was left behind changes nothing. */
@Controller('dialogue/:track/:module/:step/:turn')
export class TurnController {
  constructor(
    private readonly seats: SeatService,
    private readonly dialogues: DialogueService,
    private readonly submissions: Submissions,
    private readonly views: DialogueViews,
  ) {}

  @Allow('trainee')
  @Get()
  async scene(
    @CurrentPerson() me: Me,
    @Param() at: TurnAddress,
    @Query('moved') moved?: string,
  ): Promise<View | SeeOther> {
    const { seat, walk, turn } = await this.find(me, at);
    if (!walk) return seeOther(baseOf(seat));
    // Who comes back by the Back button sees what came of it, and goes on from there.
    if (turn < walk.now.turn) return seeOther(`${baseOf(seat)}/${turn}/said`);
    if (turn > walk.now.turn || endAt(walk.now)) return seeOther(hrefOf(seat, walk.now));
    const form = emptyForm(ReplyForm, walkOf(walk));
    return page(
      'dialogues/scene',
      toScenePage(this.views.of(me, seat, walk), walk, { form, isMoved: moved === '1' }),
    );
  }

  @Allow('trainee')
  @Post()
  async reply(
    @CurrentPerson() me: Me,
    @Param() at: TurnAddress,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const { seat, walk, turn } = await this.find(me, at);
    if (!walk) return seeOther(baseOf(seat));
    const view = this.views.of(me, seat, walk);
    const again = (form: FormView) =>
      invalid('dialogues/scene', toScenePage(view, walk, { form, isMoved: false }));
    const parsed = parseForm(ReplyForm, body);
    if (!parsed.ok) return endAt(walk.now) ? seeOther(hrefOf(seat, walk.now)) : again(parsed.form);
    const given = { walk: parsed.value.walk, turn, marked: parsed.value.reply };
    try {
      return await this.submissions.accept(submission, async (tx) => {
        const taken = await this.dialogues.reply(tx, seat, given);
        if (taken.kind === 'moved') return `${hrefOf(seat, taken.now)}?moved=1`;
        return saysSomething(view, taken.reply) ? `${baseOf(seat)}/${turn}/said` : hrefOf(seat, taken.now);
      });
    } catch (error) {
      return again(refuse(ReplyForm, body, { error, field: 'reply' }));
    }
  }

  @Allow('trainee')
  @Get('said')
  async said(@CurrentPerson() me: Me, @Param() at: TurnAddress): Promise<View | SeeOther> {
    const { seat, walk, turn } = await this.find(me, at);
    const given = walk?.turns[turn - 1];
    if (!walk || !given) return seeOther(walk ? hrefOf(seat, walk.now) : baseOf(seat));
    if (given.reply === null) return seeOther(`${baseOf(seat)}/${turn + 1}`);
    const reply = replyAt(walk.standings[turn - 1]!.at, given.reply);
    return page('dialogues/said', toSaidPage(this.views.of(me, seat, walk), turn, reply));
  }

  private async find(
    me: Me,
    at: TurnAddress,
  ): Promise<{ seat: DialogueSeat; walk: Walk | null; turn: number }> {
    if (!/^[1-9]\d{0,4}$/.test(at.turn)) throw new NotFound('turn');
    const seat = await this.seats.enter(me.personId, at, 'dialogue');
    return { seat, walk: await this.dialogues.findLast(seat), turn: Number(at.turn) };
  }
}
