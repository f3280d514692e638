import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { CohortsModule } from '../cohorts/cohorts.module.js';
import { CohortService } from '../cohorts/cohort.service.js';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { EditionService } from '../curriculum/edition.service.js';
import { EnrolmentModule } from '../enrolment/enrolment.module.js';
import { EnrolmentService } from '../enrolment/enrolment.service.js';
import { HomeNotes } from '../web/home-notes.js';
import type { HomeNote } from '../web/home-notes.js';
import { LearningModule } from '../learning/learning.module.js';
import { Jobs } from '../mail/jobs.js';
import type { Me } from '../web/me.js';
import { PersonalLinks } from '../web/personal-links.js';
import { ContactController } from './contact.controller.js';
import { ContactKeeping } from './contact-keeping.service.js';
import { ContactListController } from './contact-list.controller.js';
import { ContactList } from './contact-list.service.js';
import { hrefOf } from './contact.page.js';
import { ContactService } from './contact.service.js';
import { WishController } from './wish.controller.js';

@Module({
  imports: [CohortsModule, CurriculumModule, EnrolmentModule, LearningModule],
  controllers: [WishController, ContactController, ContactListController],
  providers: [ContactKeeping, ContactList, ContactService],
  exports: [ContactKeeping, ContactService],
})
export class ContactModule implements OnModuleInit {
  constructor(
    private readonly contact: ContactService,
    private readonly keeping: ContactKeeping,
    private readonly cohorts: CohortService,
    private readonly editions: EditionService,
    private readonly enrolments: EnrolmentService,
    private readonly notes: HomeNotes,
    private readonly links: PersonalLinks,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.enrolments.whenResting((tx, enrolment) => this.contact.rest(tx, enrolment));
    this.enrolments.whenMoving((tx, enrolment) => this.contact.move(tx, enrolment));
    this.notes.tell((me) => (me.role === 'facilitator' ? this.lists(me) : this.news(me)));
    this.links.offer((me) => this.way(me));
    this.jobs.every('forget old contacts', 60, (now) => this.keeping.forgetOld(now));
  }

  private async lists(me: Me): Promise<readonly HomeNote[]> {
    const dated = (await this.cohorts.listFacilitatedBy(me.personId)).filter(({ kind }) => kind === 'dated');
    return Promise.all(
      dated.map(async ({ id, trackId, name }) => ({
        words: 'contact.home.list',
        href: `/facilitate/${id}/contact`,
        cohort: { trackTitle: (await this.editions.getCurrent(trackId)).track.title, name },
        meeting: null,
      })),
    );
  }

  private async news(me: Me): Promise<readonly HomeNote[]> {
    if (me.role !== 'trainee') return [];
    return (await this.contact.listGroups(me.personId)).flatMap((group) => [
      ...(group.unread > 0
        ? [{ words: 'contact.home.message', href: `${hrefOf(group)}/messages`, cohort: null, meeting: null }]
        : []),
      ...(group.isAsked
        ? [{ words: 'contact.home.question', href: `${hrefOf(group)}/quiet`, cohort: null, meeting: null }]
        : []),
    ]);
  }

  private async way(me: Me): Promise<readonly { words: string; href: string }[]> {
    if (me.role !== 'trainee') return [];
    const groups = await this.contact.listGroups(me.personId);
    return groups.some(({ isReachable, open }) => isReachable || open)
      ? [{ words: 'contact.way', href: '/contact' }]
      : [];
  }
}
