import type { INestApplicationContext } from '@nestjs/common';
import { ConsentService } from '../accounts/consent.service.js';
import { PersonService } from '../accounts/person.service.js';
import { SessionService } from '../accounts/session.service.js';
import { sampleAnswers } from '../assessment/sample-answers.js';
import { QuizService } from '../assessment/quiz.service.js';
import type { QuizSeat } from '../assessment/sitting.js';
import { baseOf } from '../assessment/sitting.js';
import { termsOf } from '../assessment/terms.rules.js';
import type { Edition } from '../curriculum/edition.js';
import type { DialogueStep, QuizStep, StepRef } from '../curriculum/step.js';
import { Database } from '../database/database.js';
import { walkDialogue } from '../dialogues/sample-walk.js';
import { EnrolmentService } from '../enrolment/enrolment.service.js';
import { LearningService } from '../learning/learning.service.js';
import { SeatService } from '../learning/seat.service.js';
import type { Seat } from '../learning/seat.service.js';
import { planOf } from './preview-plan.rules.js';
import type { Plan } from './preview-plan.rules.js';
import type { PreviewClock } from './preview-clock.js';
import type { PreviewState } from './preview.rules.js';

/** The one lesson of a track that a preview only needs to have been completed. */
export const STAND_IN: StepRef = { module: 'mae', step: 'yomu' };
const HOUR = 60 * 60_000;

/** Somebody fictional, as far as the plan of their state has led them. */
export interface Actor {
  readonly personId: string;
  readonly entry: string;
}

/** Lets fictional trainees register, learn and fail through the program's own services. */
export class PreviewCast {
  private readonly db: Database;

  constructor(
    private readonly app: INestApplicationContext,
    private readonly clock: PreviewClock,
    private readonly edition: Edition,
  ) {
    this.db = app.get(Database);
  }

  /** @throws Error for a state that this course does not have */
  async enter(state: PreviewState, displayName: string): Promise<Actor> {
    const { plan, reason } = planOf(this.edition, state);
    if (!plan) throw new Error(`no trainee for ${state}: ${reason}`);
    const personId = await this.register(displayName);
    if (!plan.isEnrolled) return { personId, entry: plan.entry! };
    for (const id of this.edition.track.requires) await this.completeFirst(personId, id);
    await this.enrol(personId, this.edition.track);
    for (const ref of plan.done) await this.take(personId, ref);
    if (state === 'completed') await this.signOff(personId);
    return { personId, entry: plan.entry ?? (await this.fail(personId, plan)) };
  }

  private register(displayName: string): Promise<string> {
    return this.db.write(async (tx) => {
      const { id } = await this.app
        .get(PersonService)
        // No password leads here: nobody signs in as somebody fictional.
        .create(tx, { displayName, roles: ['trainee'], passwordHash: '' });
      const consents = this.app.get(ConsentService);
      const { version, hash } = consents.text('ja');
      await consents.record(tx, id, { version, textHash: hash, givenAt: this.clock.now() });
      return id;
    });
  }

  /** A session for as long as it is used. */
  async signIn(personId: string): Promise<string> {
    const { token } = await this.db.write((tx) =>
      this.app
        .get(SessionService)
        .start(tx, { personId, role: 'trainee', ownDevice: true, userAgent: undefined }),
    );
    return token;
  }

  private async completeFirst(personId: string, trackId: string): Promise<void> {
    await this.enrol(personId, { id: trackId, requires: [] });
    const { enrolmentId } = await this.seat(personId, { track: trackId, ...STAND_IN });
    await this.record(enrolmentId, STAND_IN);
  }

  private async enrol(personId: string, track: Pick<Edition['track'], 'id' | 'requires'>): Promise<void> {
    await this.db.write((tx) => this.app.get(EnrolmentService).enrol(tx, personId, track));
  }

  private async take(personId: string, { module, step, kind }: Plan['done'][number]): Promise<void> {
    const ref = { module, step };
    const seat = await this.seat(personId, { track: this.edition.track.id, ...ref });
    if (kind === 'quiz') return this.answer(seat as QuizSeat);
    if (kind === 'dialogue') await walkDialogue(this.app, seat as Seat<DialogueStep>, 0);
    // A conversation without an end within reach counts as well: the state is about what comes after it.
    await this.record(seat.enrolmentId, ref);
  }

  private async signOff(personId: string): Promise<void> {
    const trackId = this.edition.track.id;
    await this.db.write(async (tx) => {
      const { id } = await this.app.get(EnrolmentService).get(tx, { personId, trackId });
      await this.app.get(LearningService).signOff(tx, id, personId);
    });
  }

  private async record(enrolmentId: string, ref: StepRef): Promise<void> {
    await this.db.write((tx) =>
      this.app.get(LearningService).record(tx, { enrolmentId, ref, status: 'done' }),
    );
  }

  private seat(personId: string, address: { track: string } & StepRef): Promise<Seat> {
    return this.app.get(SeatService).enter(personId, address);
  }

  private async answer(seat: Seat<QuizStep>, isWrong = false): Promise<void> {
    const quizzes = this.app.get(QuizService);
    await this.db.write((tx) => quizzes.start(tx, seat));
    const { asked, attempt } = (await quizzes.findSitting(seat))!;
    for (const { question, position } of asked) {
      const { right, wrong } = sampleAnswers(question);
      const answer = isWrong ? (wrong ?? right) : right;
      await this.db.write((tx) => quizzes.answer(tx, seat, { attempt: attempt.number, position, answer }));
    }
  }

  /** Twice with wrong answers: two attempts where they are counted, else the same question once more. */
  private async fail(personId: string, { failed }: Plan): Promise<string> {
    const address = { track: this.edition.track.id, ...failed! };
    const seat = (await this.seat(personId, address)) as QuizSeat;
    const { waitHours } = termsOf(seat.step, this.edition.track.scored);
    await this.answer(seat, true);
    this.clock.pass(waitHours * HOUR);
    if (this.edition.track.scored) {
      await this.answer(seat, true);
      return `${baseOf(seat)}/end`;
    }
    const quizzes = this.app.get(QuizService);
    const { asked, attempt } = (await quizzes.findSitting(seat))!;
    const again = asked.find(({ question }) => sampleAnswers(question).wrong !== null)!;
    const { wrong } = sampleAnswers(again.question);
    const given = { attempt: attempt.number, position: again.position, answer: wrong! };
    await this.db.write((tx) => quizzes.answer(tx, seat, given));
    return `${baseOf(seat)}/${again.position}/answer`;
  }
}
