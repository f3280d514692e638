import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CohortService } from '../cohorts/cohort.service.js';
import type { FacilitatedCohort } from '../cohorts/cohort.service.js';
import { EditionService } from '../curriculum/edition.service.js';
import { NotFound } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { parseDisplay } from '../web/display.rules.js';
import { ButtonForm, emptyForm, parseForm, refuse } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { Locales } from '../web/locales.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { MessageForm } from './contact.form.js';
import { ContactList } from './contact-list.service.js';
import type { ContactEntry } from './contact-list.service.js';

interface Place {
  readonly cohort: string;
  readonly enrolment: string;
}

/** Who of a cohort wants to be contacted, and doing so as a person. Only its facilitators come in. */
@Controller('facilitate/:cohort/contact')
export class ContactListController {
  constructor(
    private readonly contacts: ContactList,
    private readonly cohorts: CohortService,
    private readonly editions: EditionService,
    private readonly submissions: Submissions,
    private readonly locales: Locales,
  ) {}

  @Allow('facilitator')
  @Get()
  async list(
    @CurrentPerson() me: Me,
    @Param('cohort') id: string,
    @Req() request: FastifyRequest,
    @Query('closed') closed?: string,
  ): Promise<View> {
    const cohort = await this.cohort(me, id);
    const [entries, { track }] = await Promise.all([
      this.contacts.list(cohort),
      this.editions.getCurrent(cohort.trackId),
    ]);
    if (request.method !== 'HEAD') await this.contacts.recordLook(me, cohort, entries);
    return page('contact/list', {
      trackTitle: track.title,
      cohortName: cohort.name,
      entries: entries.map((entry) => ({ ...entry, href: `${baseOf(cohort)}/${entry.enrolmentId}` })),
      isClosed: closed === '1',
    });
  }

  @Allow('facilitator')
  @Get(':enrolment')
  async show(@CurrentPerson() me: Me, @Param() place: Place, @Req() request: FastifyRequest): Promise<View> {
    const cohort = await this.cohort(me, place.cohort);
    const entry = await this.contacts.get(cohort, place.enrolment);
    if (request.method !== 'HEAD') await this.contacts.recordLook(me, cohort, [entry]);
    const words = this.locales.in(parseDisplay(me.ui).lang);
    const ready = words.text(`contact.ready.${entry.asked ? 'asked' : 'stopped'}`, {
      name: entry.displayName,
    });
    return page('contact/person', toModel(cohort, entry, emptyForm(MessageForm, { text: ready })));
  }

  @Allow('facilitator')
  @Post(':enrolment/message')
  async send(
    @CurrentPerson() me: Me,
    @Param() place: Place,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const cohort = await this.cohort(me, place.cohort);
    const parsed = parseForm(MessageForm, body);
    if (!parsed.ok) return this.again(cohort, place, parsed.form);
    const message = { cohort, enrolmentId: place.enrolment, text: parsed.value.text };
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.contacts.send(tx, me, message);
        return `${baseOf(cohort)}/${place.enrolment}`;
      });
    } catch (error) {
      return this.again(cohort, place, refuse(MessageForm, body, { error, field: 'text' }));
    }
  }

  @Allow('facilitator')
  @Post(':enrolment/made')
  async close(
    @CurrentPerson() me: Me,
    @Param() place: Place,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    const cohort = await this.cohort(me, place.cohort);
    return this.submissions.accept(submission, async (tx) => {
      await this.contacts.close(tx, me, { cohort, enrolmentId: place.enrolment });
      return `${baseOf(cohort)}?closed=1`;
    });
  }

  /** A standing cohort has no list: people come there by themselves, and nobody waits for them. */
  private async cohort(me: Me, id: string): Promise<FacilitatedCohort> {
    const cohort = await this.cohorts.getFacilitated(me.personId, id);
    if (cohort.kind !== 'dated') throw new NotFound(`list of ${id}`);
    return cohort;
  }

  private async again(cohort: FacilitatedCohort, place: Place, form: FormView): Promise<View> {
    return invalid('contact/person', toModel(cohort, await this.contacts.get(cohort, place.enrolment), form));
  }
}

function baseOf(cohort: FacilitatedCohort): string {
  return `/facilitate/${cohort.id}/contact`;
}

function toModel(cohort: FacilitatedCohort, entry: ContactEntry, form: FormView): object {
  const list = baseOf(cohort);
  return { list, base: `${list}/${entry.enrolmentId}`, entry, form };
}
