import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { limits } from '../curriculum/notation/limits.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { emptyForm, parseForm, refuse } from '../web/form.js';
import type { FormView, Message } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { Upload } from '../web/upload.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { DraftDesk } from './draft-desk.service.js';
import { pathNamed } from './draft-files.rules.js';
import { DraftFiles, StaleFile } from './draft-files.service.js';
import { draftHref, fileHref } from './draft-href.rules.js';
import { DraftService } from './draft.service.js';
import { toFileNamePage, toNewFilePage } from './file-names.page.js';
import type { RemovalPage } from './file-names.page.js';
import { NewFileForm, RemoveFileForm, RenameFileForm } from './studio.form.js';

const CHANGED: Message = { code: 'studio-drafts.file.changed', params: {} };

/** Which files a draft has: a new one, another name, one less. */
@Controller('studio/drafts/:draft')
export class DraftFileNamesController {
  constructor(
    private readonly drafts: DraftService,
    private readonly files: DraftFiles,
    private readonly desk: DraftDesk,
    private readonly submissions: Submissions,
  ) {}

  @Allow('facilitator', 'administrator')
  @Get('new-file')
  async askNew(@Param('draft') id: string, @CurrentPerson() me: Me): Promise<View> {
    return page('studio-drafts/new-file', toNewFilePage(await this.drafts.get(id, me)));
  }

  @Allow('facilitator', 'administrator')
  @Post('new-file')
  @Upload({ bytes: limits.bytes * 1.2 })
  async add(
    @Param('draft') id: string,
    @Body() body: unknown,
    @CurrentPerson() me: Me,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const draft = await this.drafts.get(id, me);
    const parsed = parseForm(NewFileForm, body);
    if (!parsed.ok) return invalid('studio-drafts/new-file', toNewFilePage(draft, parsed.form));
    const path = pathNamed(draft.trackId, parsed.value.name);
    const bytes = new TextEncoder().encode(parsed.value.text);
    try {
      return await this.submissions.accept(submission, async (tx) => {
        const now = await this.drafts.get(id, me, tx);
        await this.files.put(tx, now, { path, bytes, seen: null });
        return fileHref(draft.id, path);
      });
    } catch (error) {
      const taken = new DomainError('studio-drafts.file.taken', { path });
      const told = error instanceof StaleFile ? taken : error;
      const form = refuse(NewFileForm, body, { error: told, field: 'name' });
      return invalid('studio-drafts/new-file', toNewFilePage(draft, form));
    }
  }

  @Allow('facilitator', 'administrator')
  @Get('files/:file/name')
  async askName(
    @Param('draft') id: string,
    @Param('file') key: string,
    @CurrentPerson() me: Me,
  ): Promise<View> {
    return page('studio-drafts/rename', await this.renaming(id, key, { me }));
  }

  @Allow('facilitator', 'administrator')
  @Post('files/:file/name')
  async rename(
    @Param('draft') id: string,
    @Param('file') key: string,
    @Body() body: unknown,
    @CurrentPerson() me: Me,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const draft = await this.drafts.get(id, me);
    // Looked up first: a press at the same time may take the name away in between.
    const path = await this.desk.findPath(draft, key);
    const earlier = await this.submissions.findEarlier(submission);
    if (earlier) return earlier;
    if (path === null) throw new NotFound(`file ${key}`);
    const parsed = parseForm(RenameFileForm, body);
    if (!parsed.ok)
      return invalid('studio-drafts/rename', await this.renaming(id, key, { me, form: parsed.form }));
    const { name, seen } = parsed.value;
    const to =
      path.includes('/img/') && !name.includes('/')
        ? `${draft.trackId}/img/${name}`
        : pathNamed(draft.trackId, name);
    try {
      return await this.submissions.accept(submission, async (tx) => {
        const now = await this.drafts.get(id, me, tx);
        await this.files.rename(tx, now, { path, to, seen });
        return fileHref(draft.id, to);
      });
    } catch (error) {
      const told = error instanceof StaleFile ? new DomainError(CHANGED.code) : error;
      const form = refuse(RenameFileForm, body, { error: told, field: 'name' });
      return invalid('studio-drafts/rename', await this.renaming(id, key, { me, form }));
    }
  }

  @Allow('facilitator', 'administrator')
  @Get('files/:file/removal')
  async askRemove(
    @Param('draft') id: string,
    @Param('file') key: string,
    @CurrentPerson() me: Me,
  ): Promise<View> {
    return page('studio-drafts/remove', await this.removing(id, key, { me }));
  }

  @Allow('facilitator', 'administrator')
  @Post('files/:file/removal')
  async remove(
    @Param('draft') id: string,
    @Param('file') key: string,
    @Body() body: unknown,
    @CurrentPerson() me: Me,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const draft = await this.drafts.get(id, me);
    // Looked up first: a press at the same time may take the name away in between.
    const path = await this.desk.findPath(draft, key);
    const earlier = await this.submissions.findEarlier(submission);
    if (earlier) return earlier;
    if (path === null) throw new NotFound(`file ${key}`);
    const parsed = parseForm(RemoveFileForm, body);
    if (!parsed.ok)
      return invalid('studio-drafts/remove', await this.removing(id, key, { me, refusal: CHANGED }));
    try {
      return await this.submissions.accept(submission, async (tx) => {
        const now = await this.drafts.get(id, me, tx);
        await this.files.remove(tx, now, { path, seen: parsed.value.seen });
        return draftHref(draft.id);
      });
    } catch (error) {
      if (!(error instanceof StaleFile)) throw error;
      return invalid('studio-drafts/remove', await this.removing(id, key, { me, refusal: CHANGED }));
    }
  }

  private async renaming(id: string, key: string, { me, form }: { me: Me; form?: FormView }) {
    const named = await this.named(id, key, me);
    const name = named.path.replace(/^(?!shared\/)[^/]+\/(?:img\/)?/, '');
    return { ...named, form: form ?? emptyForm(RenameFileForm, { name, seen: named.seen }) };
  }

  private async removing(
    id: string,
    key: string,
    { me, refusal = null }: { me: Me; refusal?: Message | null },
  ): Promise<RemovalPage> {
    return { ...(await this.named(id, key, me)), refusal };
  }

  private async named(id: string, key: string, me: Me) {
    const draft = await this.drafts.get(id, me);
    const path = await this.desk.pathOf(draft, key);
    const refs = await this.files.list(draft);
    return toFileNamePage(
      draft,
      refs.find((ref) => ref.path === path)!,
    );
  }
}
