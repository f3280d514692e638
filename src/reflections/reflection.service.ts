import { Injectable } from '@nestjs/common';
import { CurriculumWords } from '../curriculum/curriculum-words.js';
import type { Edition } from '../curriculum/edition.js';
import type { ReflectionStep } from '../curriculum/step.js';
import type { Tx } from '../database/database.js';
import { afterStep } from '../learning/after-step.rules.js';
import { careOf } from '../learning/care.rules.js';
import { LearningService } from '../learning/learning.service.js';
import { SeatService } from '../learning/seat.service.js';
import type { StepAddress } from '../learning/seat.service.js';
import { VisitRecorder } from '../learning/visit-recorder.js';
import { NotFound } from '../shared/domain-error.js';
import type { DisplaySettings } from '../web/display.rules.js';
import type { ReflectionForm } from './reflection.form.js';
import { ReflectionTexts } from './reflection-text.service.js';
import { hrefOf, placeOf, toAsk } from './reflection-view.js';
import type { Ask, ReflectionSeat, Show } from './reflection-view.js';

/** What can be done at a reflection. Acts return where one goes next. */
@Injectable()
export class ReflectionService {
  constructor(
    private readonly seats: SeatService,
    private readonly learning: LearningService,
    private readonly visits: VisitRecorder,
    private readonly texts: ReflectionTexts,
    private readonly words: CurriculumWords,
  ) {}

  enter(personId: string, address: StepAddress): Promise<ReflectionSeat> {
    return this.seats.enter(personId, address, 'reflection');
  }

  /** Enters to think; the first real visit is written down once the page was sent. */
  async open(personId: string, address: StepAddress, isVisit: boolean): Promise<ReflectionSeat> {
    const seat = await this.enter(personId, address);
    if (isVisit && seat.status === null) this.visits.begun(seat.enrolmentId, refOf(seat));
    return seat;
  }

  show(edition: Edition, ui: DisplaySettings): Show {
    return (words, easy = null) => this.words.html(this.words.chosen(words, easy, ui), edition, ui);
  }

  ask(edition: Edition, step: ReflectionStep, ui: DisplaySettings): Ask {
    return toAsk(step, ui.words === 'easy', this.show(edition, ui));
  }

  /** Keeps what was typed, whatever was pressed, and goes there. @throws StaleText */
  async write(tx: Tx, seat: ReflectionSeat, { text, version, act }: ReflectionForm): Promise<string> {
    await this.texts.save(tx, placeOf(seat), { text, version });
    if (act === 'go-on') return this.goOn(tx, seat);
    if (act === 'look-over') return `${hrefOf(seat)}/sending`;
    return `${hrefOf(seat)}?saved=1#reflection-own`;
  }

  /** @throws NotFound where there is no content note to pass by */
  async passByCare(tx: Tx, seat: ReflectionSeat): Promise<string> {
    if (!careOf(seat.module, seat.step)) throw new NotFound('content note');
    const { enrolmentId } = seat;
    await this.learning.record(tx, { enrolmentId, ref: refOf(seat), status: 'done', skippedByCare: true });
    return afterStep(seat);
  }

  /** Opened and passed on is done; a hand-in only when it is sent, and nothing waits for that. */
  private async goOn(tx: Tx, seat: ReflectionSeat): Promise<string> {
    const status = seat.step.share === 'hand-in' ? 'started' : 'done';
    await this.learning.record(tx, { enrolmentId: seat.enrolmentId, ref: refOf(seat), status });
    return afterStep(seat);
  }
}

function refOf({ module, step }: ReflectionSeat) {
  return { module: module.id, step: step.id };
}
