import { Attempt } from '../../src/assessment/attempt.entity.js';
import { Response } from '../../src/assessment/response.entity.js';
import { scoreOf } from '../../src/assessment/scoring.rules.js';
import { findStep } from '../../src/curriculum/edition.js';
import type { Edition } from '../../src/curriculum/edition.js';
import type { Question } from '../../src/curriculum/question.js';
import type { StepRef } from '../../src/curriculum/step.js';
import type { Cohort } from '../../src/cohorts/cohort.entity.js';
import type { Enrolment } from '../../src/enrolment/enrolment.entity.js';
import { newId } from '../../src/shared/ids.js';
import type { TestApp } from '../support/app.js';
import { enrolledIn } from './cohort.js';
import { aPerson } from './person.js';
import type { KnownPerson } from './person.js';

/** Places of what was answered; nothing for "not sure yet". With `text`, what was typed. */
export type Given =
  readonly number[] | 'skip' | { readonly chosen: readonly number[]; readonly text: string };

export interface Taken {
  readonly edition: Edition & { readonly hash: string };
  readonly ref: StepRef;
  /** By the id of the question. */
  readonly given: Readonly<Record<string, Given>>;
  readonly number?: number;
  readonly turn?: number;
  /** When; now unless told. */
  readonly at?: Date;
}

/** An attempt as the quiz keeps it, without its pages. Finished where every question was answered. */
export async function attempted(app: TestApp, enrolment: { id: string }, taken: Taken): Promise<void> {
  const { edition, ref, given, number = 1, turn = 1, at: now = app.clock.now() } = taken;
  const step = findStep(edition, ref);
  if (step?.kind !== 'quiz') throw new Error(`no quiz ${ref.step}`);
  const asked = step.questions.filter(({ id }) => given[id] !== undefined);
  const attempt = {
    id: newId(now),
    enrolmentId: enrolment.id,
    ...ref,
    number,
    editionHash: edition.hash,
    questions: step.questions.map(({ id, revision }) => ({ id, revision, order: [] })),
    rule: { showAnswers: 'after-answer' as const, pass: null, again: true },
    startedAt: now,
    finishedAt: asked.length === step.questions.length ? now : null,
  };
  await app.db.write(async (tx) => {
    await tx.insert(Attempt, attempt);
    for (const question of asked)
      await tx.insert(Response, {
        id: newId(now),
        attemptId: attempt.id,
        turn,
        answeredAt: now,
        ...kept(question, given[question.id]!, edition.track.scored),
      });
  });
}

function kept(question: Question, given: Given, isScored: boolean) {
  const chosen = given === 'skip' ? [] : 'chosen' in given ? given.chosen : given;
  return {
    question: question.id,
    revision: question.revision,
    kind: question.kind,
    chosen,
    texts: typeof given === 'object' && 'text' in given ? [given.text] : null,
    isSkipped: given === 'skip',
    ...scoreOf(question, chosen, isScored),
  };
}

/** So many people in a cohort; `given` says for each, from 0, what they answered. */
export async function group(
  app: TestApp,
  cohort: Cohort,
  {
    count,
    given,
    ...taken
  }: Omit<Taken, 'given'> & {
    readonly count: number;
    readonly given: (at: number) => Taken['given'];
  },
): Promise<{ person: KnownPerson; enrolment: Enrolment }[]> {
  const people = [];
  for (let at = 0; at < count; at++) {
    const person = await aPerson(app, { displayName: `受講者のなまえ${at}` });
    const enrolment = await enrolledIn(app, person, cohort);
    await attempted(app, enrolment, { ...taken, given: given(at) });
    people.push({ person, enrolment });
  }
  return people;
}
