import { Injectable } from '@nestjs/common';
import type { FacilitatedCohort } from '../cohorts/cohort.service.js';
import { findStep } from '../curriculum/edition.js';
import type { Edition } from '../curriculum/edition.js';
import { EditionService } from '../curriculum/edition.service.js';
import type { DialogueStep, StepRef } from '../curriculum/step.js';
import { Database } from '../database/database.js';
import { list } from '../database/sql-template.js';
import { DialogueCounts } from '../dialogues/dialogue-counts.service.js';
import { stepKey } from '../learning/step-ref.rules.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import { toAttempts } from './answer-rows.rules.js';
import type { AnswerRow } from './answer-rows.rules.js';
import { namesOf } from './counted-steps.rules.js';
import { shownScenes } from './shown-scenes.rules.js';
import type { ShownScene } from './shown-scenes.rules.js';
import { questionsOf, tell } from './telling.rules.js';
import type { MetQuiz, Told } from './telling.rules.js';

/** What the first answers of one cohort tell. Counts alone leave this room. */
@Injectable()
export class CohortAnswers {
  constructor(
    private readonly database: Database,
    private readonly editions: EditionService,
    private readonly dialogues: DialogueCounts,
    private readonly clock: Clock,
  ) {}

  /** How many people ever took part in it. */
  async countPeople(cohort: FacilitatedCohort): Promise<number> {
    const row = await this.database.one<{ people: number }>`
      select count(distinct person_id) as people from enrolment where cohort_id = ${cohort.id}`;
    return Number(row!.people);
  }

  /** The editions that its people hold, the track's present one first. */
  async listEditions(cohort: FacilitatedCohort): Promise<readonly Edition[]> {
    const rows = await this.database.sql<{ hash: string }>`
      select distinct r.edition_hash as hash
      from enrolment e join revision r on r.id = e.revision_id where e.cohort_id = ${cohort.id}`;
    const current = await this.editions.getCurrent(cohort.trackId);
    const others = rows.map(({ hash }) => hash).filter((hash) => hash !== current.hash);
    return [current, ...(await Promise.all(others.toSorted().map((hash) => this.editions.get(hash))))];
  }

  /** @throws NotFound when the cohort's people know no such quiz */
  async tell(cohort: FacilitatedCohort, ref: StepRef): Promise<{ quiz: MetQuiz; told: readonly Told[] }> {
    const editions = await this.listEditions(cohort);
    const edition = editions.find((one) => findStep(one, ref)?.kind === 'quiz');
    if (!edition) throw new NotFound(`quiz ${stepKey(ref)}`);
    const rows = await this.load(cohort, namesOf(edition, ref));
    const { attempts, met } = toAttempts(rows);
    const older = await Promise.all(
      met
        .filter(({ hash }) => hash !== edition.hash)
        .map(async (one) => ({ ref: one.ref, edition: await this.editions.get(one.hash) })),
    );
    const quiz = { edition, ref };
    return { quiz, told: questionsOf([quiz, ...older]).map((asked) => tell(asked, attempts)) };
  }

  /** @throws NotFound when the cohort's people know no such dialogue */
  async countScenes(
    cohort: FacilitatedCohort,
    ref: StepRef,
  ): Promise<{ edition: Edition; step: DialogueStep; scenes: readonly ShownScene[] }> {
    for (const edition of await this.listEditions(cohort)) {
      const step = findStep(edition, ref);
      if (step?.kind !== 'dialogue') continue;
      const before = this.clock.today().startsAt();
      const counts = await this.dialogues.of(cohort.id, { edition, ref, before });
      return { edition, step, scenes: shownScenes(step, counts) };
    }
    throw new NotFound(`dialogue ${stepKey(ref)}`);
  }

  /**
   * First answers of first attempts up to the end of yesterday: who opens the page twice on a day sees the same, so that
   * nobody's answer is the difference.
   */
  private load(cohort: FacilitatedCohort, names: readonly string[]): Promise<AnswerRow[]> {
    const today = this.clock.today().startsAt().getTime();
    return this.database.sql<AnswerRow>`
      select e.person_id, a.id as attempt_id, a.module, a.step, a.edition_hash,
        case when a.finished_at < ${today} then 1 else 0 end as is_finished,
        r.question, r.revision, r.chosen, case when r.kind = 'number' then r.texts end as texts,
        r.result, r.points, r.is_skipped
      from enrolment e
      join attempt a on a.enrolment_id = e.id and a.number = 1
      join response r on r.attempt_id = a.id and r.turn = 1 and r.answered_at < ${today}
      where e.cohort_id = ${cohort.id} and a.module || '/' || a.step in ${list(names)}
      order by a.started_at, a.id`;
  }
}
