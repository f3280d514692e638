import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { EnrolmentModule } from '../enrolment/enrolment.module.js';
import { Jobs } from '../mail/jobs.js';
import { WaitingWork } from '../web/waiting-work.js';
import { BatchController } from './batch.controller.js';
import { BatchService } from './batch.service.js';
import { CertificateKeeping } from './certificate-keeping.service.js';
import { CertificateMaker } from './certificate-maker.js';
import { CertificateService } from './certificate.service.js';
import { CertificateWork } from './certificate-work.service.js';
import { CertificatesController } from './certificates.controller.js';
import { CorrectionController } from './correction.controller.js';
import { CorrectionService } from './correction.service.js';
import { EnquiryController } from './enquiry.controller.js';
import { EnquiryService } from './enquiry.service.js';
import { HeldService } from './held.service.js';
import { HeldViewings } from './held-viewings.service.js';
import { IssueService } from './issue.service.js';
import { LookupLimit } from './lookup-limit.js';
import { NoticeService } from './notice.service.js';
import { OfficeController } from './office.controller.js';
import { OfficeService } from './office.service.js';
import { RenamingController } from './renaming.controller.js';
import { ReadingController } from './reading.controller.js';
import { Readings } from './reading.service.js';
import { ProposalExpiry } from './proposal-expiry.service.js';
import { ReplacementService } from './replacement.service.js';
import { RevocationController } from './revocation.controller.js';
import { RevocationService } from './revocation.service.js';
import { RosterController } from './roster.controller.js';
import { RosterService } from './roster.service.js';
import { SheetWriter } from './sheet-writer.js';
import { VerificationService } from './verification.service.js';
import { VerifyController } from './verify.controller.js';
import { ViewingService } from './viewing.service.js';
import { WaitingService } from './waiting.service.js';

@Module({
  imports: [CurriculumModule, EnrolmentModule],
  controllers: [
    BatchController,
    CertificatesController,
    CorrectionController,
    EnquiryController,
    OfficeController,
    ReadingController,
    RenamingController,
    RevocationController,
    RosterController,
    VerifyController,
  ],
  providers: [
    BatchService,
    CertificateKeeping,
    CertificateMaker,
    CertificateService,
    CertificateWork,
    CorrectionService,
    EnquiryService,
    HeldService,
    HeldViewings,
    IssueService,
    LookupLimit,
    NoticeService,
    OfficeService,
    Readings,
    ProposalExpiry,
    ReplacementService,
    RevocationService,
    RosterService,
    SheetWriter,
    VerificationService,
    ViewingService,
    WaitingService,
  ],
  exports: [CertificateKeeping, CertificateService, HeldViewings, ViewingService],
})
export class CertificatesModule implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly expiry: ProposalExpiry,
    private readonly enquiries: EnquiryService,
    private readonly waiting: WaitingWork,
    private readonly work: CertificateWork,
  ) {}

  onModuleInit(): void {
    this.waiting.tell(async ({ personId, role }) => (role === 'office' ? this.work.list(personId) : []));
    this.jobs.every('end proposals to issue that nobody confirmed', 60, () => this.expiry.expireOld());
    this.jobs.every('forget old enquiries', 60, () => this.enquiries.forgetOld());
  }
}
