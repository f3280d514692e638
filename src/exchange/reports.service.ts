import { Injectable } from '@nestjs/common';
import { Person } from '../accounts/person.entity.js';
import { ThrottleService } from '../accounts/throttle.service.js';
import { Audit } from '../audit/audit.service.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { newId } from '../shared/ids.js';
import type { Me } from '../web/me.js';
import { BoardNote } from './board-note.entity.js';
import { BoardReport } from './board-report.entity.js';
import { REPORTS_A_DAY } from './board.rules.js';
import type { ReportWhy } from './board.rules.js';

/**
 * Somebody finds that a note should not stand there: it goes out of sight at once, and two of the staff decide. What they
 * put back is looked at once more and stays in sight meanwhile, or whoever dislikes it could keep it away.
 */
@Injectable()
export class Reports {
  constructor(
    private readonly database: Database,
    private readonly throttle: ThrottleService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async hasReported(personId: string, noteId: string): Promise<boolean> {
    const row = await this.database.one`
      select id from board_report where person_id = ${personId} and note_id = ${noteId}`;
    return row !== null;
  }

  /**
   * Of two who report it at the same moment both are heard. Reporting it twice changes nothing.
   * @throws NotFound for what is not there to be read, DomainError after many of one day
   */
  async report(
    tx: Tx,
    me: Me,
    { noteId, why, words }: { noteId: string; why: ReportWhy; words: string },
  ): Promise<void> {
    const { personId } = me;
    const note = await tx.findOne(BoardNote, { id: noteId });
    if (!note || note.personId === personId) throw new NotFound(`note ${noteId}`);
    if (await tx.findOne(BoardReport, { noteId, personId })) return;
    // Who is the first of the two has said it already, and could not be one of them as a reporter.
    if (note.opinionById === personId || !(await this.isThere(tx, note)))
      throw new NotFound(`note ${noteId}`);
    if (!(await this.throttle.spend(tx, `board-report:${personId}`, REPORTS_A_DAY)))
      throw new DomainError('board.report.many', { most: REPORTS_A_DAY });
    const now = this.clock.now();
    const report = { id: newId(now), noteId, personId, why, words, reportedAt: now, settledAt: null };
    await tx.insert(BoardReport, report);
    const hiding =
      note.state === 'shown' && note.keptAt === null
        ? ({ state: 'hidden', stateAt: now, decidedById: null, reason: null, hasNews: true } as const)
        : {};
    await tx.update(BoardNote, { id: noteId }, { version: note.version + 1, ...hiding });
    // Who it was is in no record that is looked through.
    await this.audit.record(tx, { actor: null, act: 'note.reported', object: `note:${noteId}` });
  }

  /** It can be read, or could be a moment ago. */
  private async isThere(tx: Tx, { personId, state, shownUntil }: BoardNote): Promise<boolean> {
    const isShown = state === 'shown' && shownUntil !== null && !shownUntil.isBefore(this.clock.today());
    if (!isShown && state !== 'hidden') return false;
    const writer = await tx.findOne(Person, { id: personId });
    return writer !== null && writer.disabledAt === null;
  }
}
