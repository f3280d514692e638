import { Module } from '@nestjs/common';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { EnrolmentModule } from '../enrolment/enrolment.module.js';
import { CertificateKeeping } from './certificate-keeping.service.js';
import { CertificateService } from './certificate.service.js';
import { CertificatesController } from './certificates.controller.js';
import { IssueService } from './issue.service.js';
import { LookupLimit } from './lookup-limit.js';
import { SheetWriter } from './sheet-writer.js';
import { VerificationService } from './verification.service.js';
import { VerifyController } from './verify.controller.js';

@Module({
  imports: [CurriculumModule, EnrolmentModule],
  controllers: [CertificatesController, VerifyController],
  providers: [
    CertificateKeeping,
    CertificateService,
    IssueService,
    LookupLimit,
    SheetWriter,
    VerificationService,
  ],
  exports: [CertificateKeeping, CertificateService],
})
export class CertificatesModule {}
