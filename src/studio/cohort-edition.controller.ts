import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Tx } from '../database/database.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { Allow, Reauthenticated } from '../web/allow.js';
import { parseForm } from '../web/form.js';
import type { Message } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { EditionForm } from './cohort-edition.form.js';
import { toCohortEditionPage } from './cohort-edition.page.js';
import type { EditionNote } from './cohort-edition.page.js';
import { CohortEditions } from './cohort-edition.service.js';

interface Act {
  readonly id: string;
  readonly body: unknown;
  readonly submission: SubmissionId;
  readonly note: EditionNote;
  readonly work: (tx: Tx, act: Chosen) => Promise<void>;
  readonly then?: (act: Chosen) => Promise<void>;
}

interface Chosen {
  readonly cohortId: string;
  readonly seen: EditionForm;
}

/** A newer edition for a cohort: who is affected, and taking everybody over, or staying. */
@Controller('studio/cohorts/:cohort/edition')
export class CohortEditionController {
  constructor(
    private readonly editions: CohortEditions,
    private readonly submissions: Submissions,
  ) {}

  @Allow('facilitator', 'administrator')
  @Get()
  async show(
    @CurrentPerson() me: Me,
    @Param('cohort') id: string,
    @Query('note') note?: unknown,
  ): Promise<View> {
    return this.view(me, id, { note: note === 'moved' || note === 'stays' ? note : null });
  }

  @Allow('facilitator', 'administrator')
  @Reauthenticated()
  @Post('move')
  move(
    @CurrentPerson() me: Me,
    @Param('cohort') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const work: Act['work'] = (tx, act) => this.editions.move(tx, me, act);
    return this.act(me, {
      id,
      body,
      submission,
      note: 'moved',
      work,
      then: (act) => this.editions.moveRest(act),
    });
  }

  @Allow('facilitator', 'administrator')
  @Reauthenticated()
  @Post('stay')
  stay(
    @CurrentPerson() me: Me,
    @Param('cohort') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const work: Act['work'] = (tx, act) => this.editions.stay(tx, me, act);
    return this.act(me, { id, body, submission, note: 'stays', work });
  }

  /** What is not as it was seen is shown again, as it stands now. */
  private async act(me: Me, { id, body, submission, note, work, then }: Act): Promise<View | SeeOther> {
    await this.editions.check(me, id);
    const parsed = parseForm(EditionForm, body);
    const changed = { code: 'studio-move.edition.changed', params: {} };
    if (!parsed.ok) return this.view(me, id, { refusal: changed });
    try {
      const chosen = { cohortId: id, seen: parsed.value };
      const answer = await this.submissions.accept(submission, async (tx) => {
        await work(tx, chosen);
        return `/studio/cohorts/${id}/edition?note=${note}`;
      });
      await then?.(chosen);
      return answer;
    } catch (error) {
      if (error instanceof NotFound || !(error instanceof DomainError)) throw error;
      return this.view(me, id, { refusal: { code: error.code, params: error.params } });
    }
  }

  private async view(
    me: Me,
    id: string,
    { note = null, refusal = null }: { note?: EditionNote | null; refusal?: Message | null },
  ): Promise<View> {
    const model = toCohortEditionPage(await this.editions.get(me, id), { role: me.role, note, refusal });
    return page('studio-move/edition', model, refusal ? { status: 409 } : {});
  }
}
