import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { stepsInOrder } from '../../src/curriculum/edition.js';
import { EditionService } from '../../src/curriculum/edition.service.js';
import { Jobs } from '../../src/mail/jobs.js';
import { did, enrolled } from '../factories/learning.js';
import { aPerson } from '../factories/person.js';
import type { ListeningApp } from './listening-app.js';
import { Official } from './office.js';
import { signIn } from './trainee.js';
import { Visitor } from './visitor.js';
import type { Device } from './visitor.js';

/** Somebody who learns, and how they sign in. */
export interface Member {
  readonly name: string;
  readonly number: string;
  readonly password: string;
}

/** The house in which a year goes by, and who works there. */
export class Year {
  private constructor(
    readonly app: ListeningApp,
    readonly device: Device,
    readonly administrator: Official,
    readonly facilitator: Official,
    readonly official: Official,
    readonly colleague: Official,
  ) {}

  static async begin(app: ListeningApp, device: Device): Promise<Year> {
    const staff = (displayName: string, role: 'administrator' | 'facilitator' | 'office', email: string) =>
      Official.of(app, { displayName, roles: [role], email });
    return new Year(
      app,
      device,
      await staff('管理 けん', 'administrator', 'kanri@example.jp'),
      await staff('進行 みどり', 'facilitator', 'shinko@example.jp'),
      await staff('事務 すず', 'office', 'suzu@example.jp'),
      await staff('事務 れん', 'office', 'ren@example.jp'),
    );
  }

  /** It is this time in Japan, and what returns by the hour was done: mail left, what is old was forgotten. */
  async comesTo(time: string): Promise<void> {
    this.app.clock.set(new Date(`${time.replace(' ', 'T')}:00+09:00`));
    await this.app.get(Jobs).runAll();
  }

  /** Somebody before a device that was never here, for as long as this takes. */
  async anybody<T>(act: (visitor: Visitor) => Promise<T>): Promise<T> {
    return this.during(await Visitor.on(this.device), act);
  }

  async member<T>(member: Member, act: (visitor: Visitor) => Promise<T>): Promise<T> {
    return this.anybody(async (visitor) => {
      await signIn(visitor, member.number, member.password);
      return act(visitor);
    });
  }

  async staff<T>(official: Official, act: (visitor: Visitor) => Promise<T>): Promise<T> {
    return this.during(await official.at(this.device), act);
  }

  /** The newest mail in somebody's letter-box. */
  async mailTo(address: string): Promise<{ words: string; link(kind: 'offer' | 'application'): string }> {
    await this.app.get(Jobs).runAll();
    const folder = join(this.app.config.dataDir, 'outbox');
    const files = (await readdir(folder)).sort();
    const mails = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
    const words = mails.findLast((mail) => mail.includes(`To: ${address}\n`));
    if (words === undefined) throw new Error(`nothing was written to ${address}`);
    const link = (kind: string) => new RegExp(`${this.app.origin}(/${kind}/[\\w-]{43})\\b`).exec(words)![1]!;
    return { words, link };
  }

  /** Somebody who completed the introductory track before. */
  async graduate(name: string): Promise<Member> {
    const person = await aPerson(this.app, { displayName: name });
    const enrolment = await enrolled(this.app, person, 'introductory');
    const edition = await this.app.get(EditionService).getCurrent('introductory');
    for (const { module, step } of stepsInOrder(edition))
      await did(this.app, enrolment, { module: module.id, step: step.id });
    return { name, number: person.learnerNumber, password: person.password };
  }

  /** What can be done at home of the practitioner track: all of it, or all that comes before a step. */
  async learnsAtHome({ number }: Member, until?: { module: string; step: string }): Promise<void> {
    const enrolment = await this.app.db.one<{ id: string }>`
      select e.id from enrolment e join person p on p.id = e.person_id
      where e.track_id = 'practitioner' and p.learner_number = ${number.replace(/\D/g, '')}`;
    const edition = await this.app.get(EditionService).getCurrent('practitioner');
    for (const { module, step } of stepsInOrder(edition)) {
      if (module.id === until?.module && step.id === until.step) return;
      if (step.kind !== 'session') await did(this.app, enrolment!, { module: module.id, step: step.id });
    }
  }

  private async during<T>(visitor: Visitor, act: (visitor: Visitor) => Promise<T>): Promise<T> {
    const result = await act(visitor);
    await visitor.goAway();
    return result;
  }
}
