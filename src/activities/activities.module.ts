import { Module } from '@nestjs/common';
import { ActivityDirectory } from './activity-directory.service.js';
import { ActivityKeeper } from './activity-keeper.service.js';

@Module({
  providers: [ActivityDirectory, ActivityKeeper],
  exports: [ActivityDirectory, ActivityKeeper],
})
export class ActivitiesModule {}
