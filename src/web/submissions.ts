import { createParamDecorator, Injectable } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { sha256 } from '../shared/ids.js';
import { SubmissionRecord } from './submission-record.entity.js';
import { seeOther } from './view.js';
import type { SeeOther } from './view.js';

/** One sending of a form. The same person, route, key and content give the same id, however often it is sent. */
export interface SubmissionId {
  readonly id: string | null;
}

/** Gives the handler the id of what was posted; null when the form carried no usable key. */
export const Submission = createParamDecorator((_: unknown, context: ExecutionContext): SubmissionId => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const body = (request.body ?? {}) as Readonly<Record<string, unknown>>;
  const key = body._key;
  if (typeof key !== 'string' || !/^[\w-]{16,64}$/.test(key)) return { id: null };
  const who = request.me?.personId ?? 'visitor';
  return { id: sha256(JSON.stringify([who, request.method, request.url, body])) };
});

/**
 * Takes a form exactly once. A double click, a reload and a proxy's retry all get the first answer; the same
 * form with other content (the Back button) is a new submission. What a refusal (422) leaves behind is nothing.
 */
@Injectable()
export class Submissions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Runs `work` in one unit and leads to the path it returns. What it throws undoes the unit and is thrown on. */
  async accept(submission: SubmissionId, work: (tx: Tx) => Promise<string>): Promise<SeeOther> {
    const { id } = submission;
    const location = await this.database.write(async (tx) => {
      const earlier = id === null ? null : await tx.findOne(SubmissionRecord, { id });
      if (earlier) return earlier.location;
      const next = await work(tx);
      if (id !== null)
        await tx.insert(SubmissionRecord, { id, location: next, acceptedAt: this.clock.now() });
      return next;
    });
    return seeOther(location);
  }

  /** The answer that this very sending had before; null for a new one. For links that the first sending uses up. */
  async findEarlier({ id }: SubmissionId): Promise<SeeOther | null> {
    const earlier =
      id === null
        ? null
        : await this.database.one<{
            location: string;
          }>`select location from submission_record where id = ${id}`;
    return earlier && seeOther(earlier.location);
  }

  /** Forgets submissions older than a week: nobody presses the Back button that far. */
  async forgetOld(now: Date): Promise<void> {
    const limit = now.getTime() - 7 * 24 * 60 * 60 * 1000;
    await this.database.write(async (tx) => {
      await tx.sql`delete from submission_record where accepted_at < ${limit}`;
    });
  }
}
