import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Jobs } from '../mail/jobs.js';
import { HomeNotes } from '../web/home-notes.js';
import { WaitingWork } from '../web/waiting-work.js';
import { BoardController } from './board.controller.js';
import { BoardKeeping } from './board-keeping.service.js';
import { Board } from './board.service.js';
import { Moderation } from './moderation.service.js';
import { NoteController } from './note.controller.js';
import { Notes } from './notes.service.js';
import { OfficeBoardController } from './office-board.controller.js';
import { ReportController } from './report.controller.js';
import { Reports } from './reports.service.js';
import { WaitingNotes } from './waiting-notes.service.js';

/** What peers tell each other, and what they wish for. */
@Module({
  controllers: [NoteController, ReportController, BoardController, OfficeBoardController],
  providers: [Board, BoardKeeping, Moderation, Notes, Reports, WaitingNotes],
  exports: [BoardKeeping],
})
export class ExchangeModule implements OnModuleInit {
  constructor(
    private readonly board: Board,
    private readonly waiting: WaitingNotes,
    private readonly work: WaitingWork,
    private readonly notes: HomeNotes,
    private readonly jobs: Jobs,
    private readonly keeping: BoardKeeping,
  ) {}

  onModuleInit(): void {
    this.work.tell(async ({ personId, role }) => {
      if (role !== 'office' && role !== 'facilitator') return [];
      return [{ words: 'board.work', count: await this.waiting.count(personId), href: '/office/board' }];
    });
    this.notes.tell(async ({ personId, role }) => {
      const hasNews = role === 'trainee' && (await this.board.countNews(personId)) > 0;
      const note = { words: 'board.home', href: '/activities/board/mine', cohort: null, meeting: null };
      return hasNews ? [note] : [];
    });
    this.jobs.every('forget old notes of the board', 60, (now) => this.keeping.forgetOld(now));
  }
}
