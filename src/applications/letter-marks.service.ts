import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import type { Tx } from '../database/database.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { DomainError } from '../shared/domain-error.js';
import type { Me } from '../web/me.js';
import { ApplicationLetter } from './application-letter.entity.js';
import { Application } from './application.entity.js';
import { Applicant } from './applicant.entity.js';
import type { LetterKey, LetterMarks } from './letters.rules.js';

/** That letters were sent or handed over, as the office says. */
@Injectable()
export class LetterMarksService {
  constructor(
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Marks the letters, or takes the marks back. What is marked already stays as it is, and so does what left by mail;
   * a letter of what was decided otherwise meanwhile is left out.
   * @throws DomainError for a day before the decision
   */
  async record(
    tx: Tx,
    me: Me,
    { cohortId, ...marks }: LetterMarks & { readonly cohortId: string },
  ): Promise<void> {
    let changed = 0;
    for (const key of marks.letters)
      if (await this.isOne(tx, cohortId, { key, onDay: marks.given?.onDay ?? null }))
        changed += marks.given
          ? await this.mark(tx, me, { key, given: marks.given })
          : await this.clear(tx, key);
    if (changed === 0) return;
    const act = marks.given ? 'application.letters-marked' : 'application.letters-unmarked';
    const detail = { letters: changed, ...(marks.given && { way: marks.given.way }) };
    await this.audit.record(tx, { actor: me, act, object: `cohort:${cohortId}`, detail });
  }

  private async isOne(
    tx: Tx,
    cohortId: string,
    { key, onDay }: { key: LetterKey; onDay: CalendarDay | null },
  ): Promise<boolean> {
    const applicant = await tx.findOne(Applicant, { id: key.applicantId });
    if (!applicant || applicant.name === '') return false;
    const application = await tx.findOne(Application, { id: applicant.applicationId });
    if (application?.cohortId !== cohortId || application.state !== key.kind) return false;
    const { decidedAt } = application;
    if (onDay && decidedAt && onDay.isBefore(CalendarDay.at(decidedAt)))
      throw new DomainError('applications.letters.early');
    return true;
  }

  private async mark(
    tx: Tx,
    me: Me,
    { key, given }: { key: LetterKey; given: NonNullable<LetterMarks['given']> },
  ): Promise<number> {
    if (await tx.findOne(ApplicationLetter, { ...key })) return 0;
    const by = { recordedBy: me.personId, recordedAt: this.clock.now() };
    await tx.insert(ApplicationLetter, { ...key, ...given, ...by });
    return 1;
  }

  private async clear(tx: Tx, key: LetterKey): Promise<number> {
    const known = await tx.findOne(ApplicationLetter, { ...key });
    return known?.recordedBy ? tx.delete(ApplicationLetter, { ...key }) : 0;
  }
}
