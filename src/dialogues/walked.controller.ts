import { Controller, Get, Param } from '@nestjs/common';
import { SeatService } from '../learning/seat.service.js';
import type { StepAddress } from '../learning/seat.service.js';
import { NotFound } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { DialogueService } from './dialogue.service.js';
import { DialogueViews } from './dialogue-views.js';
import { baseOf } from './walk.js';
import { toWalkedPage } from './walked.page.js';

/** Looking back: the way one went and what else one could have said. Open once an end was reached. */
@Controller('dialogue/:track/:module/:step/path')
export class WalkedController {
  constructor(
    private readonly seats: SeatService,
    private readonly dialogues: DialogueService,
    private readonly views: DialogueViews,
  ) {}

  @Allow('trainee')
  @Get()
  latest(@CurrentPerson() me: Me, @Param() address: StepAddress): Promise<View | SeeOther> {
    return this.show(me, address, null);
  }

  @Allow('trainee')
  @Get(':walk')
  one(@CurrentPerson() me: Me, @Param() address: StepAddress & { walk: string }): Promise<View | SeeOther> {
    if (!/^[1-9]\d{0,5}$/.test(address.walk)) throw new NotFound('walk');
    return this.show(me, address, Number(address.walk));
  }

  private async show(me: Me, address: StepAddress, number: number | null): Promise<View | SeeOther> {
    const seat = await this.seats.enter(me.personId, address, 'dialogue');
    const finished = await this.dialogues.listFinished(seat);
    if (number === null && finished.length === 0) return seeOther(baseOf(seat));
    const walk = number === null ? finished.at(-1) : finished.find((one) => one.number === number);
    if (!walk) throw new NotFound(`walk ${number}`);
    const last = await this.dialogues.findLast(seat);
    return page(
      'dialogues/walked',
      toWalkedPage(this.views.of(me, seat, walk), walk, { finished, last: last!.number }),
    );
  }
}
