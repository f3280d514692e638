import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { CertificatesModule } from '../certificates/certificates.module.js';
import { CohortsModule } from '../cohorts/cohorts.module.js';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { LearningModule } from '../learning/learning.module.js';
import { WaitingWork } from '../web/waiting-work.js';
import { OfficeWaiversController } from './office.controller.js';
import { ProposalController } from './proposal.controller.js';
import { WaiverKeeping } from './waiver-keeping.service.js';
import { WaiverService } from './waiver.service.js';
import { Waivers } from './waivers.service.js';
import { YearController } from './year.controller.js';

@Module({
  imports: [CertificatesModule, CohortsModule, CurriculumModule, LearningModule],
  controllers: [OfficeWaiversController, ProposalController, YearController],
  providers: [WaiverKeeping, WaiverService, Waivers],
  exports: [WaiverKeeping],
})
export class WaiversModule implements OnModuleInit {
  constructor(
    private readonly waiting: WaitingWork,
    private readonly waivers: Waivers,
  ) {}

  onModuleInit(): void {
    this.waiting.tell(async ({ personId, role }) => {
      if (role !== 'office') return [];
      const count = await this.waivers.countWaiting(personId);
      return [{ words: 'waivers.work', count, href: '/office/waivers' }];
    });
  }
}
