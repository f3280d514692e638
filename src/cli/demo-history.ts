import type { INestApplicationContext } from '@nestjs/common';
import { ConsentService } from '../accounts/consent.service.js';
import { PasswordService } from '../accounts/password.service.js';
import { PersonService } from '../accounts/person.service.js';
import { QuizService } from '../assessment/quiz.service.js';
import { Cohort } from '../cohorts/cohort.entity.js';
import { IssueService } from '../certificates/issue.service.js';
import { EditionService } from '../curriculum/edition.service.js';
import type { DialogueStep, QuizStep } from '../curriculum/step.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { EnrolmentService } from '../enrolment/enrolment.service.js';
import { LearningService } from '../learning/learning.service.js';
import { servedSteps } from '../learning/path.rules.js';
import { SeatService } from '../learning/seat.service.js';
import type { Seat } from '../learning/seat.service.js';
import { Totp } from '../accounts/totp.entity.js';
import { Clock } from '../shared/clock.js';
import type { StillClock } from '../shared/clock.js';
import type { Role } from '../web/me.js';
import { sampleAnswers } from '../assessment/sample-answers.js';
import { DEMO_SECRET } from './demo-code.js';
import { walkDialogue } from '../dialogues/sample-walk.js';
import { directoryMoments } from './demo-activities.js';
import type { DemoDirectory } from './demo-activities.js';
import { wishMoments } from './demo-wishes.js';
import type { DemoWishes } from './demo-wishes.js';
import { openCohort, wantContact } from './demo-cohort.js';
import type { DemoCast, DemoLearning } from './demo-cast.js';

const DAY = 24 * 60 * 60_000;

interface Newcomer {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly email: string | null;
  readonly passwordHash: string;
}

interface Moment {
  readonly daysAgo: number;
  readonly act: () => Promise<void>;
}

/** Lets fictional people register, learn, pause and finish through the program's own services, day by day. */
export class DemoHistory {
  private readonly moments: Moment[] = [];
  private walks = 0;
  private readonly db: Database;

  constructor(private readonly app: INestApplicationContext) {
    this.db = app.get(Database);
  }

  async live(
    cast: DemoCast & DemoDirectory & DemoWishes,
    time: { clock: StillClock; today: Date },
  ): Promise<void> {
    const passwordHash = await this.app.get(PasswordService).hash(cast.password);
    for (const { name, roles, email, learns } of cast.people)
      await this.plan({ name, roles, email, passwordHash }, learns);
    for (const cohort of cast.cohorts)
      this.moments.push({ daysAgo: cohort.from, act: () => openCohort(this.app, cohort) });
    const { crowd } = cast;
    for (let n = 1; n <= crowd.of; n++) {
      const learns: DemoLearning[] = [
        { track: crowd.track, from: crowd.from - n, done: n % 3 === 0 ? 'half' : 'all' },
      ];
      await this.plan({ name: `${crowd.name}${n}`, roles: ['trainee'], email: null, passwordHash }, learns);
    }
    this.moments.push(...directoryMoments(this.app, cast), ...wishMoments(this.app, cast));
    for (const { daysAgo, act } of this.moments.sort((a, b) => b.daysAgo - a.daysAgo)) {
      time.clock.set(new Date(time.today.getTime() - daysAgo * DAY));
      await act();
    }
  }

  private async plan(who: Newcomer, learns: readonly DemoLearning[]): Promise<void> {
    const begins = Math.max(60, ...learns.map(({ from }) => from + 1));
    let personId = '';
    this.moments.push({
      daysAgo: begins,
      act: async () => {
        personId = await this.register(who);
      },
    });
    for (const learning of learns) await this.planTrack(() => personId, learning);
  }

  private async register(who: {
    name: string;
    roles: readonly Role[];
    passwordHash: string;
  }): Promise<string> {
    return this.db.write(async (tx) => {
      const { id } = await this.app.get(PersonService).create(tx, { ...who, displayName: who.name });
      if (who.roles.includes('trainee')) await this.consent(tx, id);
      if (who.roles.some((role) => role !== 'trainee')) {
        const now = this.app.get(Clock).now();
        await tx.insert(Totp, {
          personId: id,
          secret: DEMO_SECRET,
          createdAt: now,
          confirmedAt: now,
          lastStep: null,
        });
      }
      return id;
    });
  }

