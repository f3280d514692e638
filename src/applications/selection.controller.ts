import { BadRequestException, Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { DomainError } from '../shared/domain-error.js';
import { Allow, Reauthenticated } from '../web/allow.js';
import { ButtonForm, emptyForm, parseForm, refuse } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { DecisionService } from './decision.service.js';
import { toPreviewPage } from './preview.page.js';
import { CriteriaForm, DecideForm, DecisionsForm } from './selection.form.js';
import { sheetHref, toCriteriaPage, toListPage, toSheetPage } from './selection.page.js';
import { readProposals } from './selection.rules.js';
import type { Line } from './selection.rules.js';
import { SelectionService } from './selection.service.js';

/** The office decides applications: criteria first, then a proposal, a look at it, and all of it at once. */
@Controller('office/applications')
export class SelectionController {
  constructor(
    private readonly selection: SelectionService,
    private readonly decisions: DecisionService,
    private readonly submissions: Submissions,
  ) {}

  @Allow('office')
  @Get()
  async list(): Promise<View> {
    return page('applications/list', toListPage(await this.selection.list()));
  }

  @Allow('office')
  @Get(':cohort')
  async sheet(@Param('cohort') id: string, @Query('note') note: unknown): Promise<View> {
    const more = typeof note === 'string' ? { note } : {};
    return page('applications/sheet', toSheetPage(await this.selection.sheet(id), more));
  }

  @Allow('office')
  @Get(':cohort/criteria')
  async showCriteria(@Param('cohort') id: string): Promise<View> {
    const { place, criteria, note } = await this.selection.sheet(id);
    return page('applications/criteria', toCriteriaPage(place, emptyForm(CriteriaForm, { criteria, note })));
  }

  @Allow('office')
  @Post(':cohort/criteria')
  async recordCriteria(
    @CurrentPerson() me: Me,
    @Param('cohort') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const { place } = await this.selection.sheet(id);
    const parsed = parseForm(CriteriaForm, body);
    if (!parsed.ok) return invalid('applications/criteria', toCriteriaPage(place, parsed.form));
    const { criteria, note } = parsed.value;
    try {
      if (criteria.length === 0 && note === '') throw new DomainError('applications.criteria.choose');
      return await this.submissions.accept(submission, async (tx) => {
        await this.decisions.recordCriteria(tx, me, { cohortId: place.id, criteria, note });
        return sheetHref(place.id);
      });
    } catch (error) {
      const form = refuse(CriteriaForm, body, { error, field: 'criteria' });
      return invalid('applications/criteria', toCriteriaPage(place, form));
    }
  }

  /** Keeps the proposal and leads to a look at it; decides nothing. */
  @Allow('office')
  @Reauthenticated()
  @Post(':cohort/decisions')
  async propose(
    @Param('cohort') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const sheet = await this.selection.sheet(id);
    const lines = readLines(body);
    const placesOf = (one: string) => sheet.lines.find((line) => line.id === one)?.places ?? 0;
    const takenRanks = sheet.lines.flatMap(({ rank }) => rank ?? []);
    const { proposals, faults } = readProposals(lines, { left: sheet.left, placesOf, takenRanks });
    if (faults.length > 0)
      return invalid('applications/sheet', toSheetPage(sheet, { typed: { lines, faults } }));
    if (sheet.version === null) return seeOther(sheetHref(sheet.place.id, '/criteria'));
    return this.submissions.accept(submission, async (tx) => {
      await this.decisions.propose(tx, sheet.place.id, proposals);
      return sheetHref(sheet.place.id, '/preview');
    });
  }

  @Allow('office')
  @Get(':cohort/preview')
  async preview(@Param('cohort') id: string): Promise<View | SeeOther> {
    const sheet = await this.selection.sheet(id);
    const model = toPreviewPage(sheet);
    return model ? page('applications/preview', model) : seeOther(sheetHref(sheet.place.id));
  }

  /** What cannot be decided leads back to the sheet, which says why; nothing was decided then. */
  @Allow('office')
  @Reauthenticated()
  @Post(':cohort/decided')
  async decide(
    @CurrentPerson() me: Me,
    @Param('cohort') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    const parsed = parseForm(DecideForm, body);
    const { place } = await this.selection.sheet(id);
    const version = parsed.ok && /^\d{1,9}$/.test(parsed.value.version) ? Number(parsed.value.version) : 0;
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.decisions.decide(tx, me, { cohortId: place.id, version });
        return sheetHref(place.id, '?note=decided');
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const note = error.code === 'applications.decision.over' ? 'over' : 'changed';
      return seeOther(sheetHref(place.id, `?note=${note}`));
    }
  }

  /** For when seats were added, or the cohort has begun and the next one was asked by telephone. */
  @Allow('office')
  @Reauthenticated()
  @Post(':cohort/offer')
  async offer(
    @CurrentPerson() me: Me,
    @Param('cohort') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    const { place } = await this.selection.sheet(id);
    return this.submissions.accept(submission, async (tx) => {
      await this.decisions.offer(tx, place.id, me);
      return sheetHref(place.id, '?note=offered');
    });
  }
}

function readLines(body: unknown): Line[] {
  const parsed = parseForm(DecisionsForm, body);
  if (!parsed.ok) throw new BadRequestException(); // only a hand-made request has what no field can hold
  const { application, decision, rank } = parsed.value;
  if (decision.length !== application.length || rank.length !== application.length)
    throw new BadRequestException();
  return application.map((applicationId, index) => ({
    applicationId,
    decision: decision[index]!,
    rank: rank[index]!,
  }));
}
