import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import type { Tx } from '../database/database.js';
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
const REMOVED = { state: 'removed', keptAt: null, ...NO_OPINION } as const;

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

  /**
   * A hidden note may stand there. One that two have put back stays, whatever was reported since: for that one is enough.
   * @throws NotFound, DomainError `board.act.*`
   */
  async keep(tx: Tx, me: Me, seen: Seen): Promise<void> {
    const note = await this.get(tx, me, { seen, from: 'shown or hidden' });
    if (note.state === 'hidden') return this.weigh(tx, me, { note, verdict: 'keep', reason: null });
    if (!(await this.settle(tx, note.id))) throw new DomainError('board.act.changed');
    await tx.update(BoardNote, { id: note.id }, { version: note.version + 1 });
    await this.audit.record(tx, { actor: me, act: 'note.kept', object: `note:${note.id}` });
  }

  private async weigh(
    tx: Tx,
    me: Me,
    { note, verdict, reason }: { note: BoardNote; verdict: Verdict; reason: string | null },
  ): Promise<void> {
    const { id, version, opinion, opinionById } = note;
    const before = opinion && opinionById ? { verdict: opinion, byId: opinionById } : null;
    const outcome = afterOpinion(before, { verdict, byId: me.personId });
    if (outcome === 'waits') {
      const said = { opinion: verdict, opinionReason: reason, opinionById: me.personId };
      await tx.update(BoardNote, { id }, { version: version + 1, ...said });
      const detail = { verdict };
      await this.audit.record(tx, { actor: me, act: 'note.weighed', object: `note:${id}`, detail });
      return;
    }
    const shownUntil = lastDayAgain(note, this.clock.today());
    if (outcome === 'keep') await this.move(tx, note, { ...this.shownAgain(me), shownUntil });
    else await this.move(tx, note, { ...REMOVED, reason, shownUntil, decidedById: me.personId });
    await this.settle(tx, id);
    const act = outcome === 'keep' ? 'note.kept' : 'note.removed';
    await this.audit.record(tx, { actor: me, act, object: `note:${id}`, detail: { first: opinionById! } });
  }

  /** False when there was no report that nobody had decided on. */
  private async settle(tx: Tx, noteId: string): Promise<boolean> {
    const now = this.clock.now().getTime();
    const open =
      await tx.one`select id from board_report where note_id = ${noteId} and settled_at is null limit 1`;
    await tx.sql`update board_report set settled_at = ${now} where note_id = ${noteId} and settled_at is null`;
    return open !== null;
  }

  /** What its writer objected to is undone: should it ever be taken off anew, they may answer to that. */
  private shownAgain({ personId }: Me) {
    return {
      state: 'shown' as const,
      reason: null,
      decidedById: personId,
      ...{ keptAt: this.clock.now(), objection: null, objectedAt: null },
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

  /** Nobody decides on their own, nor on what they reported; and what has left the board by itself needs no decision. */
  private async get(
    tx: Tx,
    { personId }: Me,
    { seen, from }: { seen: Seen; from: 'waiting' | 'shown or hidden' },
  ): Promise<BoardNote> {
    const note = await tx.findOne(BoardNote, { id: seen.id });
    if (!note || note.personId === personId) throw new NotFound(`note ${seen.id}`);
    const isOver = note.state === 'shown' && note.shownUntil!.isBefore(this.clock.today());
    const isThere = from === 'waiting' ? note.state === 'waiting' : /^(shown|hidden)$/.test(note.state);
    if (note.version !== seen.version || !isThere || isOver) throw new DomainError('board.act.changed');
    const hasReported = await tx.findOne(BoardReport, { noteId: note.id, personId });
    if (hasReported) throw new DomainError('board.act.reporter');
    return note;
  }
}
