import { Module } from '@nestjs/common';
import { ActivitiesController } from './activities.controller.js';
import { ActivityDirectory } from './activity-directory.service.js';
import { ActivityKeeper } from './activity-keeper.service.js';

@Module({
  controllers: [ActivitiesController],
  providers: [ActivityDirectory, ActivityKeeper],
  exports: [ActivityDirectory, ActivityKeeper],
})
export class ActivitiesModule {}
