import { Injectable } from '@nestjs/common';
import type { LessonStep } from '../curriculum/step.js';
import type { Tx } from '../database/database.js';
import { NotFound } from '../shared/domain-error.js';
import type { DisplaySettings } from '../web/display.rules.js';
import type { KeptHtml } from '../web/page-frame.js';
import { afterStep } from './after-step.rules.js';
import { careOf } from './care.rules.js';
import type { StepAct } from './ledger.rules.js';
import { LearningService } from './learning.service.js';
import { LessonText } from './lesson-text.js';
import { MemoService } from './memo.service.js';
import { SeatService } from './seat.service.js';
import type { Seat, StepAddress } from './seat.service.js';
import { namesOf, stepHref } from './step-ref.rules.js';
import { VisitRecorder } from './visit-recorder.js';

export type LessonSeat = Seat<LessonStep>;
type Place = NonNullable<StepAct['place']>;

/** What can be done with a lesson. Acts return where one goes next. */
@Injectable()
export class LessonService {
  constructor(
    private readonly seats: SeatService,
    private readonly learning: LearningService,
    private readonly memos: MemoService,
    private readonly texts: LessonText,
    private readonly visits: VisitRecorder,
  ) {}

  enter(personId: string, address: StepAddress): Promise<LessonSeat> {
    return this.seats.enter(personId, address, 'lesson');
  }

  /** Enters to read; the first real visit is written down once the page was sent. */
  async open(personId: string, address: StepAddress, isVisit: boolean): Promise<LessonSeat> {
    const seat = await this.enter(personId, address);
    if (isVisit && seat.status === null) this.visits.begun(seat.enrolmentId, refOf(seat));
    return seat;
  }

  text(seat: LessonSeat, ui: DisplaySettings): KeptHtml {
    return this.texts.html(seat, ui, true);
  }

  /** The section with this number in the version that the person reads. @throws NotFound */
  placeOf(seat: LessonSeat, number: number, ui: DisplaySettings): Place {
    const section = this.texts.bodyFor(seat.step, ui).sections[number - 1];
    if (!section) throw new NotFound('section');
    return { number, section: section.id };
  }

  /** Keeps how far was read. */
  async stopAt(tx: Tx, seat: LessonSeat, place: Place): Promise<string> {
    await this.learning.record(tx, { ...toRecord(seat), status: 'started', place });
    return '/pause';
  }

  async finish(tx: Tx, seat: LessonSeat): Promise<string> {
    await this.learning.record(tx, { ...toRecord(seat), status: 'done' });
    return afterStep(seat);
  }

  /** @throws NotFound where there is no content note to pass by */
  async passByCare(tx: Tx, seat: LessonSeat): Promise<string> {
    if (!careOf(seat.module, seat.step)) throw new NotFound('content note');
    await this.learning.record(tx, { ...toRecord(seat), status: 'done', skippedByCare: true });
    return afterStep(seat);
  }

  saveMemo(tx: Tx, seat: LessonSeat, memo: { text: string; version: number }): Promise<void> {
    return this.memos.save(tx, { ...toRecord(seat), names: namesOf(seat.module, seat.step) }, memo);
  }

  hrefOf(seat: LessonSeat): string {
    return stepHref(seat.edition.track.id, refOf(seat), 'lesson');
  }
}

function refOf({ module, step }: LessonSeat) {
  return { module: module.id, step: step.id };
}

function toRecord(seat: LessonSeat) {
  return { enrolmentId: seat.enrolmentId, ref: refOf(seat) };
}
