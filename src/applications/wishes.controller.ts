import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Allow, Reauthenticated } from '../web/allow.js';
import { parseForm } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { ApplicationPlaces } from './application-place.service.js';
import { NextWishes } from './next-wish.service.js';
import { sheetHref } from './selection.page.js';
import { WishesForm } from './wishes.form.js';
import { toWishesPage } from './wishes.page.js';

/** Who asked to be told of the next cohort first. */
@Controller('office/applications/:cohort/wishes')
export class WishesController {
  constructor(
    private readonly places: ApplicationPlaces,
    private readonly wishes: NextWishes,
    private readonly submissions: Submissions,
  ) {}

  @Allow('office')
  @Reauthenticated()
  @Get()
  async list(@Param('cohort') id: string): Promise<View> {
    const place = await this.places.get(id);
    return page('applications/wishes', toWishesPage(place, await this.wishes.list(place)));
  }

  @Allow('office')
  @Reauthenticated()
  @Post()
  async tell(
    @CurrentPerson() me: Me,
    @Param('cohort') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const place = await this.places.get(id);
    const parsed = parseForm(WishesForm, body);
    if (!parsed.ok)
      return invalid('applications/wishes', toWishesPage(place, await this.wishes.list(place), parsed.form));
    if (!place.isOpen) return seeOther(sheetHref(place.id, '/wishes'));
    return this.submissions.accept(submission, async (tx) => {
      await this.wishes.tell(tx, me, { place, ids: parsed.value.application });
      return sheetHref(place.id, '/wishes');
    });
  }
}