  private async consent(tx: Tx, personId: string): Promise<void> {
    const consents = this.app.get(ConsentService);
    const { version, hash } = consents.text('ja');
    const givenAt = this.app.get(Clock).now();
    await consents.record(tx, personId, { version, textHash: hash, givenAt });
  }

  private async planTrack(personId: () => string, learning: DemoLearning): Promise<void> {
    const edition = await this.app.get(EditionService).getCurrent(learning.track);
    const steps = edition.modules.flatMap((module) =>
      // A session is attended, or made up for by one of the other steps.
      servedSteps(module)
        .filter((step) => step.kind !== 'session')
        .map((step) => ({ track: learning.track, module: module.id, step: step.id, kind: step.kind })),
    );
    const taken = learning.done === 'all' ? steps : steps.slice(0, Math.max(1, Math.floor(steps.length / 2)));
    const to = learning.to ?? 2;
    const every = (learning.from - to) / (taken.length + 1);
    this.moments.push({ daysAgo: learning.from, act: () => this.enrol(personId(), learning) });
    taken.forEach((address, place) =>
      this.moments.push({
        daysAgo: learning.from - every * (place + 1),
        act: () => this.take(personId(), address),
      }),
    );
    if (learning.certificate)
      this.moments.push({ daysAgo: to - 0.5, act: () => this.certify(personId(), learning) });
    const { contact } = learning;
    if (contact)
      this.moments.push({
        daysAgo: to - 0.1,
        act: () => wantContact(this.app, { personId: personId(), track: learning.track }, contact),
      });
    if (learning.paused) this.moments.push({ daysAgo: 1, act: () => this.pause(personId(), learning.track) });
  }

  private async enrol(personId: string, learning: DemoLearning): Promise<void> {
    const { track } = await this.app.get(EditionService).getCurrent(learning.track);
    const enrolments = this.app.get(EnrolmentService);
    await this.db.write(async (tx) => {
      const where = { trackId: track.id, name: learning.cohort };
      const cohort = learning.cohort === undefined ? null : await tx.findOne(Cohort, where);
      await (cohort ? enrolments.enrolIn(tx, personId, cohort) : enrolments.enrol(tx, personId, track));
    });
  }

  private async pause(personId: string, trackId: string): Promise<void> {
    await this.db.write((tx) => this.app.get(EnrolmentService).pause(tx, { personId, trackId }));
  }

  private async take(
    personId: string,
    address: { track: string; module: string; step: string; kind: string },
  ): Promise<void> {
    const seat = await this.app.get(SeatService).enter(personId, address);
    const { enrolmentId } = seat;
    const ref = { module: address.module, step: address.step };
    if (address.kind === 'quiz') return this.answer(seat as Seat<QuizStep>);
    if (address.kind === 'dialogue') return walkDialogue(this.app, seat as Seat<DialogueStep>, this.walks++);
    await this.db.write((tx) =>
      this.app.get(LearningService).record(tx, { enrolmentId, ref, status: 'done' }),
    );
  }

  /** Answers every question; the first one wrongly at first, as people do. */
  private async answer(seat: Seat<QuizStep>): Promise<void> {
    const quizzes = this.app.get(QuizService);
    await this.db.write((tx) => quizzes.start(tx, seat));
    const sitting = (await quizzes.findSitting(seat))!;
    for (const { question, position } of sitting.asked) {
      const { right, wrong } = sampleAnswers(question);
      for (const answer of position === 1 && wrong ? [wrong, right] : [right])
        await this.db.write((tx) =>
          quizzes.answer(tx, seat, { attempt: sitting.attempt.number, position, answer }),
        );
    }
  }

  private async certify(personId: string, learning: DemoLearning): Promise<void> {
    const issue = this.app.get(IssueService);
    const name = await issue.prepareName(learning.certificate!);
    await this.db.write(async (tx) => {
      const enrolment = await this.app
        .get(EnrolmentService)
        .findOpen(tx, { personId, trackId: learning.track });
      if (!enrolment?.completedOn) return;
      await issue.chooseName(tx, { personId, enrolmentId: enrolment.id }, name);
      await issue.issue(tx, { personId, role: 'trainee' }, enrolment.id);
    });
  }
}
