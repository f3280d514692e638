import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { EntryGuard } from './entry.guard.js';
import { SessionCookie } from './session-cookie.js';
import { SessionService } from './session.service.js';

@Global()
@Module({
  providers: [{ provide: APP_GUARD, useClass: EntryGuard }, SessionCookie, SessionService],
  exports: [SessionCookie, SessionService],
})
export class AccountsModule {}
