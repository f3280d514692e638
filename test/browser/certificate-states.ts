import { RevocationService } from '../../src/certificates/revocation.service.js';
import { AN_ORDINARY_DAY } from '../support/app.js';
import {
  aShortCourse,
  batchOf,
  certified,
  correctionOf,
  issued,
  proposed,
  revoked,
} from '../factories/certificate.js';
import { enrolled } from '../factories/learning.js';
import { aPerson } from '../factories/person.js';
import { finishEnrolment } from './learning-states.js';
import type { People } from './people.js';

const A_DAY = 24 * 60 * 60_000;

/** Certificates by what became of them. */
export interface Lived {
  readonly replaced: string;
  readonly replacedCode: string;
  /** In the replaced one's place; another name was chosen for it once more. */
  readonly renamed: string;
  readonly revoked: string;
  readonly revokedCode: string;
  /** By the official who looks at it, and by another. */
  readonly proposedByMe: string;
  readonly proposedByOther: string;
  /** Address of the roster that the office opened. */
  readonly roster: string;
  /** Address of a cohort's names that the office looks over. */
  readonly batch: string;
  /** Address of the names that another official proposed. */
  readonly batchOfOther: string;
  /** That another official proposed to make anew; and the address of its names. */
  readonly corrected: string;
  readonly correction: string;
  /** In its last sixty days, and past its last day; and the roster of the year before, where they stand. */
  readonly expiring: string;
  readonly expired: string;
  readonly expiredCode: string;
  readonly rosterBefore: string;
}

export async function liveThrough(people: People): Promise<Lived> {
  const { app } = people;
  const replaced = await certificateOf(people, 'introductory');
  await people.send('former', `/certificates/${replaced}/replacement/name`, { name: '若葉' });
  const { location } = await people.send('former', `/certificates/${replaced}/replacement`);
  await people.send('former', `${location}/replacement/name`, { name: '若葉 みどり' });
  const gone = await certificateOf(people, 'public');
  await revoked(app, gone);
  return {
    replaced,
    replacedCode: await codeOf(people, replaced),
    renamed: location.split('/').at(-1)!,
    revoked: gone,
    revokedCode: await codeOf(people, gone),
    proposedByMe: await proposedByMe(people),
    proposedByOther: await proposedByOther(people),
    roster: await openRoster(people, '2026'),
    batch: await preview(people),
    batchOfOther: await secondLook(people),
    ...(await correction(people)),
    ...(await goodForAYear(people)),
  };
}

async function secondLook(people: People): Promise<string> {
  const { app } = people;
  const waiting = await enrolled(app, await aPerson(app, { displayName: '二人目を待つ人' }), 'public');
  await finishEnrolment(app, waiting, 'public');
  const { id } = await batchOf(app, { cohort: waiting.cohortId, enrolments: [waiting.id] });
  return (await people.send('office', `/office/certificates/proposed-batches/${id}/previews`)).location;
}

async function correction(people: People): Promise<Pick<Lived, 'corrected' | 'correction'>> {
  const corrected = await someonesCertificate(people);
  const id = await correctionOf(people.app, corrected, '緑川 みどり');
  const path = `/office/certificates/${corrected}/corrections/${id}/viewings`;
  return { corrected, correction: (await people.send('office', path)).location };
}

async function goodForAYear(
  people: People,
): Promise<Pick<Lived, 'expiring' | 'expired' | 'expiredCode' | 'rosterBefore'>> {
  const { app } = people;
  const person = await people.person('former');
  const certificate = { title: null, text: null, disclaimer: true, official: null, validYears: 1 };
  const reviewed = [{ by: '見本 監修', on: '2025-04-01' }];
  const receive = async (daysAgo: number, id: string, more: object) => {
    app.clock.set(new Date(AN_ORDINARY_DAY.getTime() - daysAgo * A_DAY));
    return certified(app, person, aShortCourse(id, { certificate, reviewed, ...more }));
  };
  const expired = await receive(400, 'oboe', { code: 'OBO', title: '応急手当のおさらい' });
  const expiring = await receive(340, 'sagyou', { code: 'SAG', title: '作業の安全のおさらい' });
  app.clock.set(AN_ORDINARY_DAY);
  return {
    expiring: expiring.id,
    expired: expired.id,
    expiredCode: expired.code,
    rosterBefore: await openRoster(people, '2025'),
  };
}

async function certificateOf(people: People, track: string): Promise<string> {
  const person = await people.person('former');
  const enrolment = await enrolled(people.app, person, track);
  await finishEnrolment(people.app, enrolment, track);
  return issued(people.app, person, enrolment);
}

async function someonesCertificate({ app }: People): Promise<string> {
  const person = await aPerson(app, { displayName: '緑' });
  const enrolment = await enrolled(app, person, 'public');
  await finishEnrolment(app, enrolment, 'public');
  return issued(app, person, enrolment);
}

async function proposedByMe(people: People): Promise<string> {
  const certificateId = await someonesCertificate(people);
  const actor = { personId: (await people.person('office')).id, role: 'office' };
  const wanted = { certificateId, reason: 'issued-twice' as const };
  await people.app.db.write((tx) => people.app.get(RevocationService).propose(tx, actor, wanted));
  return certificateId;
}

async function proposedByOther(people: People): Promise<string> {
  const certificateId = await someonesCertificate(people);
  await proposed(people.app, certificateId);
  return certificateId;
}

async function openRoster(people: People, year: string): Promise<string> {
  const asked = { year, track: '', purpose: '照会への回答' };
  return (await people.send('office', '/office/roster', asked)).location;
}

/** One who waits, one whose name cannot be printed, one who does not want a certificate. */
async function preview(people: People): Promise<string> {
  const { app } = people;
  const declining = await enrolled(app, await people.person('declining'), 'public');
  const waiting = await enrolled(app, await aPerson(app, { displayName: '待つ人' }), 'public');
  const rare = await enrolled(app, await aPerson(app, { displayName: '花子😀' }), 'public');
  for (const enrolment of [declining, waiting, rare]) await finishEnrolment(app, enrolment, 'public');
  const path = `/office/certificates/cohorts/${waiting.cohortId}/previews`;
  const { location } = await people.send('office', path);
  await people.send('declining', `/certificates/ready/${declining.id}/decline`);
  return location;
}

async function codeOf({ app }: People, id: string): Promise<string> {
  return (await app.db.one<{ code: string }>`select code from certificate where id = ${id}`)!.code;
}
