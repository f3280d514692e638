import { Injectable } from '@nestjs/common';
import { EditionService } from '../curriculum/edition.service.js';
import { ButtonForm, emptyForm, parseForm, refuse } from '../web/form.js';
import type { Me } from '../web/me.js';
import { Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, LedElsewhere, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { readForm } from './read-form.js';
import { ChangedDateForm, SessionDateForm } from './session-date.form.js';
import { readSessionDate, typedDate } from './session-date.rules.js';
import { keysOf, toDatePage, toDatesPage } from './session-dates.page.js';
import type { DatesPlace } from './session-dates.page.js';
import { SessionDates, StaleDate } from './session-dates.service.js';
import type { DatedGroup, KnownDate } from './session-dates.service.js';

/** Who sends what. */
export interface Sent {
  readonly me: Me;
  readonly body: unknown;
  readonly submission: SubmissionId;
}

/** What an administrator and the facilitators of a cohort do alike with its dates, each below their own address. */
@Injectable()
export class DateDesk {
  constructor(
    private readonly dates: SessionDates,
    private readonly editions: EditionService,
    private readonly submissions: Submissions,
  ) {}

  async at(group: DatedGroup, base: string): Promise<DatesPlace> {
    return { group, base, edition: await this.editions.getCurrent(group.trackId) };
  }

  async list(place: DatesPlace): Promise<View> {
    return page('cohorts/dates', toDatesPage(place, await this.dates.listOf(place.group.id)));
  }

  askNew(place: DatesPlace): View {
    return page('cohorts/date', toDatePage(place, { form: emptyForm(SessionDateForm) }));
  }

  async add(place: DatesPlace, { me, body, submission }: Sent): Promise<View | SeeOther> {
    const known = keysOf(place.edition, null);
    const read = readForm(SessionDateForm, body, (typed) => readSessionDate(typed, known));
    if (!read.ok) return invalid('cohorts/date', toDatePage(place, { form: read.form }));
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.dates.add(tx, me, { ...read.value, cohortId: place.group.id });
        return `${place.base}/dates`;
      });
    } catch (error) {
      const form = refuse(SessionDateForm, body, { error, field: 'dateYear' });
      return invalid('cohorts/date', toDatePage(place, { form }));
    }
  }

  async askChange(place: DatesPlace, id: string): Promise<View> {
    const date = await this.dates.get(place.group.id, id);
    if (date.isCancelled) throw new LedElsewhere(`${place.base}/dates`);
    const form = emptyForm(ChangedDateForm, { ...typedDate(date) });
    return page('cohorts/date', toDatePage(place, { form, date }));
  }

  async change(place: DatesPlace, id: string, sent: Sent): Promise<View | SeeOther> {
    const { me, body, submission } = sent;
    const date = await this.dates.get(place.group.id, id);
    const known = keysOf(place.edition, date);
    const read = readForm(ChangedDateForm, body, (typed) => readSessionDate(typed, known));
    if (!read.ok) {
      const version = Number(read.form.fields.version!.value);
      const form = toDatePage(place, { form: read.form, date: { ...date, version } });
      return invalid('cohorts/date', form);
    }
    const change = { ...read.value, id, cohortId: place.group.id, version: read.typed.version };
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.dates.change(tx, me, change);
        return `${place.base}/dates`;
      });
    } catch (error) {
      return this.refused(place, { date: { ...date, version: change.version }, body, error });
    }
  }

  cancel(place: DatesPlace, id: string, { me, body, submission }: Sent): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    return this.submissions.accept(submission, async (tx) => {
      await this.dates.cancel(tx, me, { cohortId: place.group.id, id });
      return `${place.base}/dates`;
    });
  }

  private refused(
    place: DatesPlace,
    { date, body, error }: { date: KnownDate; body: unknown; error: unknown },
  ): View {
    const form = refuse(ChangedDateForm, body, { error, field: 'dateYear' });
    const saved = error instanceof StaleDate ? error.saved : null;
    return invalid('cohorts/date', toDatePage(place, { form, date, saved }));
  }
}
