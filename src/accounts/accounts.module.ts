import { Global, Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Jobs } from '../mail/jobs.js';
import { ConsentService } from './consent.service.js';
import { CredentialsController } from './credentials.controller.js';
import { CredentialsService } from './credentials.service.js';
import { DisplayController } from './display.controller.js';
import { EmailAddressService } from './email-address.service.js';
import { EmailController } from './email.controller.js';
import { EntryGuard } from './entry.guard.js';
import { OneTimeTokenService } from './one-time-token.service.js';
import { PasswordChangeService } from './password-change.service.js';
import { PasswordResetController } from './password-reset.controller.js';
import { PasswordResetService } from './password-reset.service.js';
import { PasswordService } from './password.service.js';
import { PersonErasure } from './person-erasure.js';
import { PersonService } from './person.service.js';
import { ProofService } from './proof.service.js';
import { RegistrationEndController } from './registration-end.controller.js';
import { RegistrationEndService } from './registration-end.service.js';
import { RegistrationController } from './registration.controller.js';
import { RegistrationService } from './registration.service.js';
import { RegistrationStartService } from './registration-start.service.js';
import { Retention } from './retention.js';
import { RoleController } from './role.controller.js';
import { SessionCookie } from './session-cookie.js';
import { SessionService } from './session.service.js';
import { SettingsController } from './settings.controller.js';
import { SettingsService } from './settings.service.js';
import { SignInController } from './sign-in.controller.js';
import { SignInService } from './sign-in.service.js';
import { ThrottleService } from './throttle.service.js';
import { DeskController } from './desk.controller.js';
import { KeptTextController } from './kept-text.controller.js';
import { OwnSessionsController } from './own-sessions.controller.js';
import { PeopleController } from './people.controller.js';
import { SecondFactorController } from './second-factor.controller.js';
import { SlipController } from './slip.controller.js';
import { StaffEntryController } from './staff-entry.controller.js';
import { KeptTextService } from './kept-text.service.js';
import { PeopleService } from './people.service.js';
import { SecondFactorService } from './second-factor.service.js';
import { SlipService } from './slip.service.js';
import { WayBack } from './way-back.js';
import { StaffEntryService } from './staff-entry.service.js';

const offered = [
  ConsentService,
  OneTimeTokenService,
  PasswordChangeService,
  PasswordService,
  PersonErasure,
  PersonService,
  ProofService,
  SessionCookie,
  SessionService,
  SignInService,
  StaffEntryService,
  ThrottleService,
];

@Global()
@Module({
  controllers: [
    CredentialsController,
    DisplayController,
    EmailController,
    PasswordResetController,
    RegistrationController,
    RegistrationEndController,
    RoleController,
    SettingsController,
    SignInController,
    DeskController,
    KeptTextController,
    OwnSessionsController,
    PeopleController,
    SecondFactorController,
    SlipController,
    StaffEntryController,
  ],
  providers: [
    { provide: APP_GUARD, useClass: EntryGuard },
    ...offered,
    CredentialsService,
    EmailAddressService,
    PasswordResetService,
    RegistrationEndService,
    RegistrationService,
    RegistrationStartService,
    Retention,
    SettingsService,
    KeptTextService,
    PeopleService,
    SecondFactorService,
    SlipService,
    WayBack,
  ],
  exports: offered,
})
export class AccountsModule implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly retention: Retention,
    private readonly kept: KeptTextService,
  ) {}

  onModuleInit(): void {
    this.jobs.every('forget old sessions and tokens', 60, (now) => this.retention.forgetOld(now));
    this.jobs.every('forget kept texts', 60, (now) => this.kept.forgetOld(now));
  }
}
