import '@fastify/cookie';
import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CohortService } from '../cohorts/cohort.service.js';
import { CurriculumWords } from '../curriculum/curriculum-words.js';
import type { Edition } from '../curriculum/edition.js';
import { EditionService } from '../curriculum/edition.service.js';
import { DomainError } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { parseDisplay } from '../web/display.rules.js';
import { ButtonForm, parseForm } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { DISPLAY_COOKIE } from '../web/page-data.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { AdmissionService } from './admission.service.js';
import type { Admission } from './admission.service.js';
import { CohortMoves } from './cohort-moves.service.js';
import { CohortOffers } from './cohort-offers.service.js';
import { EnrolmentService } from './enrolment.service.js';
import { toTrackPage } from './track.page.js';

/** What a track is, for anybody, and the way into it. */
@Controller('tracks/:track')
export class TrackController {
  constructor(
    private readonly editions: EditionService,
    private readonly words: CurriculumWords,
    private readonly admissions: AdmissionService,
    private readonly enrolments: EnrolmentService,
    private readonly submissions: Submissions,
    private readonly cohorts: CohortService,
    private readonly offers: CohortOffers,
    private readonly moves: CohortMoves,
  ) {}

  @Allow.everyone()
  @Get()
  async track(
    @CurrentPerson() me: Me | null,
    @Param('track') trackId: string,
    @Req() request: FastifyRequest,
    @Query('note') note?: string,
  ): Promise<View> {
    const all = await this.editions.listCurrent();
    const edition =
      all.find(({ track }) => track.id === trackId) ?? (await this.editions.getCurrent(trackId));
    const ui = parseDisplay(me ? me.ui : request.cookies[DISPLAY_COOKIE]);
    const admission = await this.admissionOf(me, edition);
    const model = toTrackPage(edition, admission, {
      all,
      calls: await this.cohorts.listCalls(),
      offers: await this.offers.listOf(edition.track.id),
      mayMove: await this.mayMove(me, edition, admission),
      note,
      show: (words, easy) => this.words.html(this.words.chosen(words, easy, ui), edition, ui),
    });
    return page('enrolment/track', model);
  }

  /** A locked track leads back to its page, which says what opens it. */
  @Allow('trainee')
  @Post('enrolment')
  async enrol(
    @CurrentPerson() me: Me,
    @Param('track') trackId: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    const { track } = await this.editions.getCurrent(trackId);
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.enrolments.enrol(tx, me.personId, track);
        return `/path/${track.id}`;
      });
    } catch (error) {
      if (error instanceof DomainError && error.code === 'enrolment.locked')
        return seeOther(`/tracks/${track.id}`);
      throw error;
    }
  }

  /** Who may not begin a year now comes to their path, and to the track's page if they have none. */
  @Allow('trainee')
  @Post('participation')
  async beginYear(
    @CurrentPerson() me: Me,
    @Param('track') trackId: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    const { track } = await this.editions.getCurrent(trackId);
    return this.submissions.accept(submission, async (tx) => {
      if (!(await this.enrolments.findOpen(tx, { personId: me.personId, trackId: track.id })))
        return `/tracks/${track.id}`;
      await this.enrolments.beginYear(tx, me.personId, track);
      return `/path/${track.id}`;
    });
  }

  private async mayMove(me: Me | null, { track }: Edition, { kind }: Admission): Promise<boolean> {
    if (!me || kind !== 'enrolled') return false;
    return (await this.moves.listFor({ personId: me.personId, trackId: track.id })).length > 0;
  }

  private async admissionOf(me: Me | null, { track }: Edition): Promise<Admission> {
    if (!me) return { kind: 'visitor' };
    return me.role === 'trainee' ? this.admissions.of(me.personId, track) : { kind: 'other-role' };
  }
}
