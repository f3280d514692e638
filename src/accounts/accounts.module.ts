import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { EntryGuard } from './entry.guard.js';
import { PasswordService } from './password.service.js';
import { PersonService } from './person.service.js';
import { SessionCookie } from './session-cookie.js';
import { SessionService } from './session.service.js';

@Global()
@Module({
  providers: [
    { provide: APP_GUARD, useClass: EntryGuard },
    PasswordService,
    PersonService,
    SessionCookie,
    SessionService,
  ],
  exports: [PasswordService, PersonService, SessionCookie, SessionService],
})
export class AccountsModule {}
