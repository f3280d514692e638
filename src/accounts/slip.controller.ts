import { Body, Controller, Get, Post } from '@nestjs/common';
import { DomainError } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { emptyForm, parseForm, refuse } from '../web/form.js';
import { invalid, page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { readSlipCode } from './slip-code.rules.js';
import { SlipCodeForm } from './staff-entry.form.js';

/** Where the code from the desk is typed in. */
@Controller('slip')
export class SlipController {
  @Allow.everyone()
  @Get()
  show(): View {
    return page('staff/slip-code', { form: emptyForm(SlipCodeForm) });
  }

  @Allow.everyone()
  @Post()
  read(@Body() body: unknown): View | SeeOther {
    const parsed = parseForm(SlipCodeForm, body);
    if (!parsed.ok) return invalid('staff/slip-code', { form: parsed.form });
    const code = readSlipCode(parsed.value.code);
    if (code !== null) return seeOther(`/password/${code}`);
    const error = new DomainError('staff.slip.unfit');
    return invalid('staff/slip-code', { form: refuse(SlipCodeForm, body, { error, field: 'code' }) });
  }
}
