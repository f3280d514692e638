import { BatchService } from '../../src/certificates/batch.service.js';
import type { Batch } from '../../src/certificates/batch.service.js';
import { CorrectionService } from '../../src/certificates/correction.service.js';
import { IssueService } from '../../src/certificates/issue.service.js';
import type { CertificateModel, Edition } from '../../src/curriculum/edition.js';
import { RevocationService } from '../../src/certificates/revocation.service.js';
import type { Enrolment } from '../../src/enrolment/enrolment.entity.js';
import type { TestApp } from '../support/app.js';
import { aCourse, aLesson, aModule } from './course.js';
import { did, enrolled, published } from './learning.js';
import { aPerson } from './person.js';

const STANDARD: CertificateModel = { title: null, text: null, disclaimer: true, official: null };

/** A course of one lesson with a certificate. */
export function aShortCourse(id: string, more: Parameters<typeof aCourse>[0] | object = {}): Edition {
  return aCourse({ id, certificate: STANDARD, modules: [aModule('a', [aLesson('yomu')])], ...more });
}

/** Publishes the course when it is new, enrols and completes. */
export async function completed(app: TestApp, person: { id: string }, course: Edition): Promise<Enrolment> {
  await published(app, course);
  const enrolment = await enrolled(app, person, course.track.id);
  for (const module of course.modules)
    for (const step of module.steps) await did(app, enrolment, { module: module.id, step: step.id });
  return enrolment;
}

/** A certificate received without the pages. */
export async function certified(
  app: TestApp,
  person: { id: string; displayName: string },
  course: Edition,
): Promise<{ id: string; number: string; code: string; enrolmentId: string }> {
  const enrolment = await completed(app, person, course);
  const id = await issued(app, person, enrolment);
  const row = await app.db.one<{
    number: string;
    code: string;
  }>`select number, code from certificate where id = ${id}`;
  return { id, ...row!, enrolmentId: enrolment.id };
}

export async function issued(
  app: TestApp,
  person: { id: string; displayName: string },
  enrolment: { id: string },
): Promise<string> {
  const issues = app.get(IssueService);
  const name = await issues.prepareName(person.displayName);
  return app.db.write(async (tx) => {
    await issues.chooseName(tx, { personId: person.id, enrolmentId: enrolment.id }, name);
    return issues.issue(tx, { personId: person.id, role: 'trainee' }, enrolment.id);
  });
}

/** An open proposal of some official to revoke it. */
export async function proposed(app: TestApp, certificateId: string): Promise<string> {
  const official = await aPerson(app, { roles: ['office'] });
  const actor = { personId: official.id, role: 'office' };
  const wanted = { certificateId, reason: 'issued-in-error' as const };
  await app.db.write((tx) => app.get(RevocationService).propose(tx, actor, wanted));
  const row = await app.db.one<{ id: string }>`
    select id from certificate_revocation where certificate_id = ${certificateId} and outcome is null`;
  return row!.id;
}

/** An open proposal of some official to make it anew. */
export async function correctionOf(app: TestApp, certificateId: string, name = '正字'): Promise<string> {
  const official = await aPerson(app, { roles: ['office'] });
  const actor = { personId: official.id, role: 'office' };
  const wanted = { certificateId, name: await app.get(IssueService).prepareName(name) };
  await app.db.write((tx) => app.get(CorrectionService).propose(tx, actor, wanted));
  const row = await app.db.one<{ id: string }>`
    select id from certificate_correction where certificate_id = ${certificateId} and outcome is null`;
  return row!.id;
}

/** An open proposal of some official to issue to these people. */
export async function batchOf(app: TestApp, batch: Batch): Promise<{ id: string; batch: Batch }> {
  const batches = app.get(BatchService);
  const personId = (await aPerson(app, { roles: ['office'] })).id;
  const actor = { personId, role: 'office' };
  const viewing = await app.db.write(async (tx) => {
    const seen = await batches.preview(tx, actor, batch);
    await batches.propose(tx, actor, { viewing: seen, batch });
    return seen;
  });
  return { id: (await batches.get(personId, viewing)).proposal!.id, batch };
}

/** Proposed by one official, confirmed by another. */
export async function revoked(app: TestApp, certificateId: string): Promise<void> {
  const proposalId = await proposed(app, certificateId);
  const official = await aPerson(app, { roles: ['office'] });
  const actor = { personId: official.id, role: 'office' };
  await app.db.write((tx) => app.get(RevocationService).confirm(tx, actor, { certificateId, proposalId }));
}
