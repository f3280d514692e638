import { Module } from '@nestjs/common';
import { CertificatesModule } from '../certificates/certificates.module.js';
import { CohortsModule } from '../cohorts/cohorts.module.js';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { EnrolmentModule } from '../enrolment/enrolment.module.js';
import { ErasedController } from './erased.controller.js';
import { ErasureService } from './erasure.service.js';
import { OwnDataService } from './own-data.service.js';
import { PrivacyController } from './privacy.controller.js';

@Module({
  imports: [CertificatesModule, CohortsModule, CurriculumModule, EnrolmentModule],
  controllers: [PrivacyController, ErasedController],
  providers: [ErasureService, OwnDataService],
})
export class PrivacyModule {}
