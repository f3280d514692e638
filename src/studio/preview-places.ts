import type { INestApplicationContext } from '@nestjs/common';
import { QuizService } from '../assessment/quiz.service.js';
import type { QuizSeat } from '../assessment/sitting.js';
import { findModule, findStep } from '../curriculum/edition.js';
import type { Edition } from '../curriculum/edition.js';
import type { DialogueStep, StepModel, StepRef } from '../curriculum/step.js';
import { Database } from '../database/database.js';
import { DialogueService } from '../dialogues/dialogue.service.js';
import { hrefOf } from '../dialogues/walk.js';
import type { DialogueSeat, Walk } from '../dialogues/walk.js';
import { SeatService } from '../learning/seat.service.js';
import type { Seat } from '../learning/seat.service.js';
import { moduleHref, stepHref } from '../learning/step-ref.rules.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { LedElsewhere } from '../web/view.js';
import type { PreviewDoor } from './preview-messages.js';
import { placeOfPath, readPlace } from './preview-place.rules.js';
import { repliesTo } from './preview-scene.rules.js';

/** From a place of a course to the page that shows it, and back. Questions and scenes have pages of one person only. */
export class PreviewPlaces {
  constructor(
    private readonly app: INestApplicationContext,
    private readonly edition: Edition,
  ) {}

  /** Leads the trainee there: begins the attempt or the walk in which the place is met. */
  async seek(personId: string, place: string): Promise<PreviewDoor> {
    const { module, step: id, inner } = readPlace(place);
    const { track } = this.edition;
    if (module === null) return { path: `/tracks/${track.id}`, isExact: true };
    if (!findModule(this.edition, module)) return { path: `/tracks/${track.id}`, isExact: false };
    if (id === null) return { path: moduleHref(track.id, module), isExact: true };
    const step = findStep(this.edition, { module, step: id });
    if (!step) return { path: moduleHref(track.id, module), isExact: false };
    const path = stepHref(track.id, { module, step: id }, step.kind);
    if (inner === null) return { path, isExact: true };
    const inside = await this.inside({ personId, inner }, { module, step: id }, step).catch(unlessRefused);
    return inside === null ? { path, isExact: false } : { path: inside, isExact: true };
  }

  /** `m/s#q` for the question or scene that an address shows this person. */
  async shownAt(personId: string, url: string): Promise<string | null> {
    const at = placeOfPath(this.edition, url);
    if (!at || at.page === null) return at?.place ?? null;
    const step = findStep(this.edition, at.ref)!;
    if (step.kind !== 'quiz' && step.kind !== 'dialogue') return at.place;
    const seat = await this.enter(personId, at.ref).catch(unlessRefused);
    if (!seat) return at.place;
    const inner = await this.innerAt(seat, step, at.page);
    return inner === undefined ? at.place : `${at.place}#${inner}`;
  }

  private async innerAt(seat: Seat, { kind }: StepModel, page: number | 'end'): Promise<string | undefined> {
    if (kind === 'dialogue') {
      const walk = await this.app.get(DialogueService).findLast(seat as DialogueSeat);
      return walk?.standings.at(page === 'end' ? -1 : page - 1)?.at.id;
    }
    // The end of a quiz tells about all of it.
    if (page === 'end') return undefined;
    const sitting = await this.app.get(QuizService).findSitting(seat as QuizSeat);
    return sitting?.asked[page - 1]?.question.id;
  }

  private async inside(
    { personId, inner }: { personId: string; inner: string },
    ref: StepRef,
    step: StepModel,
  ): Promise<string | null> {
    const seat = await this.enter(personId, ref);
    if (step.kind === 'quiz') return this.toQuestion(seat as QuizSeat, inner);
    return step.kind === 'dialogue' ? this.toScene(seat as DialogueSeat, step, inner) : null;
  }

  private async toQuestion(seat: QuizSeat, question: string): Promise<string | null> {
    const quizzes = this.app.get(QuizService);
    await this.app.get(Database).write((tx) => quizzes.start(tx, seat));
    const asked = (await quizzes.findSitting(seat))!.asked.find((one) => one.question.id === question);
    if (!asked) return null;
    const base = stepHref(this.edition.track.id, { module: seat.module.id, step: seat.step.id }, 'quiz');
    return `${base}/${asked.position}`;
  }

  /** Walks anew, by the shortest way that conditions leave open. */
  private async toScene(seat: DialogueSeat, step: DialogueStep, scene: string): Promise<string | null> {
    const [db, dialogues] = [this.app.get(Database), this.app.get(DialogueService)];
    const replies = repliesTo(step, scene);
    if (replies === null) return null;
    const before = await dialogues.findLast(seat);
    await db.write((tx) => dialogues.start(tx, seat, before?.number ?? 0));
    for (const reply of replies) {
      const walk = (await dialogues.findLast(seat))!;
      const marked = String((walk.orders[walk.now.at.id] ?? []).indexOf(reply));
      await db.write((tx) => dialogues.reply(tx, seat, { walk: walk.number, turn: walk.now.turn, marked }));
    }
    const walk: Walk = (await dialogues.findLast(seat))!;
    return hrefOf(seat, walk.now);
  }

  private enter(personId: string, ref: StepRef) {
    return this.app.get(SeatService).enter(personId, { track: this.edition.track.id, ...ref });
  }
}

/** Shut to this person, or not allowed once more: then the page of the step says so. */
function unlessRefused(error: unknown): null {
  if (error instanceof LedElsewhere || error instanceof NotFound || error instanceof DomainError) return null;
  throw error;
}
