import { Injectable } from '@nestjs/common';
import { findStep } from '../curriculum/edition.js';
import type { Edition } from '../curriculum/edition.js';
import type { StepRef } from '../curriculum/step.js';
import { Database } from '../database/database.js';
import { NotFound } from '../shared/domain-error.js';
import { sceneRevision } from './scene-revision.rules.js';

/** What the people of a cohort chose in one scene. Bare counts: who shows them hides the small ones. */
export interface SceneCounts {
  readonly scene: string;
  /** How many people replied in it. */
  readonly people: number;
  /** How many chose each reply first, by its place in the curriculum's list. */
  readonly first: readonly number[];
}

interface Row {
  scene: string;
  revision: string;
  reply: number;
  count: number;
}

/** Counts of first choices, never persons. */
@Injectable()
export class DialogueCounts {
  constructor(private readonly db: Database) {}

  /**
   * Of the scenes as they stand in this edition: what was chosen when a scene read otherwise is not added, nor what was chosen
   * from `before` on.
   * @throws NotFound when the edition has no such dialogue
   */
  async of(
    cohortId: string,
    { edition, ref, before }: { edition: Edition; ref: StepRef; before: Date },
  ): Promise<readonly SceneCounts[]> {
    const step = findStep(edition, ref);
    if (step?.kind !== 'dialogue') throw new NotFound(`dialogue ${ref.step}`);
    const rows = [...(await this.present(cohortId, ref, before)), ...(await this.detached(cohortId, ref))];
    return step.scenes.flatMap((scene) => {
      if (scene.next.kind !== 'you') return [];
      const revision = sceneRevision(scene);
      const own = rows.filter((row) => row.scene === scene.id && row.revision === revision);
      const first = scene.next.replies.map((_, place) =>
        own.filter(({ reply }) => reply === place).reduce((sum, { count }) => sum + Number(count), 0),
      );
      return [{ scene: scene.id, people: first.reduce((sum, count) => sum + count, 0), first }];
    });
  }

  /** Of walks that still have their person; who walked before any of them was detached is in the other counts. */
  private present(cohortId: string, { module, step }: StepRef, before: Date): Promise<Row[]> {
    return this.db.sql<Row>`
      select t.scene, t.revision, t.reply, count(*) as count
      from dialogue_turn t join dialogue_walk w on w.id = t.walk_id join enrolment e on e.id = w.enrolment_id
      where e.cohort_id = ${cohortId} and w.module = ${module} and w.step = ${step} and t.reply is not null
        and t.answered_at < ${before.getTime()}
        and not exists (select 1 from dialogue_walk d join enrolment m on m.id = d.enrolment_id
          where m.person_id = e.person_id and m.cohort_id = e.cohort_id and d.module = w.module and d.step = w.step
            and (m.created_at < e.created_at or (m.id = e.id and d.number < w.number)) and d.detached_at is not null)
        and not exists (select 1 from dialogue_turn x join dialogue_walk y on y.id = x.walk_id
            join enrolment n on n.id = y.enrolment_id
          where n.person_id = e.person_id and n.cohort_id = e.cohort_id and y.module = w.module and y.step = w.step
            and x.scene = t.scene and x.revision = t.revision and x.reply is not null
            and (n.created_at < e.created_at
              or (n.id = e.id and (y.number < w.number or (y.number = w.number and x.number < t.number)))))
      group by t.scene, t.revision, t.reply`;
  }

  private detached(cohortId: string, { module, step }: StepRef): Promise<Row[]> {
    return this.db.sql<Row>`
      select scene, revision, reply, count from dialogue_choice_count
      where cohort_id = ${cohortId} and module = ${module} and step = ${step}`;
  }
}
