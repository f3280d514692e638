import { Injectable } from '@nestjs/common';
import type { Reply } from '../curriculum/dialogue.js';
import { EditionService } from '../curriculum/edition.service.js';
import { Database, list } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { careOf } from '../learning/care.rules.js';
import { LearningService } from '../learning/learning.service.js';
import { namesOf } from '../learning/step-ref.rules.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { newId } from '../shared/ids.js';
import { secureRandom } from '../shared/secure-random.js';
import { DialogueTurn } from './dialogue-turn.entity.js';
import { DialogueWalk } from './dialogue-walk.entity.js';
import { ordersOf, placeOf } from './orders.rules.js';
import { sceneRevision } from './scene-revision.rules.js';
import { readFinishedWalks, readLastWalk } from './walk.js';
import type { DialogueSeat, Walk } from './walk.js';
import { endAt, replyAt } from './walk-state.rules.js';
import type { Standing } from './walk-state.rules.js';

/** Which turn of which walk a page was about; null where it did not say. */
export interface TurnAt {
  readonly walk: number | null;
  readonly turn: number | null;
}

/** What became of a reply. `moved`: another page had gone on; nothing was kept. */
export type Taken =
  | { readonly kind: 'kept'; readonly now: Standing; readonly reply: Reply }
  | { readonly kind: 'moved'; readonly now: Standing };

/** Walks through dialogues. Every reply is a row; nothing is overwritten, and leaving submits nothing. */
@Injectable()
export class DialogueService {
  constructor(
    private readonly db: Database,
    private readonly editions: EditionService,
    private readonly learning: LearningService,
    private readonly clock: Clock,
  ) {}

  /** Null before the first walk. */
  findLast(seat: DialogueSeat): Promise<Walk | null> {
    return readLastWalk(this.db, this.editions, seat);
  }

  /** Those that reached an end, the first one first. */
  listFinished(seat: DialogueSeat): Promise<readonly Walk[]> {
    return readFinishedWalks(this.db, this.editions, seat);
  }

  /**
   * Begins a walk and answers it, unless another page began one after `after`, the last that this page knew (0 for
   * none): then that one goes on.
   */
  async start(tx: Tx, seat: DialogueSeat, after: number): Promise<Walk> {
    const last = await readLastWalk(tx, this.editions, seat);
    if (last && last.number !== after) return last;
    const now = this.clock.now();
    await tx.insert(DialogueWalk, {
      id: newId(now),
      enrolmentId: seat.enrolmentId,
      module: seat.module.id,
      step: seat.step.id,
      number: (await highestNumber(tx, seat)) + 1,
      editionHash: seat.edition.hash,
      orders: ordersOf(seat.step, secureRandom),
      startedAt: now,
      finishedAt: null,
      ending: null,
      detachedAt: null,
    });
    return this.settle(tx, seat);
  }

  /** Keeps a reply, marked by where it stood on its page. @throws DomainError when nothing that is offered was marked */
  async reply(
    tx: Tx,
    seat: DialogueSeat,
    given: { readonly walk: number | null; readonly turn: number; readonly marked: string },
  ): Promise<Taken> {
    const walk = await this.getLast(tx, seat);
    const standing = walk.number === given.walk ? walk.standings[given.turn - 1] : undefined;
    if (!standing || endAt(standing)) return { kind: 'moved', now: walk.now };
    const place = placeOf(walk.orders, standing, given.marked);
    if (standing !== walk.now) {
      // The same once more, from a reload or a second press: it is kept already.
      return place !== null && walk.turns[given.turn - 1]!.reply === place
        ? { kind: 'kept', now: walk.now, reply: replyAt(standing.at, place) }
        : { kind: 'moved', now: walk.now };
    }
    if (place === null) throw new DomainError('dialogues.scene.empty');
    await this.add(tx, walk, place);
    const { now } = await this.settle(tx, seat);
    return { kind: 'kept', now, reply: replyAt(standing.at, place) };
  }

  /** Goes back from an end to the scene that mends it; what was felt and seen so far stays. Answers where one is. */
  async mend(tx: Tx, seat: DialogueSeat, given: TurnAt): Promise<Walk> {
    const walk = await this.getLast(tx, seat);
    const isHere = walk.number === given.walk && walk.now.turn === given.turn;
    if (!isHere || !endAt(walk.now)?.mend) return walk;
    await this.add(tx, walk, null);
    return this.settle(tx, seat);
  }

  /** Passes the whole dialogue by a content note, with full credit. */
  async skip(tx: Tx, seat: DialogueSeat): Promise<void> {
    const { module, step } = seat;
    const hasNote = careOf(module, step) !== null || step.scenes.some(({ care }) => (care?.level ?? 0) > 0);
    if (!hasNote) throw new NotFound('no content note');
    await this.learning.record(tx, { ...ledgerOf(seat), status: 'done', skippedByCare: true });
  }

  private add(tx: Tx, { id: walkId, now }: Walk, reply: number | null): Promise<void> {
    const answeredAt = this.clock.now();
    return tx.insert(DialogueTurn, {
      id: newId(answeredAt),
      walkId,
      number: now.turn,
      scene: now.at.id,
      revision: sceneRevision(now.at),
      reply,
      answeredAt,
    });
  }

  /** Lets walk and ledger know where one stands now. */
  private async settle(tx: Tx, seat: DialogueSeat): Promise<Walk> {
    const walk = await this.getLast(tx, seat);
    const isOver = endAt(walk.now) !== null;
    if (isOver) {
      const finished = walk.isFinished ? {} : { finishedAt: this.clock.now() };
      await tx.update(DialogueWalk, { id: walk.id }, { ...finished, ending: walk.now.at.id });
    }
    await this.learning.record(tx, { ...ledgerOf(seat), status: isOver ? 'done' : 'started' });
    return walk;
  }

  /** @throws NotFound before the first walk */
  private async getLast(tx: Tx, seat: DialogueSeat): Promise<Walk> {
    const walk = await readLastWalk(tx, this.editions, seat);
    if (!walk) throw new NotFound('walk');
    return walk;
  }
}

function ledgerOf({ enrolmentId, module, step }: DialogueSeat) {
  return { enrolmentId, ref: { module: module.id, step: step.id } };
}

/** Of all walks, also of those that nobody can look at any more. */
async function highestNumber(tx: Tx, { enrolmentId, module, step }: DialogueSeat): Promise<number> {
  const row = await tx.one<{ number: number | null }>`
    select max(number) as number from dialogue_walk
    where enrolment_id = ${enrolmentId} and module || '/' || step in ${list(namesOf(module, step))}`;
  return Number(row?.number ?? 0);
}
