import { Module } from '@nestjs/common';
import { CohortsModule } from '../../cohorts/cohorts.module.js';
import { CurriculumModule } from '../../curriculum/curriculum.module.js';
import { StudioModule } from '../studio.module.js';
import { AffectedService } from './affected.service.js';
import { EditionsController } from './editions.controller.js';
import { EditionsService } from './editions.service.js';
import { ProposalsController } from './proposals.controller.js';
import { Proposals } from './proposals.service.js';
import { PublicationController } from './publication.controller.js';
import { PublishingService } from './publishing.service.js';
import { ReviewService } from './review.service.js';

@Module({
  imports: [CohortsModule, CurriculumModule, StudioModule],
  controllers: [PublicationController, EditionsController, ProposalsController],
  providers: [AffectedService, EditionsService, Proposals, PublishingService, ReviewService],
  exports: [Proposals],
})
export class PublishingModule {}
