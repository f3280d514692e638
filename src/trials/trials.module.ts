import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { ActivitiesModule } from '../activities/activities.module.js';
import { Jobs } from '../mail/jobs.js';
import { OrganisersModule } from '../organisers/organisers.module.js';
import { TrialAfterController } from './after.controller.js';
import { TrialAskController } from './ask.controller.js';
import { ClosedEntries } from './closed-entries.service.js';
import { DirectoryDays } from './directory-days.service.js';
import { FiguresController } from './figures.controller.js';
import { VisitFiguresService } from './figures.service.js';
import { HostVisitsController } from './host-visits.controller.js';
import { HostedSlots } from './hosted-slots.service.js';
import { TrialMineController } from './mine.controller.js';
import { OfficeVisitsController } from './office-visits.controller.js';
import { SlotDesk } from './slot-desk.js';
import { SlotList } from './slot-list.service.js';
import { TrialSlotsController } from './slots.controller.js';
import { TrialToldController } from './told.controller.js';
import { TrialAfter } from './trial-after.service.js';
import { TrialCalendarController } from './trial-calendar.controller.js';
import { TrialDoor } from './trial-door.service.js';
import { TrialKeeping } from './trial-keeping.service.js';
import { TrialLetters } from './trial-letters.service.js';
import { TrialRequests } from './trial-requests.service.js';
import { TrialSeats } from './trial-seats.service.js';
import { TrialSlots } from './trial-slots.service.js';
import { TrialVisits } from './trial-visits.service.js';
import { VisitorList } from './visitor-list.service.js';
import { WelcomeDesk } from './welcome-desk.js';

@Module({
  imports: [ActivitiesModule, OrganisersModule],
  controllers: [
    TrialSlotsController,
    TrialMineController,
    TrialCalendarController,
    TrialAfterController,
    TrialAskController,
    TrialToldController,
    HostVisitsController,
    OfficeVisitsController,
    FiguresController,
  ],
  providers: [
    ClosedEntries,
    DirectoryDays,
    HostedSlots,
    SlotDesk,
    SlotList,
    TrialAfter,
    TrialDoor,
    TrialKeeping,
    TrialLetters,
    TrialRequests,
    TrialSeats,
    TrialSlots,
    TrialVisits,
    VisitFiguresService,
    VisitorList,
    WelcomeDesk,
  ],
})
export class TrialsModule implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly keeping: TrialKeeping,
  ) {}

  onModuleInit(): void {
    this.jobs.every('remind trial visitors', 60, (now) => this.keeping.remind(now));
    this.jobs.every('forget trial visits', 60, (now) => this.keeping.forgetOld(now));
  }
}
