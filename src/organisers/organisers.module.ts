import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { ActivitiesModule } from '../activities/activities.module.js';
import { Jobs } from '../mail/jobs.js';
import { PersonalLinks } from '../web/personal-links.js';
import { WaitingWork } from '../web/waiting-work.js';
import { ActivityChanges } from './activity-changes.service.js';
import { ActivityDesk } from './activity-desk.service.js';
import { ActivityHistory } from './activity-history.service.js';
import { ActivityLife } from './activity-life.service.js';
import { Askings } from './asking.service.js';
import { EditingController } from './editing.controller.js';
import { Editing } from './editing.service.js';
import { LinkVisits } from './link-visits.service.js';
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
import { OrganiseController } from './organise.controller.js';
import { OrganisedActivityController } from './organised-activity.controller.js';
import { OrganiserAccess } from './organiser-access.service.js';
import { OrganiserAccountController } from './organiser-account.controller.js';
import { OrganiserKeeping } from './organiser-keeping.service.js';
import { OrganiserLinkController } from './organiser-link.controller.js';
import { OrganiserLinks } from './organiser-links.service.js';
import { OrganiserPeople } from './organiser-people.service.js';
import { OwnEntries } from './own-entries.service.js';

const offered = [ActivityChanges, ActivityLife, OrganiserAccess, OrganiserKeeping, OrganiserLinks];
const GROUPS = [ActivityDesk, Editing, LinkVisits, OrganiserPeople, OwnEntries];
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
    OrganiseController,
    OrganiserLinkController,
    OrganiserAccountController,
    OrganisedActivityController,
    EditingController,
    OfficeListController,
    OfficeNewController,
    OfficeChangesController,
    OfficeActivityController,
    OfficeOrganisersController,
  ],
  providers: [...offered, ...GROUPS, ...OFFICE],
  exports: offered,
})
export class OrganisersModule implements OnModuleInit {
  constructor(
    private readonly waiting: WaitingWork,
    private readonly list: OfficeList,
    private readonly jobs: Jobs,
    private readonly askings: Askings,
    private readonly keeping: OrganiserKeeping,
    private readonly people: OrganiserPeople,
    private readonly links: PersonalLinks,
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
    this.links.offer(async ({ personId }) =>
      (await this.people.keepsAny(personId))
        ? [{ words: 'organisers.entries.title', href: '/organise' }]
        : [],
    );
    this.jobs.every('ask organisers to confirm', 60, (now) => this.askings.askDue(now));
    this.jobs.every('forget old links and changes of organisers', 60, (now) => this.keeping.forgetOld(now));
  }
}
