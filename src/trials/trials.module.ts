import { Module } from '@nestjs/common';
import { ActivitiesModule } from '../activities/activities.module.js';
import { TrialLetters } from './trial-letters.service.js';
import { TrialRequests } from './trial-requests.service.js';
import { TrialSeats } from './trial-seats.service.js';
import { TrialSlots } from './trial-slots.service.js';

@Module({
  imports: [ActivitiesModule],
  providers: [TrialLetters, TrialRequests, TrialSeats, TrialSlots],
})
export class TrialsModule {}
