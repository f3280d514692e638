import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { ThrottleService } from '../accounts/throttle.service.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError } from '../shared/domain-error.js';
import type { Me } from '../web/me.js';
import { AttendanceService } from './attendance.service.js';
import { isUnderWay } from './attendance.rules.js';
import { codeAt, isCodeGood } from './door-code.rules.js';
import { ServerSecret } from './server-secret.entity.js';
import { refOf } from './session-seat.js';
import type { SessionSeat } from './session-seat.js';
import { SessionFactsService } from './session-facts.service.js';
import type { OwnDate } from './session-facts.service.js';

const PURPOSE = 'attendance';
/** Two of a million codes are good at a time: so many tries a day are no guessing. */
const TRIES_A_DAY = 15;

/** Who is there writes themselves down with a code that only stands at the door. */
@Injectable()
export class DoorService implements OnModuleInit {
  private secret = '';

  constructor(
    private readonly database: Database,
    private readonly facts: SessionFactsService,
    private readonly attendance: AttendanceService,
    private readonly throttle: ThrottleService,
    private readonly clock: Clock,
  ) {}

  async onModuleInit(): Promise<void> {
    this.secret = await this.database.write(async (tx) => {
      const known = await tx.findOne(ServerSecret, { purpose: PURPOSE });
      if (known) return known.value;
      const value = randomBytes(32).toString('hex');
      await tx.insert(ServerSecret, { purpose: PURPOSE, value });
      return value;
    });
  }

  codeNow(sessionId: string): string {
    return codeAt(this.secret, sessionId, this.clock.now());
  }

  /** The dates of somebody's own cohort at whose door they may stand just now. */
  async listOpen(seat: SessionSeat, from?: Tx): Promise<readonly OwnDate[]> {
    const { dates } = await this.facts.of(
      seat.enrolmentId,
      { edition: seat.edition, ref: refOf(seat) },
      from,
    );
    return dates.filter((date) => isUnderWay(date, this.clock.now()));
  }

  /** Counts a try before it is looked at. @throws DomainError when there were too many today */
  async spendTry(seat: SessionSeat): Promise<void> {
    const what = `door:${seat.enrolmentId}`;
    if (!(await this.database.write((tx) => this.throttle.spend(tx, what, TRIES_A_DAY))))
      throw new DomainError('attendance.sign-in.limited');
  }

  /** @throws DomainError when no door is open, or the code is not the one that stands there */
  async signIn(tx: Tx, me: Me, { seat, code }: { seat: SessionSeat; code: string }): Promise<void> {
    const open = await this.listOpen(seat, tx);
    if (open.length === 0) throw new DomainError('attendance.sign-in.closed');
    const now = this.clock.now();
    const date = open.find(({ id }) => isCodeGood(code, { secret: this.secret, sessionId: id, now }));
    if (!date) throw new DomainError('attendance.sign-in.wrong');
    await this.attendance.record(
      tx,
      {
        enrolmentId: seat.enrolmentId,
        ref: refOf(seat),
        kind: 'present',
        trainingSessionId: date.id,
        minutesLate: null,
        minutesEarly: null,
      },
      me,
    );
  }
}
