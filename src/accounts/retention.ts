import { Injectable } from '@nestjs/common';
import { OneTimeTokenService } from './one-time-token.service.js';
import { RegistrationService } from './registration.service.js';
import { SessionService } from './session.service.js';
import { ThrottleService } from './throttle.service.js';

/** What this room forgets by itself. */
@Injectable()
export class Retention {
  constructor(
    private readonly sessions: SessionService,
    private readonly tokens: OneTimeTokenService,
    private readonly throttle: ThrottleService,
    private readonly registrations: RegistrationService,
  ) {}

  async forgetOld(now: Date): Promise<void> {
    await this.sessions.forgetOld(now);
    await this.tokens.forgetOld(now);
    await this.throttle.forgetOld(now);
    await this.registrations.forgetOld(now);
  }
}
