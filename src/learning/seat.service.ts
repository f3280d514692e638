import { Injectable } from '@nestjs/common';
import { findModule } from '../curriculum/edition.js';
import type { Edition, ModuleModel } from '../curriculum/edition.js';
import { EditionService } from '../curriculum/edition.service.js';
import { servedKinds } from '../curriculum/step.js';
import type { StepModel } from '../curriculum/step.js';
import { Database, list } from '../database/database.js';
import { NotFound } from '../shared/domain-error.js';
import { LedElsewhere } from '../web/view.js';
import { renamer, stepsOf } from './facts.rules.js';
import { hasGate, lockedBy } from './path.rules.js';
import { moduleHref, namesOf, stepKey } from './step-ref.rules.js';
import { refOf } from './waiver.rules.js';
import type { Target } from './waiver.rules.js';

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
  /** The edition is one that the person learnt with before; the one they hold now has no such step. */
  readonly isFormer: boolean;
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
  kept?: string | null;
}

/** Where an address leads in an edition. */
type Place = Pick<Seat, 'edition' | 'module' | 'step' | 'isFormer'>;
type Ledger = ReturnType<typeof toLedger>;

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
    const found = placeIn(edition, address) ?? (await this.findFormer(row, address));
    if (!found || (kind !== undefined && found.step.kind !== kind))
      throw new NotFound(`step ${address.step}`);
    const { module, step, isFormer } = found;
    const ledger = await this.ledgerOf(row, found, address);
    // A meeting takes place on its day, whatever was read before; and what was opened once stays open.
    const isOpen = step.kind === 'session' || ledger.status !== null || isFormer;
    if (!isOpen && (await this.isLocked(row, edition, module)))
      throw new LedElsewhere(moduleHref(address.track, module.id));
    const seat: Seat = { enrolmentId: row.id, isCompleted: row.completed_on !== null, ...ledger, ...found };
    return seat as Seat<Extract<StepModel, { kind: Kind }>>;
  }

  /** A step that the edition has no longer, in the newest of those before that had it: whoever opened it may go on there. */
  private async findFormer({ id }: Row, address: StepAddress): Promise<Place | null> {
    const moves = await this.db.sql<{ hash: string }>`
      select from_hash as hash from edition_move where enrolment_id = ${id} order by moved_at desc, id desc`;
    for (const { hash } of moves) {
      const place = placeIn(await this.editions.get(hash), address);
      if (!place || (await this.underNames(id, namesOf(place.module, place.step))).status === null) continue;
      // Its neighbours may be somewhere else by now.
      return { ...place, module: { ...place.module, steps: [place.step] }, isFormer: true };
    }
    return null;
  }

  /** What the ledger holds of a step, also under the names that it had before. */
  private async ledgerOf(row: Row, { module, step }: Place, address: StepAddress): Promise<Ledger> {
    const names = namesOf(module, step);
    return names.length === 1 && names[0] === stepKey(address)
      ? toLedger(row)
      : this.underNames(row.id, names);
  }

  private async underNames(enrolmentId: string, names: readonly string[]): Promise<Ledger> {
    const rows = await this.db.sql<Pick<Row, 'status' | 'place' | 'section'>>`
      select status, place, section from step_progress
      where enrolment_id = ${enrolmentId} and module || '/' || step in ${list(names)} order by place desc`;
    const memo = await this.db.one<{ memo: string; version: number }>`
      select text as memo, version from memo
      where enrolment_id = ${enrolmentId} and module || '/' || step in ${list(names)}
      order by version desc limit 1`;
    const status = rows.some((row) => row.status === 'done') ? 'done' : (rows[0]?.status ?? null);
    const { place = null, section = null } = rows[0] ?? {};
    return toLedger({ status, place, section, memo: memo?.memo ?? null, version: memo?.version ?? null });
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
          where w.enrolment_id = e.id and w.confirmed_at is not null and w.closed_at is null) as waived,
        (select string_agg(k.target, ' ') from kept_place k
          where k.enrolment_id = e.id and k.scope = 'module') as kept
      from enrolment e join revision r on r.id = e.revision_id
      left join step_progress p on p.enrolment_id = e.id and p.module = ${module} and p.step = ${step}
      left join memo m on m.enrolment_id = e.id and m.module = ${module} and m.step = ${step}
      where e.person_id = ${personId} and e.track_id = ${track} and e.left_at is null`;
  }

  private async isLocked(row: Row, edition: Edition, module: ModuleModel): Promise<boolean> {
    if (!hasGate(edition, module)) return false;
    const {
      done = null,
      waived = null,
      kept = null,
    } = row.done === undefined ? await this.findDone(row.id) : row;
    const past = [
      ...(done ?? '').split(' ').map(renamer(edition)),
      ...(waived ?? '').split(' ').flatMap((one) => stepsOf(edition, toTarget(one))),
      ...(kept ?? '').split(' ').flatMap((target) => stepsOf(edition, { scope: 'module', target })),
    ];
    return lockedBy(edition, module, new Set(past)).length > 0;
  }

  private async findDone(enrolmentId: string): Promise<Pick<Row, 'done' | 'waived' | 'kept'>> {
    const row = await this.db.one<{ done: string | null; waived: string | null; kept: string | null }>`
      select
        (select string_agg(module || '/' || step, ' ') from step_progress
          where enrolment_id = ${enrolmentId} and status = 'done') as done,
        (select string_agg(scope || ':' || target, ' ') from waiver
          where enrolment_id = ${enrolmentId} and confirmed_at is not null and closed_at is null) as waived,
        (select string_agg(target, ' ') from kept_place
          where enrolment_id = ${enrolmentId} and scope = 'module') as kept`;
    return row!;
  }
}

/** `<scope>:<target>`, as the statements above put it. */
function toTarget(text: string): Target {
  const [scope = '', target = ''] = text.split(':');
  return { scope: scope as Target['scope'], target };
}

/** Under the name that a step has now, whichever an old link has. */
function placeIn(edition: Edition, address: StepAddress): Place | null {
  const ref = refOf(renamer(edition)(stepKey(address)));
  const module = findModule(edition, ref.module);
  const step = module?.steps.find(({ id }) => id === ref.step);
  return module && step && servedKinds.has(step.kind) ? { edition, module, step, isFormer: false } : null;
}

function toLedger(row: Pick<Row, 'status' | 'place' | 'section' | 'memo' | 'version'>) {
  return {
    status: row.status,
    place: row.place ? { number: row.place, section: row.section } : null,
    memo: row.memo === null ? null : { text: row.memo, version: row.version! },
  };
}
