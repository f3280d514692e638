import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Jobs } from '../mail/jobs.js';
import { HomeNotes } from '../web/home-notes.js';
import type { HomeNote } from '../web/home-notes.js';
import type { Me } from '../web/me.js';
import { WaitingWork } from '../web/waiting-work.js';
import type { Waiting } from '../web/waiting-work.js';
import { OfficeWishesController } from './office-wishes.controller.js';
import { ProposalDeskController } from './proposal-desk.controller.js';
import { ProposalDesk } from './proposal-desk.service.js';
import { ProposalKeeping } from './proposal-keeping.service.js';
import { ProposalService } from './proposal.service.js';
import { ProposalsController } from './proposals.controller.js';
import { QuarterController } from './quarter.controller.js';
import { WishLimit } from './wish-limit.js';
import { WishService } from './wish.service.js';
import { WishesController } from './wishes.controller.js';

/** What is missing, and what peers propose. */
@Module({
  controllers: [
    WishesController,
    OfficeWishesController,
    ProposalsController,
    QuarterController,
    ProposalDeskController,
  ],
  providers: [ProposalDesk, ProposalKeeping, ProposalService, WishLimit, WishService],
  exports: [ProposalKeeping],
})
export class WishesModule implements OnModuleInit {
  constructor(
    private readonly wishes: WishService,
    private readonly proposals: ProposalService,
    private readonly desk: ProposalDesk,
    private readonly keeping: ProposalKeeping,
    private readonly jobs: Jobs,
    private readonly notes: HomeNotes,
    private readonly work: WaitingWork,
  ) {}

  onModuleInit(): void {
    this.jobs.every('forget old wishes', 60, () => this.wishes.forgetOld());
    this.jobs.every('forget old proposals of activities', 60, () => this.keeping.forgetOld());
    this.notes.tell((me) => this.news(me));
    this.work.tell((me) => this.waiting(me));
  }

  private async news({ role, personId }: Me): Promise<readonly HomeNote[]> {
    if (role !== 'trainee' || !(await this.proposals.hasNews(personId))) return [];
    return [{ words: 'wishes.mine.news', href: '/activities/proposals/mine', cohort: null, meeting: null }];
  }

  private async waiting({ role }: Me): Promise<readonly Waiting[]> {
    if (role !== 'office') return [];
    const [wishes, { waiting, late }] = await Promise.all([this.wishes.countWaiting(), this.desk.figure()]);
    return [
      { words: 'wishes.desk.late-work', count: late, href: '/office/proposals' },
      { words: 'wishes.desk.waiting-work', count: waiting - late, href: '/office/proposals' },
      { words: 'wishes.office.waiting-work', count: wishes, href: '/office/wishes' },
    ];
  }
}
