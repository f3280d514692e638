import { Injectable } from '@nestjs/common';
import { Activity } from '../activities/activity.entity.js';
import { shownSince } from '../activities/freshness.rules.js';
import { networkOf } from '../accounts/throttle.rules.js';
import { ThrottleService } from '../accounts/throttle.service.js';
import { Config } from '../config/config.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { newId, sha256 } from '../shared/ids.js';
import type { Language } from '../web/locales.js';
import { TrialEvent } from './trial-event.entity.js';
import { TrialLetters } from './trial-letters.service.js';
import { TrialRequest } from './trial-request.entity.js';
import { TrialSeats } from './trial-seats.service.js';
import { TrialSlot } from './trial-slot.entity.js';
import { mayCancel, mayChange, stageOf, waysOf } from './trial.rules.js';
import type { RequestState, TrialWay } from './trial.rules.js';

/** From one network: room for a whole house behind one address. */
export const VISITS_A_DAY = 100;
/** With one address for mail: nobody's letter-box is filled by what strangers type. */
export const VISITS_WITH_ONE_MAIL = 5;
const DAY_MINUTES = 24 * 60;

/** What a visitor tells. */
export interface Asked {
  readonly way: TrialWay;
  readonly name: string;
  readonly leavesEarly: boolean;
  readonly brings: boolean;
  readonly needs: string;
}

export interface Asking extends Asked {
  readonly email: string | null;
  readonly lang: Language;
  /** As `codeFrom` made it. */
  readonly code: string;
  /** The version of the slot that was on the screen; null where that is not known. */
  readonly seen: number | null;
  /** Where it comes from; not kept. */
  readonly address: string;
}

/** How a request is found again: only who has the code has the hash. */
export function codeHash(code: string): string {
  return sha256(`trial:${code}`);
}

/** How it is known that the page after the visit was sent. It cannot be had from the hash of the request. */
export function pageHash(code: string): string {
  return sha256(`trial-page:${code}`);
}

/** Writes requests for a trial visit. Nobody's account has to do with them, not even of who is signed in. */
@Injectable()
export class TrialRequests {
  constructor(
    private readonly seats: TrialSeats,
    private readonly letters: TrialLetters,
    private readonly throttle: ThrottleService,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives a seat at once. The request's id; with a code that has one already, that one's.
   * @throws NotFound for a slot of nothing that is shown
   * @throws DomainError `trials.request.full`, `.over`, `.off`, `.moved`, `.often`, `.mail-often`, `trials.way.not-here`
   */
  async ask(tx: Tx, slotId: string, asking: Asking): Promise<string> {
    const known = await tx.findOne(TrialRequest, { codeHash: codeHash(asking.code) });
    if (known) return known.id;
    const slot = await this.getShown(tx, slotId);
    const now = this.clock.now();
    const stage = stageOf(slot, now);
    if (stage === 'cancelled') throw new DomainError('trials.request.off');
    if (stage !== 'open') throw new DomainError('trials.request.over');
    if (asking.seen !== null && asking.seen !== slot.version) throw new DomainError('trials.request.moved');
    if (!waysOf(slot.ways).includes(asking.way)) throw new DomainError('trials.way.not-here');
    await this.seats.claim(tx, slot);
    await this.spend(tx, asking);
    const { way, name, leavesEarly, brings, needs, email, lang, code } = asking;
    const id = newId(now);
    await tx.insert(TrialRequest, {
      ...{ id, slotId, codeHash: codeHash(code), way, name, leavesEarly, brings, needs, email, lang },
      ...{ state: 'requested' as const, requestedAt: now, stateAt: now },
      ...{ remindedAt: null, toldAt: null, mailId: null },
    });
    await this.record(tx, id, 'requested');
    return id;
  }

  /** Gives the seat back and empties what was written. Done twice, it is done. @throws DomainError `trials.mine.late` */
  async cancel(tx: Tx, id: string): Promise<void> {
    const { request, slot } = await this.get(tx, id);
    if (request.state === 'cancelled') return;
    const stage = stageOf(slot, this.clock.now());
    // What was called off meanwhile costs no seat; what was written goes all the same.
    if (stage !== 'cancelled' && !mayCancel(request, stage)) throw new DomainError('trials.mine.late');
    await this.letters.takeBack(tx, request);
    const emptied = { name: '', needs: '', email: null, mailId: null, leavesEarly: false, brings: false };
    await tx.update(TrialRequest, { id }, { ...emptied, state: 'cancelled', stateAt: this.clock.now() });
    await this.record(tx, id, 'cancelled');
  }

  /** @throws DomainError `trials.mine.late` once the day is there, `trials.way.not-here` */
  async change(tx: Tx, id: string, { way, name, leavesEarly, brings, needs }: Asked): Promise<void> {
    const { request, slot } = await this.get(tx, id);
    const standing = { day: slot.day, stage: stageOf(slot, this.clock.now()) };
    if (!mayChange(request, standing, this.clock.today())) throw new DomainError('trials.mine.late');
    if (!waysOf(slot.ways).includes(way) && way !== request.way) throw new DomainError('trials.way.not-here');
    await tx.update(TrialRequest, { id }, { way, name, leavesEarly, brings, needs });
    await this.record(tx, id, 'changed');
  }

  /**
   * What the host writes down after the day, and may correct. Null takes it back.
   * @throws NotFound for a request of another slot or one that was cancelled; DomainError `trials.visit.early`
   */
  async mark(
    tx: Tx,
    { slotId, requestId }: { slotId: string; requestId: string },
    met: 'came' | 'not-met' | null,
  ): Promise<void> {
    const { request, slot } = await this.get(tx, requestId);
    if (request.slotId !== slotId || request.state === 'cancelled') throw new NotFound();
    if (!['begun', 'over'].includes(stageOf(slot, this.clock.now())))
      throw new DomainError('trials.visit.early');
    const state: RequestState = met ?? 'requested';
    if (request.state === state) return;
    await tx.update(TrialRequest, { id: requestId }, { state, stateAt: this.clock.now() });
    await this.record(tx, requestId, state);
  }

  private async spend(tx: Tx, { address, email }: Asking): Promise<void> {
    if (!(await this.throttle.spend(tx, `trial:${networkOf(address)}`, VISITS_A_DAY)))
      throw new DomainError('trials.request.often', { minutes: DAY_MINUTES });
    if (email !== null && !(await this.throttle.spend(tx, `trial-mail:${email}`, VISITS_WITH_ONE_MAIL)))
      throw new DomainError('trials.request.mail-often');
  }

  /** A slot of an activity that anybody may see. */
  private async getShown(tx: Tx, slotId: string): Promise<TrialSlot> {
    const slot = await tx.findOne(TrialSlot, { id: slotId });
    const activity = slot && (await tx.findOne(Activity, { id: slot.activityId }));
    const since = shownSince(this.clock.today(), this.config.council.activities.freshness);
    if (activity?.closedAt !== null || activity.confirmedOn.isBefore(since))
      throw new NotFound(`trial slot ${slotId}`);
    return slot!;
  }

  private async get(tx: Tx, id: string): Promise<{ request: TrialRequest; slot: TrialSlot }> {
    const request = await tx.findOne(TrialRequest, { id });
    if (!request) throw new NotFound(`trial request ${id}`);
    return { request, slot: (await tx.findOne(TrialSlot, { id: request.slotId }))! };
  }

  private async record(tx: Tx, requestId: string, state: TrialEvent['state']): Promise<void> {
    const at = this.clock.now();
    await tx.insert(TrialEvent, { id: newId(at), requestId, state, at });
  }
}
