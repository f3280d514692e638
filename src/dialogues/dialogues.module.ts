import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { LearningModule } from '../learning/learning.module.js';
import { Jobs } from '../mail/jobs.js';
import { DialogueController } from './dialogue.controller.js';
import { DialogueCounts } from './dialogue-counts.service.js';
import { DialogueRetention } from './dialogue-retention.service.js';
import { DialogueService } from './dialogue.service.js';
import { DialogueViews } from './dialogue-views.js';
import { TurnController } from './turn.controller.js';
import { WalkedController } from './walked.controller.js';

@Module({
  imports: [CurriculumModule, LearningModule],
  controllers: [DialogueController, WalkedController, TurnController],
  providers: [DialogueCounts, DialogueRetention, DialogueService, DialogueViews],
  exports: [DialogueCounts, DialogueService],
})
export class DialoguesModule implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly retention: DialogueRetention,
  ) {}

  onModuleInit(): void {
    this.jobs.every('detach old walks', 60, (now) => this.retention.detachOld(now));
  }
}
