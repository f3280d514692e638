import { Module } from '@nestjs/common';
import { ActivitiesModule } from '../activities/activities.module.js';
import { ActivityLife } from './activity-life.service.js';

@Module({ imports: [ActivitiesModule], providers: [ActivityLife], exports: [ActivityLife] })
export class OrganisersModule {}
