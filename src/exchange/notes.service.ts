import { Injectable } from '@nestjs/common';
import { ThrottleService } from '../accounts/throttle.service.js';
import { Audit } from '../audit/audit.service.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { newId } from '../shared/ids.js';
import type { Me } from '../web/me.js';
import { BoardNote } from './board-note.entity.js';
import { lastDayAgain, NOTES_A_DAY } from './board.rules.js';
import type { Topic } from './board.rules.js';

/** Either a topic or an activity. */
export interface NewNote {
  readonly topic: Topic | null;
  readonly activityId: string | null;
  readonly text: string;
}

/** What the writer of a note does with it. */
@Injectable()
export class Notes {
  constructor(
    private readonly throttle: ThrottleService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** It waits for somebody of the staff. @throws DomainError after a few of one day */
  async send(tx: Tx, me: Me, { topic, activityId, text }: NewNote): Promise<string> {
    await this.spend(tx, me);
    const now = this.clock.now();
    const id = newId(now);
    await tx.insert(BoardNote, {
      ...{ id, personId: me.personId, topic, activityId, text, state: 'waiting', version: 1 },
      ...{ sentAt: now, stateAt: now, shownUntil: null, reason: null, decidedById: null },
      ...{ opinion: null, opinionReason: null, opinionById: null },
      ...{ objection: null, objectedAt: null, keptAt: null, hasNews: false },
    });
    return id;
  }

  /** What was not put up is sent again in other words. @throws NotFound, DomainError when it is not there to mend */
  async mend(tx: Tx, me: Me, { id, text }: { id: string; text: string }): Promise<void> {
    const note = await this.getOwn(tx, me, id);
    if (note.state === 'waiting' && note.text === text) return;
    if (note.state !== 'declined') throw new DomainError('board.again.not-declined');
    const now = this.clock.now();
    await tx.update(
      BoardNote,
      { id },
      { text, state: 'waiting', version: note.version + 1, sentAt: now, stateAt: now, hasNews: false },
    );
  }

  /** Its words are gone at once, with what was said about it. Repeating it changes nothing. @throws NotFound */
  async withdraw(tx: Tx, me: Me, id: string): Promise<void> {
    const note = await this.getOwn(tx, me, id);
    if (note.state === 'withdrawn') return;
    const now = this.clock.now();
    await tx.update(
      BoardNote,
      { id },
      {
        ...{ text: '', state: 'withdrawn', version: note.version + 1, stateAt: now, hasNews: false },
        ...{ reason: null, opinion: null, opinionReason: null, opinionById: null },
        ...{ objection: null, objectedAt: null },
      },
    );
    await tx.sql`update board_report set settled_at = coalesce(settled_at, ${now.getTime()}), words = ''
      where note_id = ${id}`;
    await this.audit.record(tx, { actor: me, act: 'note.withdrawn', object: `note:${id}` });
  }

  /** Once, to a removal: two people look at it again. @throws NotFound, DomainError when there is nothing to object to */
  async object(tx: Tx, me: Me, { id, words }: { id: string; words: string }): Promise<void> {
    const note = await this.getOwn(tx, me, id);
    if (note.objection === words && note.state === 'hidden') return;
    if (note.state !== 'removed' || note.objection !== null) throw new DomainError('board.objection.over');
    const now = this.clock.now();
    await tx.update(
      BoardNote,
      { id },
      {
        ...{ state: 'hidden', version: note.version + 1, stateAt: now, objection: words, objectedAt: now },
        ...{ hasNews: false, shownUntil: lastDayAgain(note, this.clock.today()) },
        ...{ opinion: null, opinionReason: null, opinionById: null },
      },
    );
    await this.audit.record(tx, { actor: me, act: 'note.objected', object: `note:${id}` });
  }

  /** The line on the home page goes. @throws NotFound */
  async markRead(tx: Tx, me: Me, id: string): Promise<void> {
    await this.getOwn(tx, me, id);
    await tx.update(BoardNote, { id }, { hasNews: false });
  }

  private async spend(tx: Tx, { personId }: Me): Promise<void> {
    const isFree = await this.throttle.spend(tx, `board-note:${personId}`, NOTES_A_DAY);
    if (!isFree) throw new DomainError('board.new.many', { most: NOTES_A_DAY });
  }

  private async getOwn(tx: Tx, { personId }: Me, id: string): Promise<BoardNote> {
    const note = await tx.findOne(BoardNote, { id, personId });
    if (!note) throw new NotFound(`note ${id}`);
    return note;
  }
}
