import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { getId } from '../shared/ids.js';
import { notSureOf } from '../shared/personal-words.rules.js';
import type { Personal } from '../shared/personal-words.rules.js';
import { Allow } from '../web/allow.js';
import { ButtonForm, emptyForm, parseForm, refuse, refuseAll } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { AgainForm, NoteForm, ObjectionForm } from './board.form.js';
import { BOARD, toAgainPage, toNewPage, toOwnNotePage } from './board.page.js';
import { Board } from './board.service.js';
import type { About, OwnNote } from './board.service.js';
import { Notes } from './notes.service.js';

/** Writing a note, mending one that was returned, taking it back, and answering to its removal. */
@Controller('activities/board')
export class NoteController {
  constructor(
    private readonly board: Board,
    private readonly notes: Notes,
    private readonly submissions: Submissions,
  ) {}

  @Allow('trainee')
  @Get('new')
  async write(@Query('activity') asked: unknown): Promise<View> {
    const activity = await this.activityOf(asked);
    return page('board/new', toNewPage(emptyForm(NoteForm, { activity: activity?.id ?? '' }), { activity }));
  }

  @Allow('trainee')
  @Post('new')
  async send(
    @CurrentPerson() me: Me,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const parsed = parseForm(NoteForm, body);
    const about = parsed.ok ? parsed.value.activity : parsed.form.fields.activity!.value;
    const activity = await this.board.findActivity(about);
    const again = (form: FormView, found: readonly Personal[] = []) =>
      invalid('board/new', toNewPage(form, { activity, found }));
    // It may have left the directory while somebody wrote about it.
    if (about !== '' && !activity) {
      const code = 'board.new.activity-away';
      return again(refuseAll(NoteForm, body, [{ field: 'topic', code, params: {} }]));
    }
    if (!parsed.ok) return again(parsed.form);
    const { text, sure, topic } = parsed.value;
    const found = notSureOf(text, sure);
    if (found.length > 0) return again(refuseAll(NoteForm, body, []), found);
    const note = { text, topic: activity ? null : topic, activityId: activity?.id ?? null };
    try {
      return await this.submissions.accept(
        submission,
        async (tx) => `${BOARD}/${await this.notes.send(tx, me, note)}`,
      );
    } catch (error) {
      return again(refuse(NoteForm, body, { error, field: 'text' }));
    }
  }

  @Allow('trainee')
  @Get(':note/again')
  async rewrite(@CurrentPerson() me: Me, @Param('note') id: string): Promise<View | SeeOther> {
    const note = await this.board.getOwn(me.personId, getId(id));
    if (note.state !== 'declined') return seeOther(`${BOARD}/${note.id}`);
    return page('board/new', toAgainPage(emptyForm(AgainForm, { text: note.text }), { note }));
  }

  @Allow('trainee')
  @Post(':note/again')
  async mend(
    @CurrentPerson() me: Me,
    @Param('note') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const note = await this.board.getOwn(me.personId, getId(id));
    const again = (form: FormView, found: readonly Personal[] = []) =>
      invalid('board/new', toAgainPage(form, { note, found }));
    const parsed = parseForm(AgainForm, body);
    if (!parsed.ok) return again(parsed.form);
    const { text, sure } = parsed.value;
    const found = notSureOf(text, sure);
    if (found.length > 0) return again(refuseAll(AgainForm, body, []), found);
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.notes.mend(tx, me, { id: note.id, text });
        return `${BOARD}/${note.id}`;
      });
    } catch (error) {
      if (error instanceof NotFound) throw error;
      return again(refuse(AgainForm, body, { error, field: 'text' }));
    }
  }

  @Allow('trainee')
  @Post(':note/withdraw')
  withdraw(
    @CurrentPerson() me: Me,
    @Param('note') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    return this.submissions.accept(submission, async (tx) => {
      await this.notes.withdraw(tx, me, getId(id));
      return `${BOARD}/mine`;
    });
  }

  @Allow('trainee')
  @Post(':note/seen')
  markRead(
    @CurrentPerson() me: Me,
    @Param('note') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    return this.submissions.accept(submission, async (tx) => {
      await this.notes.markRead(tx, me, getId(id));
      return `${BOARD}/${id}`;
    });
  }

  @Allow('trainee')
  @Post(':note/objection')
  async object(
    @CurrentPerson() me: Me,
    @Param('note') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const note = await this.board.getOwn(me.personId, getId(id));
    const parsed = parseForm(ObjectionForm, body);
    if (!parsed.ok) return invalid('board/own', toOwnNotePage(note, { form: parsed.form }));
    const { words } = parsed.value;
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.notes.object(tx, me, { id: note.id, words });
        return `${BOARD}/${note.id}`;
      });
    } catch (error) {
      return this.overtaken(me, note, { body, error });
    }
  }

  /** Read anew: what is decided may have been decided meanwhile. */
  private async overtaken(me: Me, { id }: OwnNote, { body, error }: { body: unknown; error: unknown }) {
    const form = refuse(ObjectionForm, body, { error, field: 'words' });
    const { code, params } = error as DomainError;
    const now = await this.board.getOwn(me.personId, id);
    const model = { ...toOwnNotePage(now, { form, refusal: { code, params } }), form };
    return page('board/own', model, { status: 409 });
  }

  /** @throws NotFound for what the directory does not show */
  private async activityOf(asked: unknown): Promise<About | null> {
    if (typeof asked !== 'string' || asked === '') return null;
    return this.board.getActivity(getId(asked));
  }
}
