import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { ActivitiesModule } from '../activities/activities.module.js';
import { Jobs } from '../mail/jobs.js';
import { WaitingWork } from '../web/waiting-work.js';
import { ActivityChanges } from './activity-changes.service.js';
import { ActivityHistory } from './activity-history.service.js';
import { ActivityLife } from './activity-life.service.js';
import { Askings } from './asking.service.js';
import { OfficeActivityController } from './office-activity.controller.js';
import { OfficeChangesController } from './office-changes.controller.js';
import { OfficeDecisions } from './office-decisions.service.js';
import { OfficeEntries } from './office-entries.service.js';
import { OfficeListController } from './office-list.controller.js';
import { OfficeList } from './office-list.service.js';
import { OfficeNewController } from './office-new.controller.js';
import { OfficeOrganisersController } from './office-organisers.controller.js';
import { OfficeOrganisers } from './office-organisers.service.js';
import { OfficeRecords } from './office-records.service.js';
import { OrganiserAccess } from './organiser-access.service.js';
import { OrganiserLinks } from './organiser-links.service.js';

const OFFICE = [
  ActivityHistory,
  Askings,
  OfficeDecisions,
  OfficeEntries,
  OfficeList,
  OfficeOrganisers,
  OfficeRecords,
];

@Module({
  imports: [ActivitiesModule],
  controllers: [
    OfficeListController,
    OfficeNewController,
    OfficeChangesController,
    OfficeActivityController,
    OfficeOrganisersController,
  ],
  providers: [ActivityChanges, ActivityLife, OrganiserAccess, OrganiserLinks, ...OFFICE],
  exports: [ActivityChanges, ActivityLife, OrganiserAccess, OrganiserLinks],
})
export class OrganisersModule implements OnModuleInit {
  constructor(
    private readonly waiting: WaitingWork,
    private readonly list: OfficeList,
    private readonly jobs: Jobs,
    private readonly askings: Askings,
  ) {}

  onModuleInit(): void {
    this.waiting.tell(async ({ role }) => {
      if (role !== 'office') return [];
      const [changes, calls] = await Promise.all([this.list.countWaiting(), this.list.countCalls()]);
      return [
        { words: 'organisers-office.work.changes', count: changes, href: '/office/activities' },
        { words: 'organisers-office.work.calls', count: calls, href: '/office/activities' },
      ];
    });
    this.jobs.every('ask organisers to confirm', 60, (now) => this.askings.askDue(now));
  }
}
