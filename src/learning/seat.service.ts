import { Injectable } from '@nestjs/common';
import { findModule } from '../curriculum/edition.js';
import type { Edition, ModuleModel } from '../curriculum/edition.js';
import { EditionService } from '../curriculum/edition.service.js';
import { servedKinds } from '../curriculum/step.js';
import type { StepModel } from '../curriculum/step.js';
import { Database } from '../database/database.js';
import { NotFound } from '../shared/domain-error.js';
import { LedElsewhere } from '../web/view.js';
import { renamer, stepsOf } from './facts.rules.js';
import { hasGate, lockedBy } from './path.rules.js';
import type { Target } from './waiver.rules.js';
import { moduleHref } from './step-ref.rules.js';

/** Which step of which track, as a URL names it. */
export interface StepAddress {
  readonly track: string;
  readonly module: string;
  readonly step: string;
}

/** A person before an open step, with what the ledger holds of it. */
export interface Seat<Step extends StepModel = StepModel> {
  readonly enrolmentId: string;
  readonly isCompleted: boolean;
  readonly edition: Edition;
  readonly module: ModuleModel;
  readonly step: Step;
  /** Null before the first visit. */
  readonly status: 'started' | 'done' | null;
  /** The furthest section, with how many were passed; null at the beginning. */
  readonly place: { readonly number: number; readonly section: string | null } | null;
  readonly memo: { readonly text: string; readonly version: number } | null;
}

interface Row {
  id: string;
  completed_on: string | null;
  hash: string;
  status: 'started' | 'done' | null;
  place: number | null;
  section: string | null;
  memo: string | null;
  version: number | null;
  /** Keys of done steps, parted by spaces; absent where nothing waits for them. */
  done?: string | null;
  waived?: string | null;
}

/** Lets a person into a step: the gate of every page on which something is learnt. */
@Injectable()
export class SeatService {
  constructor(
    private readonly db: Database,
    private readonly editions: EditionService,
  ) {}

  /**
   * Reads everything a step's page needs of the ledger in one statement.
   * @throws LedElsewhere who is not enrolled to the track, before a locked module to the page that says what opens it
   * @throws NotFound when the enrolment's edition has no such step, of this kind if one is given
   */
  async enter<Kind extends StepModel['kind']>(
    personId: string,
    address: StepAddress,
    kind?: Kind,
  ): Promise<Seat<Extract<StepModel, { kind: Kind }>>> {
    const row = await this.find(personId, address);
    if (!row) throw new LedElsewhere(`/tracks/${(await this.editions.getCurrent(address.track)).track.id}`);
    const edition = await this.editions.get(row.hash);
    const module = findModule(edition, address.module);
    const step = module?.steps.find(({ id }) => id === address.step);
    if (!module || !step || !servedKinds.has(step.kind) || (kind !== undefined && step.kind !== kind))
      throw new NotFound(`step ${address.step}`);
    // A meeting takes place on its day, whatever was read before.
    if (step.kind !== 'session' && (await this.isLocked(row, edition, module)))
      throw new LedElsewhere(moduleHref(address.track, module.id));
    const seat: Seat = { ...toLedger(row), edition, module, step };
    return seat as Seat<Extract<StepModel, { kind: Kind }>>;
  }

  private find(personId: string, address: StepAddress): Promise<Row | null> {
    const guess = this.editions.guess(address.track);
    const module = guess && findModule(guess, address.module);
    return guess && module && hasGate(guess, module)
      ? this.findWithDone(personId, address)
      : this.findAlone(personId, address);
  }

  private findAlone(personId: string, { track, module, step }: StepAddress): Promise<Row | null> {
    return this.db.one<Row>`
      select e.id, e.completed_on, r.edition_hash as hash, p.status, p.place, p.section, m.text as memo, m.version
      from enrolment e join revision r on r.id = e.revision_id
      left join step_progress p on p.enrolment_id = e.id and p.module = ${module} and p.step = ${step}
      left join memo m on m.enrolment_id = e.id and m.module = ${module} and m.step = ${step}
      where e.person_id = ${personId} and e.track_id = ${track} and e.left_at is null`;
  }

  private findWithDone(personId: string, { track, module, step }: StepAddress): Promise<Row | null> {
    return this.db.one<Row>`
      select e.id, e.completed_on, r.edition_hash as hash, p.status, p.place, p.section, m.text as memo, m.version,
        (select string_agg(d.module || '/' || d.step, ' ') from step_progress d
          where d.enrolment_id = e.id and d.status = 'done') as done,
        (select string_agg(w.scope || ':' || w.target, ' ') from waiver w
          where w.enrolment_id = e.id and w.confirmed_at is not null and w.closed_at is null) as waived
      from enrolment e join revision r on r.id = e.revision_id
      left join step_progress p on p.enrolment_id = e.id and p.module = ${module} and p.step = ${step}
      left join memo m on m.enrolment_id = e.id and m.module = ${module} and m.step = ${step}
      where e.person_id = ${personId} and e.track_id = ${track} and e.left_at is null`;
  }

  private async isLocked(row: Row, edition: Edition, module: ModuleModel): Promise<boolean> {
    if (!hasGate(edition, module)) return false;
    const { done = null, waived = null } = row.done === undefined ? await this.findDone(row.id) : row;
    const past = [
      ...(done ?? '').split(' ').map(renamer(edition)),
      ...(waived ?? '').split(' ').flatMap((one) => stepsOf(edition, toTarget(one))),
    ];
    return lockedBy(edition, module, new Set(past)).length > 0;
  }

  private async findDone(enrolmentId: string): Promise<Pick<Row, 'done' | 'waived'>> {
    const row = await this.db.one<{ done: string | null; waived: string | null }>`
      select
        (select string_agg(module || '/' || step, ' ') from step_progress
          where enrolment_id = ${enrolmentId} and status = 'done') as done,
        (select string_agg(scope || ':' || target, ' ') from waiver
          where enrolment_id = ${enrolmentId} and confirmed_at is not null and closed_at is null) as waived`;
    return row!;
  }
}

/** `<scope>:<target>`, as the statements above put it. */
function toTarget(text: string): Target {
  const [scope = '', target = ''] = text.split(':');
  return { scope: scope as Target['scope'], target };
}

function toLedger(row: Row) {
  return {
    enrolmentId: row.id,
    isCompleted: row.completed_on !== null,
    status: row.status,
    place: row.place ? { number: row.place, section: row.section } : null,
    memo: row.memo === null ? null : { text: row.memo, version: row.version! },
  };
}
