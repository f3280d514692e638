import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { limits } from '../curriculum/notation/limits.js';
import type { SourceFile } from '../curriculum/notation/source-file.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { sha256 } from '../shared/ids.js';
import { Allow } from '../web/allow.js';
import { emptyForm, parseForm, refuse } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { Upload } from '../web/upload.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { DraftDesk } from './draft-desk.service.js';
import { isImage } from './draft-files.rules.js';
import { DraftFiles, StaleFile } from './draft-files.service.js';
import { fileHref } from './draft-href.rules.js';
import { DraftService } from './draft.service.js';
import { bytesOf, textOf, toFilePage } from './file.page.js';
import { toGonePage } from './file-names.page.js';
import { sendFile } from './send-file.js';
import { FileForm, RepairForm } from './studio.form.js';

interface At {
  readonly id: string;
  readonly key: string;
}

/** One file of a draft: read with its marks, written, repaired, taken along. */
@Controller('studio/drafts/:draft/files/:file')
export class DraftFileController {
  constructor(
    private readonly drafts: DraftService,
    private readonly files: DraftFiles,
    private readonly desk: DraftDesk,
    private readonly submissions: Submissions,
  ) {}

  @Allow('facilitator', 'administrator')
  @Get()
  async show(
    @Param('draft') id: string,
    @Param('file') key: string,
    @Query('line') line: unknown,
    @CurrentPerson() me: Me,
  ): Promise<View> {
    return page('studio-drafts/file', await this.model({ id, key }, me, { line: lineOf(line) }));
  }

  /** Longer than other forms may be: a form in parts, which grows by nothing on its way. */
  @Allow('facilitator', 'administrator')
  @Post()
  @Upload({ bytes: limits.bytes * 1.2 })
  async write(
    @Param('draft') id: string,
    @Param('file') key: string,
    @Body() body: unknown,
    @CurrentPerson() me: Me,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const draft = await this.drafts.get(id, me);
    const parsed = parseForm(FileForm, body);
    const path = await this.desk.findPath(draft, key);
    if (path === null) {
      const earlier = await this.submissions.findEarlier(submission);
      return earlier ?? invalid('studio-drafts/new-file', toGonePage(draft, body));
    }
    if (isImage(path)) throw new NotFound(`text of ${path}`);
    const before = await this.files.get(draft, path);
    if (!parsed.ok)
      return invalid('studio-drafts/file', await this.model({ id, key }, me, { form: parsed.form }));
    const { text, seen } = parsed.value;
    try {
      return await this.submissions.accept(submission, async (tx) => {
        const now = await this.drafts.get(id, me, tx);
        await this.files.put(tx, now, { path, bytes: bytesOf(text, before.bytes), seen });
        return fileHref(draft.id, path);
      });
    } catch (error) {
      const form = refuse(FileForm, body, { error, field: 'text' });
      const saved = error instanceof StaleFile ? error.saved : null;
      // What cannot be shown beside a text cannot be written over by it.
      if (error instanceof StaleFile && (saved === null || textOf(saved.bytes) === null))
        return invalid('studio-drafts/new-file', toGonePage(draft, body));
      return invalid('studio-drafts/file', await this.model({ id, key }, me, { form, saved }));
    }
  }

  /** Repairs exactly one problem. */
  @Allow('facilitator', 'administrator')
  @Post('repairs')
  async repair(
    @Param('draft') id: string,
    @Param('file') key: string,
    @Body() body: unknown,
    @CurrentPerson() me: Me,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const draft = await this.drafts.get(id, me);
    const path = await this.desk.pathOf(draft, key);
    const earlier = await this.submissions.findEarlier(submission);
    if (earlier) return earlier;
    const parsed = parseForm(RepairForm, body);
    if (!parsed.ok)
      return invalid('studio-drafts/file', await this.told({ id, key }, me, 'studio-drafts.file.changed'));
    const which = parsed.value;
    try {
      const mended = await this.desk.repairOf(draft, path, which);
      return await this.submissions.accept(submission, async (tx) => {
        const now = await this.drafts.get(id, me, tx);
        if (mended) await this.files.put(tx, now, { ...mended, seen: which.seen });
        return fileHref(draft.id, path, which.line);
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const code = error instanceof StaleFile ? 'studio-drafts.file.changed' : error.code;
      return invalid('studio-drafts/file', await this.told({ id, key }, me, code));
    }
  }

  @Allow('facilitator', 'administrator')
  @Get('source')
  async source(
    @Param('draft') id: string,
    @Param('file') key: string,
    @CurrentPerson() me: Me,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const draft = await this.drafts.get(id, me);
    const { path, bytes } = await this.files.get(draft, await this.desk.pathOf(draft, key));
    return sendFile(reply, { name: path.split('/').at(-1)!, type: 'application/octet-stream', bytes });
  }

  /** The file as it is now, with something to say about what was asked. */
  private async told(at: At, me: Me, code: string) {
    const { file } = await this.desk.openFile(at, me);
    return this.model(at, me, { form: { ...formOf(file), errors: [{ field: 'text', code, params: {} }] } });
  }

  private async model(
    { id, key }: At,
    me: Me,
    { line = 1, form, saved = null }: { line?: number; form?: FormView; saved?: SourceFile | null },
  ) {
    const { draft, file, checked } = await this.desk.openFile({ id, key }, me);
    return {
      // Over what was shown beside it the author may save; over anything else only what they saw.
      seen: saved ? sha256(Buffer.from(saved.bytes)) : (form?.fields.seen!.value ?? file.contentHash),
      ...toFilePage({
        draft,
        path: file.path,
        bytes: file.bytes,
        problems: checked?.report.problems ?? null,
        places: checked?.compiled ? checked.places : [],
        isWorded: this.desk.isWorded,
        form: form ?? formOf(file),
        saved: saved && textOf(saved.bytes),
        line,
      }),
    };
  }
}

function formOf({ bytes, contentHash }: { bytes: Uint8Array; contentHash: string }): FormView {
  return emptyForm(FileForm, { text: textOf(bytes) ?? '', seen: contentHash });
}

function lineOf(text: unknown): number {
  const line = typeof text === 'string' && /^\d{1,7}$/.test(text) ? Number(text) : 1;
  return Math.max(1, line);
}
