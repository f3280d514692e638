import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { CohortsModule } from '../cohorts/cohorts.module.js';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { EnrolmentModule } from '../enrolment/enrolment.module.js';
import { Jobs } from '../mail/jobs.js';
import { InvitationController } from './invitation.controller.js';
import { InvitationKeeping } from './invitation-keeping.service.js';
import { InvitationPlaces } from './invitation-place.service.js';
import { InvitationSlips } from './invitation-slip.service.js';
import { InvitationService } from './invitation.service.js';
import { InvitedEntries } from './invited-entry.service.js';
import { InvitedSeats } from './invited-seats.service.js';
import { OfficeInvitationController } from './office-invitation.controller.js';

@Module({
  imports: [CohortsModule, CurriculumModule, EnrolmentModule],
  controllers: [InvitationController, OfficeInvitationController],
  providers: [
    InvitationKeeping,
    InvitationPlaces,
    InvitationService,
    InvitationSlips,
    InvitedEntries,
    InvitedSeats,
  ],
  exports: [InvitationKeeping],
})
export class InvitationsModule implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly keeping: InvitationKeeping,
  ) {}

  onModuleInit(): void {
    this.jobs.every('forget old invitations', 60, (now) => this.keeping.forgetOld(now));
  }
}
