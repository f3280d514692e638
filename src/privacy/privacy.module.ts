import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { AttendanceModule } from '../attendance/attendance.module.js';
import { ApplicationsModule } from '../applications/applications.module.js';
import { InvitationsModule } from '../invitations/invitations.module.js';
import { CertificatesModule } from '../certificates/certificates.module.js';
import { CohortsModule } from '../cohorts/cohorts.module.js';
import { ContactModule } from '../contact/contact.module.js';
import { LearningModule } from '../learning/learning.module.js';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { ExchangeModule } from '../exchange/exchange.module.js';
import { EnrolmentModule } from '../enrolment/enrolment.module.js';
import { OrganisersModule } from '../organisers/organisers.module.js';
import { ReportsModule } from '../reports/reports.module.js';
import { ReflectionsModule } from '../reflections/reflections.module.js';
import { PublishingModule } from '../studio/publishing/publishing.module.js';
import { WishesModule } from '../exchange/wishes.module.js';
import { StudioModule } from '../studio/studio.module.js';
import { WaiversModule } from '../waivers/waivers.module.js';
import { ErasedController } from './erased.controller.js';
import { ErasureService } from './erasure.service.js';
import { OwnAccessService } from './own-access.service.js';
import { OwnDataService } from './own-data.service.js';
import { Jobs } from '../mail/jobs.js';
import { PrivacyController } from './privacy.controller.js';
import { Scrubbing } from './scrubbing.service.js';

@Module({
  imports: [
    AttendanceModule,
    ApplicationsModule,
    InvitationsModule,
    CertificatesModule,
    CohortsModule,
    ContactModule,
    CurriculumModule,
    LearningModule,
    EnrolmentModule,
    ExchangeModule,
    OrganisersModule,
    ReflectionsModule,
    ReportsModule,
    StudioModule,
    PublishingModule,
    WaiversModule,
    WishesModule,
  ],
  controllers: [PrivacyController, ErasedController],
  providers: [ErasureService, OwnAccessService, OwnDataService, Scrubbing],
})
export class PrivacyModule implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly scrubbing: Scrubbing,
  ) {}

  onModuleInit(): void {
    // For an erasure that came while somebody read an older state: the log could not be emptied then.
    this.jobs.every('leave nothing of what was deleted', 60, () => this.scrubbing.scrub());
  }
}
