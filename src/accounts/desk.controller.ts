import { Body, Controller, Get, Post } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Allow, Reauthenticated } from '../web/allow.js';
import { emptyForm, parseForm, refuse } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { invalid, page } from '../web/view.js';
import type { View } from '../web/view.js';
import { formatLearnerNumber } from './learner-number.rules.js';
import { FindPersonForm } from './people.form.js';
import { PersonService } from './person.service.js';
import { qrImage } from '../web/qr.rules.js';
import { parseIdentifier } from './sign-in.rules.js';
import { SLIP_MINUTES, SlipService } from './slip.service.js';

/** The office's desk: a slip of paper with which somebody without mail chooses a new password. Staff never see one. */
@Controller('office/desk')
export class DeskController {
  constructor(
    private readonly people: PersonService,
    private readonly slips: SlipService,
    private readonly config: Config,
  ) {}

  @Allow('office')
  @Get()
  show(): View {
    return page('staff/desk', { form: emptyForm(FindPersonForm) });
  }

  /** Answers with the slip itself: its code is shown this once and kept as a hash only. */
  @Allow('office')
  @Reauthenticated()
  @Post()
  async print(@CurrentPerson() me: Me, @Body() body: unknown): Promise<View> {
    const parsed = parseForm(FindPersonForm, body);
    if (!parsed.ok) return invalid('staff/desk', { form: parsed.form });
    const identifier = parseIdentifier(parsed.value.identifier);
    const person = identifier && (await this.people.findByIdentifier(identifier));
    try {
      const code = await this.slips.issue(me, person);
      const href = `${this.config.origin}/password/${code}`;
      const qr = qrImage(href);
      return page('staff/slip', {
        code,
        qr,
        minutes: SLIP_MINUTES,
        where: `${this.config.origin}/slip`,
        learnerNumber: formatLearnerNumber(person!.learnerNumber),
      });
    } catch (error) {
      return invalid('staff/desk', { form: refuse(FindPersonForm, body, { error, field: 'identifier' }) });
    }
  }
}
