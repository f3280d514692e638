import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SessionCookie } from '../accounts/session-cookie.js';
import { ThrottleService } from '../accounts/throttle.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError } from '../shared/domain-error.js';
import { sha256 } from '../shared/ids.js';
import type { SubmissionId } from '../web/submissions.js';
import { CODE_BYTES, codeFrom, codeInCookie, cookieOf, readCode } from './trial-code.rules.js';
import { TrialRequest } from './trial-request.entity.js';
import { codeHash } from './trial-requests.service.js';

/** Long enough to note the code and to read; then the browser forgets it. */
const COOKIE_DAYS = 2 / 24;

/** What opens a request: a code, typed or remembered by this browser for two hours. */
@Injectable()
export class TrialDoor {
  constructor(
    private readonly database: Database,
    private readonly throttle: ThrottleService,
    private readonly cookie: SessionCookie,
    private readonly clock: Clock,
  ) {}

  /**
   * The code for what was posted. Sent twice, it is the same: whoever pressed twice sees the code of the one request.
   * It comes from the form's own key, which is kept nowhere, so that nothing in the database leads to it.
   */
  newCode({ id }: SubmissionId, request: FastifyRequest): string {
    if (id === null) return codeFrom(randomBytes(CODE_BYTES));
    return codeFrom(Buffer.from(sha256(JSON.stringify(['trial', request.url, request.body])), 'hex'));
  }

  /**
   * The code as it was meant. One that nobody has, and one that can be none, are answered alike.
   * @throws DomainError `trials.code.unknown`, or `trials.code.often` with `{minutes}`
   */
  async open(typed: string, address: string): Promise<string> {
    const code = readCode(typed);
    const attempt = { account: `trial:${code ?? typed}`, address };
    const found = await this.database.write(async (tx) => {
      const until = await this.throttle.begin(tx, attempt);
      if (until) return { until };
      const known = await tx.findOne(TrialRequest, { codeHash: codeHash(code ?? typed) });
      if (known) await this.throttle.succeed(tx, attempt);
      else await this.throttle.fail(tx, attempt);
      return { isKnown: known !== null && code !== null };
    });
    if (found.until) {
      const minutes = Math.ceil((found.until.getTime() - this.clock.now().getTime()) / 60_000);
      throw new DomainError('trials.code.often', { minutes });
    }
    if (!found.isKnown) throw new DomainError('trials.code.unknown');
    return code!;
  }

  /** Guessing codes by cookies is as hopeless as it is slow: of 60 bits a few are in use. */
  codeOf(request: FastifyRequest): string | null {
    return codeInCookie(this.cookie.read(request, 'trial'));
  }

  remember(reply: FastifyReply, code: string): void {
    this.cookie.write(reply, 'trial', { token: cookieOf(code), days: COOKIE_DAYS });
  }

  forget(reply: FastifyReply): void {
    this.cookie.clear(reply, 'trial');
  }
}
