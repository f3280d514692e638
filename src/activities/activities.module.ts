import { Module } from '@nestjs/common';
import { ActivitiesController } from './activities.controller.js';
import { ActivityCalendars } from './activity-calendars.service.js';
import { ActivityDirectory } from './activity-directory.service.js';
import { ActivityFeed } from './activity-feed.service.js';
import { ActivityFilesController } from './activity-files.controller.js';
import { ActivityKeeper } from './activity-keeper.service.js';
import { DirectoryFiles } from './directory-files.service.js';
import { DirectoryStamp } from './directory-stamp.service.js';
import { LeafletController } from './leaflet.controller.js';
import { OpenDataController } from './open-data.controller.js';

@Module({
  controllers: [ActivitiesController, ActivityFilesController, LeafletController, OpenDataController],
  providers: [
    ActivityCalendars,
    ActivityDirectory,
    ActivityFeed,
    ActivityKeeper,
    DirectoryFiles,
    DirectoryStamp,
  ],
  exports: [ActivityDirectory, ActivityKeeper],
})
export class ActivitiesModule {}
