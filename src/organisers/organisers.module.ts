import { Module } from '@nestjs/common';
import { ActivitiesModule } from '../activities/activities.module.js';
import { ActivityChanges } from './activity-changes.service.js';
import { ActivityLife } from './activity-life.service.js';
import { OrganiserAccess } from './organiser-access.service.js';
import { OrganiserLinks } from './organiser-links.service.js';

@Module({
  imports: [ActivitiesModule],
  providers: [ActivityChanges, ActivityLife, OrganiserAccess, OrganiserLinks],
  exports: [ActivityChanges, ActivityLife, OrganiserAccess, OrganiserLinks],
})
export class OrganisersModule {}
