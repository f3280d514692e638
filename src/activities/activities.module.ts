import { Module } from '@nestjs/common';
import { ActivityKeeper } from './activity-keeper.service.js';

@Module({ providers: [ActivityKeeper], exports: [ActivityKeeper] })
export class ActivitiesModule {}
