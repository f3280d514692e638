import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { AccountsModule } from './accounts/accounts.module.js';
import { AttendanceModule } from './attendance/attendance.module.js';
import { ApplicationsModule } from './applications/applications.module.js';
import { InvitationsModule } from './invitations/invitations.module.js';
import { ActivitiesModule } from './activities/activities.module.js';
import { TrialsModule } from './trials/trials.module.js';
import { AuditModule } from './audit/audit.module.js';
import { CertificatesModule } from './certificates/certificates.module.js';
import { CohortsModule } from './cohorts/cohorts.module.js';
import { ContactModule } from './contact/contact.module.js';
import { AssessmentModule } from './assessment/assessment.module.js';
import type { Config } from './config/config.js';
import { ConfigModule } from './config/config.module.js';
import { CurriculumModule } from './curriculum/curriculum.module.js';
import { DatabaseModule } from './database/database.module.js';
import { EnrolmentModule } from './enrolment/enrolment.module.js';
import { DialoguesModule } from './dialogues/dialogues.module.js';
import { entities } from './entities.js';
import { WaiversModule } from './waivers/waivers.module.js';
import { ExchangeModule } from './exchange/exchange.module.js';
import { WishesModule } from './exchange/wishes.module.js';
import { FacilitationModule } from './facilitation/facilitation.module.js';
import { LearningModule } from './learning/learning.module.js';
import { MailModule } from './mail/mail.module.js';
import { OrganisersModule } from './organisers/organisers.module.js';
import { OversightModule } from './oversight/oversight.module.js';
import { PrivacyModule } from './privacy/privacy.module.js';
import { ReflectionsModule } from './reflections/reflections.module.js';
import { ReportsModule } from './reports/reports.module.js';
import type { Clock } from './shared/clock.js';
import type { Locales } from './web/locales.js';
import type { ViewEngine } from './web/view-engine.js';
import { PublishingModule } from './studio/publishing/publishing.module.js';
import { PreviewModule } from './studio/preview.module.js';
import { StudioModule } from './studio/studio.module.js';
import { WorksheetsModule } from './worksheets/worksheets.module.js';
import { WebModule } from './web/web.module.js';

@Module({})
export class AppModule {
  /** The whole house. `views` is made before Nest, because the adapter renders with it. */
  static forRoot(
    config: Config,
    parts: { views: ViewEngine; locales: Locales; clock: Clock | undefined },
  ): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(config, parts.clock),
        DatabaseModule.forRoot({ entities }),
        WebModule.forRoot(parts.views, parts.locales),
        AuditModule,
        MailModule,
        AccountsModule,
        CurriculumModule,
        ActivitiesModule,
        OrganisersModule,
        TrialsModule,
        CohortsModule,
        ExchangeModule,
        WishesModule,
        EnrolmentModule,
        ApplicationsModule,
        InvitationsModule,
        LearningModule,
        CertificatesModule,
        ReportsModule,
        PrivacyModule,
        OversightModule,
        AssessmentModule,
        DialoguesModule,
        ReflectionsModule,
        ContactModule,
        WorksheetsModule,
        AttendanceModule,
        FacilitationModule,
        WaiversModule,
        StudioModule,
        PublishingModule,
        PreviewModule,
      ],
    };
  }
}
