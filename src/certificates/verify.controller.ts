import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../web/allow.js';
import { emptyForm, parseForm } from '../web/form.js';
import { invalid, page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { readCode } from './code.rules.js';
import { VerificationService } from './verification.service.js';
import type { Lookup } from './verification.service.js';
import { CodeForm, CompareNameForm } from './verify.form.js';
import { toVerifiedPage } from './verify.page.js';

const TOO_MANY = 429;

@Controller('verify')
export class VerifyController {
  constructor(private readonly verification: VerificationService) {}

  @Allow.everyone()
  @Get()
  ask(): View {
    return page('certificates/verify', { form: emptyForm(CodeForm) });
  }

  /** Nothing is written: the code only moves into the address, where the QR code has it too. */
  @Allow.everyone()
  @Post()
  take(@Body() body: unknown): View | SeeOther {
    const parsed = parseForm(CodeForm, body);
    if (!parsed.ok) return invalid('certificates/verify', { form: parsed.form });
    return seeOther(`/verify/${parsed.value.code}`);
  }

  @Allow.everyone()
  @Get(':code')
  async show(@Param('code') typed: string, @Req() request: FastifyRequest): Promise<View> {
    const found = await this.verification.find(typed, request.ip);
    if (found.kind !== 'found') return notShown(found);
    const name = { form: emptyForm(CompareNameForm), answer: null, code: readCode(typed) };
    return page('certificates/verified', toVerifiedPage(found.certificate, name));
  }

  /** Answered at once and not led on: a name must not stand in an address. */
  @Allow.everyone()
  @Post(':code')
  async compareName(
    @Param('code') typed: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
  ): Promise<View> {
    const found = await this.verification.find(typed, request.ip);
    if (found.kind !== 'found') return notShown(found);
    const code = readCode(typed);
    const parsed = parseForm(CompareNameForm, body);
    const shown = (form: Parameters<typeof toVerifiedPage>[1]) => toVerifiedPage(found.certificate, form);
    if (!parsed.ok) return invalid('certificates/verified', shown({ form: parsed.form, answer: null, code }));
    const { name } = parsed.value;
    const answer = await this.verification.checkName({ code, name }, request.ip);
    const status = answer === 'limited' ? TOO_MANY : 200;
    return page(
      'certificates/verified',
      shown({ form: emptyForm(CompareNameForm, { name }), answer, code }),
      { status },
    );
  }
}

function notShown({ kind }: Exclude<Lookup, { kind: 'found' }>): View {
  return kind === 'limited'
    ? page('certificates/verify-limited', {}, { status: TOO_MANY })
    : page('certificates/not-verified', { form: emptyForm(CodeForm) }, { status: 404 });
}
