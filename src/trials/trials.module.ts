import { Module } from '@nestjs/common';
import { ActivitiesModule } from '../activities/activities.module.js';
import { OrganisersModule } from '../organisers/organisers.module.js';
import { HostVisitsController } from './host-visits.controller.js';
import { HostedSlots } from './hosted-slots.service.js';
import { OfficeVisitsController } from './office-visits.controller.js';
import { SlotDesk } from './slot-desk.js';
import { SlotList } from './slot-list.service.js';
import { TrialLetters } from './trial-letters.service.js';
import { TrialRequests } from './trial-requests.service.js';
import { TrialSeats } from './trial-seats.service.js';
import { TrialSlots } from './trial-slots.service.js';
import { VisitorList } from './visitor-list.service.js';
import { WelcomeDesk } from './welcome-desk.js';

@Module({
  imports: [ActivitiesModule, OrganisersModule],
  controllers: [HostVisitsController, OfficeVisitsController],
  providers: [
    HostedSlots,
    SlotDesk,
    SlotList,
    TrialLetters,
    TrialRequests,
    TrialSeats,
    TrialSlots,
    VisitorList,
    WelcomeDesk,
  ],
})
export class TrialsModule {}
