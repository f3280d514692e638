import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { Allow } from '../web/allow.js';
import { emptyForm, parseForm } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { pageOf } from '../web/page-of.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { WISHES_A_PAGE, toOfficeWishesPage, wishesHref } from './office-wishes.page.js';
import type { OfficeWishesPage } from './office-wishes.page.js';
import { WishActForm } from './wish.form.js';
import { WISH_LISTS } from './wish.rules.js';
import { WishService } from './wish.service.js';

const VIEW = 'wishes/office';

/** What is read, counted and shown of what people wish for: many at once, so that none waits long. */
@Controller('office/wishes')
export class OfficeWishesController {
  constructor(
    private readonly wishes: WishService,
    private readonly submissions: Submissions,
  ) {}

  @Allow('office')
  @Get()
  async list(@Query() query: Readonly<Record<string, unknown>>): Promise<View> {
    return page(VIEW, await this.model(query, null));
  }

  @Allow('office')
  @Post()
  async decide(
    @CurrentPerson() me: Me,
    @Query() query: Readonly<Record<string, unknown>>,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const parsed = parseForm(WishActForm, body);
    if (!parsed.ok) return invalid(VIEW, await this.model(query, parsed.form));
    return this.submissions.accept(submission, async (tx) => {
      const decided = await this.wishes.decide(tx, me, parsed.value);
      // The first page again: what was on it is gone from this list.
      return `${wishesHref(listOf(query.of))}&decided=${decided}`;
    });
  }

  private async model(
    query: Readonly<Record<string, unknown>>,
    form: FormView | null,
  ): Promise<OfficeWishesPage> {
    const of = listOf(query.of);
    const number = pageOf(query.page);
    const found = await this.wishes.list(of, { from: (number - 1) * WISHES_A_PAGE, size: WISHES_A_PAGE });
    const wish = query.all === '1' ? found.wishes.map(({ id }) => id) : [];
    const decided =
      typeof query.decided === 'string' && /^\d{1,3}$/.test(query.decided) ? query.decided : null;
    return toOfficeWishesPage(found, {
      ...{ of, number, form: form ?? emptyForm(WishActForm, { wish }) },
      decided: form || decided === null ? null : Number(decided),
    });
  }
}

function listOf(typed: unknown) {
  return WISH_LISTS.find((one) => one === typed) ?? 'waiting';
}
