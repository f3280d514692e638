import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { EditionService } from '../curriculum/edition.service.js';
import { Clock } from '../shared/clock.js';
import { DomainError } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { ButtonForm, parseForm } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { ReflectionAnswers } from './answer.service.js';
import { openedHref, toQueuePage } from './queue.page.js';
import type { Editions, QueuePage } from './queue.page.js';
import { ReflectionQueue } from './queue.service.js';
import type { Queue } from './queue.service.js';

/** What was sent to the facilitators of a cohort: who and where, no words of it before somebody opens it. */
@Controller('facilitate/:cohort/reflections')
export class QueueController {
  constructor(
    private readonly queue: ReflectionQueue,
    private readonly answers: ReflectionAnswers,
    private readonly editions: EditionService,
    private readonly submissions: Submissions,
    private readonly clock: Clock,
  ) {}

  @Allow('facilitator')
  @Get()
  async list(@CurrentPerson() me: Me, @Param('cohort') cohort: string): Promise<View> {
    return page('reflections/queue', await this.show(me, cohort));
  }

  /** Takes the taking back away from the sender, so it is a button and recorded. */
  @Allow('facilitator')
  @Post(':sending/reading')
  async read(
    @CurrentPerson() me: Me,
    @Param() { cohort, sending }: { cohort: string; sending: string },
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    parseForm(ButtonForm, body);
    const opened = await this.queue.get(me.personId, cohort, sending);
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.answers.read(tx, me, opened);
        return openedHref(cohort, sending);
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return page('reflections/queue', await this.show(me, cohort, error), { status: 409 });
    }
  }

  private async show(me: Me, cohortId: string, refusal: DomainError | null = null): Promise<QueuePage> {
    const queue = await this.queue.list(me.personId, cohortId);
    const editions = await this.editionsOf(queue);
    return toQueuePage(queue, { editions, today: this.clock.today(), refusal });
  }

  private async editionsOf({ cohort, waiting, answered }: Queue): Promise<Editions> {
    const hashes = new Set([...waiting, ...answered].map(({ editionHash }) => editionHash));
    const [track, ...known] = await Promise.all([
      this.editions.getCurrent(cohort.trackId),
      ...[...hashes].map((hash) => this.editions.get(hash)),
    ]);
    return { track, byHash: new Map(known.map((edition) => [edition.hash, edition])) };
  }
}
