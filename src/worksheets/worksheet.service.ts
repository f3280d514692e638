import { Injectable } from '@nestjs/common';
import type { WorksheetStep } from '../curriculum/step.js';
import { Database, list } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { afterStep } from '../learning/after-step.rules.js';
import { careOf } from '../learning/care.rules.js';
import { LearningService } from '../learning/learning.service.js';
import { SeatService } from '../learning/seat.service.js';
import type { Seat, StepAddress } from '../learning/seat.service.js';
import { namesOf, stepHref } from '../learning/step-ref.rules.js';
import { VisitRecorder } from '../learning/visit-recorder.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { WorksheetWords } from './worksheet-words.entity.js';
import { fit, formOf, isBlank, toWritten } from './written.rules.js';
import type { Typed, WrittenBlock } from './written.rules.js';

export type WorksheetSeat = Seat<WorksheetStep>;

/** What is kept of a sheet; version 0 before anything is. */
export interface Saved {
  readonly words: readonly WrittenBlock[];
  readonly version: number;
}

const NOTHING: Saved = { words: [], version: 0 };

/** Refuses words that were typed over older ones, or into a sheet that asked something else. Holds what is saved now. */
export class StaleSheet extends DomainError {
  constructor(
    readonly saved: Saved,
    readonly isChanged: boolean,
  ) {
    super(isChanged ? 'worksheets.changed' : 'worksheets.stale');
  }
}

/** What can be done with a worksheet. Acts return where one goes next. */
@Injectable()
export class WorksheetService {
  constructor(
    private readonly db: Database,
    private readonly seats: SeatService,
    private readonly learning: LearningService,
    private readonly visits: VisitRecorder,
    private readonly clock: Clock,
  ) {}

  enter(personId: string, address: StepAddress): Promise<WorksheetSeat> {
    return this.seats.enter(personId, address, 'worksheet');
  }

  /** Enters to read; the first real visit is written down once the page was sent. */
  async open(personId: string, address: StepAddress, isVisit: boolean): Promise<WorksheetSeat> {
    const seat = await this.enter(personId, address);
    if (isVisit && seat.status === null) this.visits.begun(seat.enrolmentId, refOf(seat));
    return seat;
  }

  async find(seat: WorksheetSeat): Promise<Saved> {
    return (await readSaved(this.db, seat)) ?? NOTHING;
  }

  /**
   * Saves over exactly the version that the writer read.
   * @throws StaleSheet when another tab saved other words meanwhile, or the sheet changed; nothing is overwritten
   */
  async save(
    tx: Tx,
    seat: WorksheetSeat,
    typed: Typed & { readonly version: number; readonly form: string },
  ): Promise<void> {
    const key = { enrolmentId: seat.enrolmentId, ...refOf(seat) };
    const known = await readSaved(tx, seat);
    const saved: Saved = known ?? NOTHING;
    const { blocks } = seat.step;
    const written = typed.form === formOf(blocks) ? toWritten(blocks, typed) : null;
    if (!written) throw new StaleSheet(saved, true);
    const words = [...written, ...fit(blocks, saved.words).left];
    if (saved.version === 0 && words.every(isBlank)) return;
    if (JSON.stringify(words) === JSON.stringify(saved.words)) return;
    if (saved.version !== typed.version) throw new StaleSheet(saved, false);
    const next = { ...key, words, version: saved.version + 1, savedAt: this.clock.now() };
    if (known) await tx.update(WorksheetWords, { ...key, module: known.module, step: known.step }, next);
    else await tx.insert(WorksheetWords, next);
  }

  /** Made on the screen or on paper: nobody asks. */
  async finish(tx: Tx, seat: WorksheetSeat): Promise<string> {
    await this.learning.record(tx, { enrolmentId: seat.enrolmentId, ref: refOf(seat), status: 'done' });
    return afterStep(seat);
  }

  /** @throws NotFound where there is no content note to pass by */
  async passByCare(tx: Tx, seat: WorksheetSeat): Promise<string> {
    if (!careOf(seat.module, seat.step)) throw new NotFound('content note');
    const ref = refOf(seat);
    const act = { status: 'done', skippedByCare: true } as const;
    await this.learning.record(tx, { enrolmentId: seat.enrolmentId, ref, ...act });
    return afterStep(seat);
  }

  hrefOf(seat: WorksheetSeat): string {
    return stepHref(seat.edition.track.id, refOf(seat), 'worksheet');
  }
}

/** Also under the names that the step had before; saved again, it goes on under the present one. */
async function readSaved(
  from: Pick<Tx, 'one'>,
  { enrolmentId, module, step }: WorksheetSeat,
): Promise<(Saved & { readonly module: string; readonly step: string }) | null> {
  const row = await from.one<{ module: string; step: string; words: string; version: number }>`
    select module, step, words, version from worksheet_words
    where enrolment_id = ${enrolmentId} and module || '/' || step in ${list(namesOf(module, step))}
    order by version desc limit 1`;
  return row && { ...row, words: JSON.parse(row.words) as WrittenBlock[] };
}

function refOf({ module, step }: WorksheetSeat) {
  return { module: module.id, step: step.id };
}
