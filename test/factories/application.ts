import { ApplicationConsent } from '../../src/applications/application-consent.service.js';
import { ApplicationDraft } from '../../src/applications/application-draft.entity.js';
import { ApplicationLetters } from '../../src/applications/application-letters.service.js';
import type { LinkPurpose } from '../../src/applications/application-link.entity.js';
import { ApplicationService } from '../../src/applications/application.service.js';
import type { Application } from '../../src/applications/application.entity.js';
import type { ContactWay } from '../../src/applications/applicant.entity.js';
import { Cohort } from '../../src/cohorts/cohort.entity.js';
import { CalendarDay } from '../../src/shared/calendar-day.js';
import { newId } from '../../src/shared/ids.js';
import type { TestApp } from '../support/app.js';
import { aCohort } from './cohort.js';

interface CohortState {
  readonly trackId: string;
  readonly name?: string;
  readonly seats?: number | null;
  readonly pairs?: boolean;
  readonly startsOn?: CalendarDay | null;
  readonly endsOn?: CalendarDay | null;
  readonly closesOn?: CalendarDay | null;
}

/** A cohort that is entered by application: open until the end of May, from July to September. */
export async function anApplicationCohort(app: TestApp, state: CohortState): Promise<Cohort> {
  const cohort = await aCohort(app, { trackId: state.trackId, name: state.name ?? '夏の期' });
  const dates = {
    admission: 'application' as const,
    seats: state.seats === undefined ? 10 : state.seats,
    pairs: state.pairs ?? false,
    startsOn: state.startsOn === undefined ? CalendarDay.of(2026, 7, 5) : state.startsOn,
    endsOn: state.endsOn === undefined ? CalendarDay.of(2026, 9, 27) : state.endsOn,
    closesOn: state.closesOn === undefined ? CalendarDay.of(2026, 5, 31) : state.closesOn,
  };
  await app.db.write((tx) => tx.update(Cohort, { id: cohort.id }, dates));
  return Object.assign(cohort, dates);
}

interface SentState {
  readonly name?: string;
  readonly way?: ContactWay;
  readonly contact?: string;
  readonly partnerName?: string;
  readonly partnerContact?: string;
  readonly need?: string;
  readonly personId?: string | null;
}

export interface Sent {
  readonly id: string;
  readonly receipt: string;
  /** Of the first and, in a pair, the second. */
  readonly applicants: readonly string[];
}

/** An application that was sent; by post unless told otherwise. */
export async function anApplication(app: TestApp, cohort: Cohort, state: SentState = {}): Promise<Sent> {
  const now = app.clock.now();
  const { version, hash } = app.get(ApplicationConsent).text('ja');
  const id = newId(now);
  const partner = cohort.pairs
    ? { name: state.partnerName ?? '支援 はる', contact: state.partnerContact ?? '見本市1-2' }
    : null;
  await app.db.write((tx) =>
    tx.insert(ApplicationDraft, {
      ...{ id, cohortId: cohort.id, name: state.name ?? '葵', way: state.way ?? 'post' },
      contact: state.contact ?? '見本市1-1',
      partnerName: partner?.name ?? null,
      partnerWay: partner && (partner.contact.includes('@') ? 'mail' : 'post'),
      partnerContact: partner?.contact ?? null,
      ...{ need: state.need ?? '', consentVersion: version, consentTextHash: hash, consentedAt: now },
      expiresAt: new Date(now.getTime() + 60_000),
    }),
  );
  const sender = { lang: 'ja' as const, personId: state.personId ?? null };
  if (!(await app.get(ApplicationService).send(id, sender))) throw new Error('not sent');
  const row = await app.db.one<{ id: string; receipt: string }>`
    select a.id, a.receipt from application a join application_draft d on d.application_id = a.id where d.id = ${id}`;
  const applicants = await app.db.sql<{ id: string }>`
    select id from applicant where application_id = ${row!.id} order by position`;
  return { ...row!, applicants: applicants.map((one) => one.id) };
}

/** The token of a new link for somebody who applied. */
export function aLink(app: TestApp, applicantId: string, purpose: LinkPurpose = 'own'): Promise<string> {
  return app.db.write((tx) => app.get(ApplicationLetters).newLink(tx, applicantId, purpose));
}

export async function stateOf(app: TestApp, { id }: { id: string }): Promise<Application['state']> {
  const row = await app.db.one<{
    state: Application['state'];
  }>`select state from application where id = ${id}`;
  return row!.state;
}
