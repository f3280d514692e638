import { Controller, Get, Param, Query } from '@nestjs/common';
import { isId } from '../shared/ids.js';
import { getId } from '../shared/ids.js';
import { NotFound } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { emptyForm } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { pageOf } from '../web/page-of.js';
import { page } from '../web/view.js';
import type { View } from '../web/view.js';
import { ObjectionForm } from './board.form.js';
import { LINES, toBoardPage, toMinePage, toOwnNotePage } from './board.page.js';
import { REPORT_WHYS, TOPICS } from './board.rules.js';
import { Board } from './board.service.js';
import type { Question } from './board.service.js';

/** The notice board: what stands on it, its rules, and what is one's own. */
@Controller('activities/board')
export class BoardController {
  constructor(private readonly board: Board) {}

  @Allow('trainee', 'facilitator', 'office')
  @Get()
  async list(@CurrentPerson() me: Me, @Query() asked: Readonly<Record<string, unknown>>): Promise<View> {
    const question = questionOf(asked);
    const number = pageOf(asked.page);
    const part = { from: (number - 1) * LINES, size: LINES };
    const [activity, found] = await Promise.all([
      question.activityId === '' ? null : this.board.getActivity(question.activityId),
      this.board.list(me.personId, question, part),
    ]);
    const isStaff = me.role !== 'trainee';
    return page('board/list', toBoardPage(found, { question, activity, page: number, isStaff }));
  }

  @Allow('trainee', 'facilitator', 'office')
  @Get('rules')
  rules(): View {
    return page('board/rules', { whys: REPORT_WHYS.filter((why) => why !== 'other') });
  }

  @Allow('trainee')
  @Get('mine')
  async mine(@CurrentPerson() me: Me): Promise<View> {
    const [notes, reports] = await Promise.all([
      this.board.listOwn(me.personId),
      this.board.listReports(me.personId),
    ]);
    return page('board/mine', toMinePage(notes, reports));
  }

  @Allow('trainee')
  @Get(':note')
  async show(@CurrentPerson() me: Me, @Param('note') id: string): Promise<View> {
    const note = await this.board.getOwn(me.personId, getId(id));
    return page('board/own', toOwnNotePage(note, { form: emptyForm(ObjectionForm) }));
  }
}

/** @throws NotFound for what can be no activity of ours */
function questionOf({ topic, activity }: Readonly<Record<string, unknown>>): Question {
  const activityId = typeof activity === 'string' ? activity : '';
  if (activityId !== '' && !isId(activityId)) throw new NotFound('activity');
  const known = ([...TOPICS, 'activity'] as const).find((one) => one === topic) ?? '';
  return { topic: activityId === '' ? known : '', activityId };
}
