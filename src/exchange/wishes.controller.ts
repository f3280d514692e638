import { Body, Controller, Get, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { emptyForm, parseForm, refuse, refuseAll } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { invalid, page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { notSureOf } from '../shared/personal-words.rules.js';
import type { Personal } from '../shared/personal-words.rules.js';
import { WishForm } from './wish.form.js';
import { WishLimit } from './wish-limit.js';
import { toWishesPage } from './wish.page.js';
import type { WishesPage } from './wish.page.js';
import { wishIdOf } from './wish.rules.js';
import { WishService } from './wish.service.js';

const VIEW = 'wishes/wishes';

/** What is missing, told by anybody. Who asks is never looked at, so that nothing can be written down of it. */
@Controller('activities/wishes')
export class WishesController {
  constructor(
    private readonly wishes: WishService,
    private readonly limit: WishLimit,
  ) {}

  @Allow.everyone()
  @Get()
  async show(): Promise<View> {
    return page(VIEW, await this.model(emptyForm(WishForm)));
  }

  @Allow.everyone()
  @Post()
  async send(@Body() body: unknown, @Req() { ip }: FastifyRequest): Promise<View | SeeOther> {
    const parsed = parseForm(WishForm, body);
    if (!parsed.ok) return invalid(VIEW, await this.model(parsed.form));
    const { form, area, hours, text, sure } = parsed.value;
    const refused = async (error: unknown, field: string) =>
      invalid(VIEW, await this.model(refuse(WishForm, body, { error, field })));
    if (area !== '' && !this.wishes.areas().some(({ id }) => id === area))
      return refused(new DomainError('web.form.choose'), 'area');
    if (form + area + hours + text === '') return refused(new DomainError('wishes.wishes.nothing'), 'text');
    const found = notSureOf(text, sure);
    if (found.length > 0) return invalid(VIEW, await this.model(refuseAll(WishForm, body, []), found));
    if (!this.limit.take(ip)) return refused(new DomainError('wishes.wishes.many'), 'text');
    try {
      await this.wishes.send(wishIdOf(body), parsed.value);
    } catch (error) {
      return refused(error, 'text');
    }
    return seeOther('/activities/wishes/thanks');
  }

  @Allow.everyone()
  @Get('thanks')
  thanks(): View {
    return page('wishes/thanks', {});
  }

  private async model(form: FormView, found: readonly Personal[] = []): Promise<WishesPage> {
    return toWishesPage({ form, found }, this.wishes.areas(), await this.wishes.published());
  }
}
