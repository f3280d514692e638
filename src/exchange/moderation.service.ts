import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import type { Tx } from '../database/database.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import type { Me } from '../web/me.js';
import { BoardNote } from './board-note.entity.js';
import { BoardReport } from './board-report.entity.js';
import { afterOpinion, lastDayAgain, lastDayFrom } from './board.rules.js';
import type { NoteState, Verdict } from './board.rules.js';

/** The note as it was read: of what has changed since then nothing is decided. */
export interface Seen {
  readonly id: string;
  readonly version: number;
}

const NO_OPINION = { opinion: null, opinionReason: null, opinionById: null } as const;

/** What the staff does with notes: one of them puts a note up or returns it, two of them decide on one that is hidden. */
@Injectable()
export class Moderation {
  constructor(
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound, DomainError `board.act.*` */
  async show(tx: Tx, me: Me, seen: Seen): Promise<void> {
    const note = await this.get(tx, me, { seen, from: 'waiting' });
    const shownUntil = lastDayFrom(this.clock.today());
    await this.move(tx, note, { state: 'shown', shownUntil, reason: null, decidedById: me.personId });
    await this.audit.record(tx, { actor: me, act: 'note.shown', object: `note:${note.id}` });
  }

  /** Its writer reads why, and may mend it. @throws NotFound, DomainError `board.act.*` */
  async decline(tx: Tx, me: Me, { reason, ...seen }: Seen & { readonly reason: string }): Promise<void> {
    const note = await this.get(tx, me, { seen, from: 'waiting' });
    await this.move(tx, note, { state: 'declined', reason, decidedById: me.personId });
    await this.audit.record(tx, { actor: me, act: 'note.declined', object: `note:${note.id}` });
  }

  /**
   * Takes a shown note out of sight at once, as the first of two who decide; of a hidden one it is an opinion.
   * @throws NotFound, DomainError `board.act.*`
   */
  async hide(tx: Tx, me: Me, { reason, ...seen }: Seen & { readonly reason: string }): Promise<void> {
    const note = await this.get(tx, me, { seen, from: 'shown or hidden' });
    if (note.state === 'hidden') return this.weigh(tx, me, { note, verdict: 'remove', reason });
    const opinion = { opinion: 'remove', opinionReason: reason, opinionById: me.personId } as const;
    await this.move(tx, note, { state: 'hidden', reason: null, decidedById: null, ...opinion });
    await this.audit.record(tx, { actor: me, act: 'note.hidden', object: `note:${note.id}` });
  }

  /** A hidden note may stand there. @throws NotFound, DomainError `board.act.*` */
  async keep(tx: Tx, me: Me, seen: Seen): Promise<void> {
    const note = await this.get(tx, me, { seen, from: 'shown or hidden' });
    if (note.state !== 'hidden') throw new DomainError('board.act.changed');
    await this.weigh(tx, me, { note, verdict: 'keep', reason: null });
  }

  private async weigh(
    tx: Tx,
    me: Me,
    { note, verdict, reason }: { note: BoardNote; verdict: Verdict; reason: string | null },
  ): Promise<void> {
    const { id, version, opinion, opinionById } = note;
    if (await tx.findOne(BoardReport, { noteId: id, personId: me.personId }))
      throw new DomainError('board.act.reporter');
    const before = opinion && opinionById ? { verdict: opinion, byId: opinionById } : null;
    const outcome = afterOpinion(before, { verdict, byId: me.personId });
    if (outcome === 'waits') {
      const said = { opinion: verdict, opinionReason: reason, opinionById: me.personId };
      await tx.update(BoardNote, { id }, { version: version + 1, ...said });
      const detail = { verdict };
      await this.audit.record(tx, { actor: me, act: 'note.weighed', object: `note:${id}`, detail });
      return;
    }
    if (outcome === 'keep') await this.move(tx, note, this.shownAgain(note, me));
    else await this.move(tx, note, { state: 'removed', reason, decidedById: me.personId, ...NO_OPINION });
    const now = this.clock.now().getTime();
    await tx.sql`update board_report set settled_at = ${now} where note_id = ${id} and settled_at is null`;
    const act = outcome === 'keep' ? 'note.kept' : 'note.removed';
    await this.audit.record(tx, { actor: me, act, object: `note:${id}`, detail: { first: opinionById! } });
  }

  private shownAgain({ shownUntil, stateAt }: BoardNote, { personId }: Me) {
    const today = this.clock.today();
    return {
      state: 'shown' as const,
      shownUntil: lastDayAgain(shownUntil ?? today, CalendarDay.at(stateAt), today),
      reason: null,
      decidedById: personId,
      ...NO_OPINION,
    };
  }

  private async move(
    tx: Tx,
    { id, version }: BoardNote,
    patch: Partial<BoardNote> & { readonly state: NoteState },
  ): Promise<void> {
    const change = { version: version + 1, stateAt: this.clock.now(), hasNews: true };
    await tx.update(BoardNote, { id }, { ...change, ...patch });
  }

  /** Nobody decides on their own. */
  private async get(
    tx: Tx,
    { personId }: Me,
    { seen, from }: { seen: Seen; from: 'waiting' | 'shown or hidden' },
  ): Promise<BoardNote> {
    const note = await tx.findOne(BoardNote, { id: seen.id });
    if (!note || note.personId === personId) throw new NotFound(`note ${seen.id}`);
    const isThere = from === 'waiting' ? note.state === 'waiting' : /^(shown|hidden)$/.test(note.state);
    if (note.version !== seen.version || !isThere) throw new DomainError('board.act.changed');
    return note;
  }
}
