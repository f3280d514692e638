import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Config } from '../config/config.js';
import { DomainError } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { emptyForm, parseForm, refuse } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import type { PostedFile } from '../web/posted-file.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { Upload } from '../web/upload.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { placedIn, trackIn } from './draft-files.rules.js';
import { DraftFiles } from './draft-files.service.js';
import { draftHref } from './draft-href.rules.js';
import { DraftService } from './draft.service.js';
import { readUpload } from './read-upload.js';
import type { Upload as Sent } from './read-upload.js';
import { NewUploadForm, UploadForm } from './studio.form.js';
import { StudioTracks } from './studio-tracks.service.js';
import { toUploadPage, toUploadedPage } from './upload.page.js';
import { uploadLimits } from './upload.rules.js';

/** With the fields beside the file. */
const MOST_BYTES = uploadLimits.total + 100_000;

/** Files from people's own computers: into a draft, or as a new one. */
@Controller('studio')
export class UploadController {
  constructor(
    private readonly drafts: DraftService,
    private readonly files: DraftFiles,
    private readonly tracks: StudioTracks,
    private readonly submissions: Submissions,
    private readonly config: Config,
  ) {}

  @Allow('facilitator', 'administrator')
  @Get('upload')
  askNew(): View {
    return page('studio-drafts/new-upload', toUploadPage(null, emptyForm(NewUploadForm)));
  }

  @Allow('facilitator', 'administrator')
  @Post('upload')
  @Upload({ bytes: MOST_BYTES })
  async begin(
    @Body() body: unknown,
    @CurrentPerson() me: Me,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const parsed = parseForm(NewUploadForm, body);
    if (!parsed.ok) return invalid('studio-drafts/new-upload', toUploadPage(null, parsed.form));
    try {
      const { files, leftOut } = await this.read(parsed.value.file);
      const trackId = parsed.value.track || trackIn(files);
      if (trackId === '') throw new DomainError('studio-drafts.upload.track.unknown');
      const placed = placedIn(trackId, files);
      const next = await this.submissions.accept(submission, async (tx) =>
        draftHref((await this.tracks.take(tx, me, { trackId, files: placed })).id),
      );
      return leftOut.length === 0
        ? next
        : page('studio-drafts/uploaded', toUploadedPage(next.location, leftOut));
    } catch (error) {
      const isTrack = error instanceof DomainError && /track/.test(error.code);
      const form = refuse(NewUploadForm, body, { error, field: isTrack ? 'track' : 'file' });
      return invalid('studio-drafts/new-upload', toUploadPage(null, form));
    }
  }

  @Allow('facilitator', 'administrator')
  @Get('drafts/:draft/upload')
  async ask(@Param('draft') id: string, @CurrentPerson() me: Me): Promise<View> {
    const draft = await this.drafts.get(id, me);
    const form = emptyForm(UploadForm, { version: String(draft.version) });
    return page('studio-drafts/upload', toUploadPage(draft, form));
  }

  @Allow('facilitator', 'administrator')
  @Post('drafts/:draft/upload')
  @Upload({ bytes: MOST_BYTES })
  async add(
    @Param('draft') id: string,
    @Body() body: unknown,
    @CurrentPerson() me: Me,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const draft = await this.drafts.get(id, me);
    const parsed = parseForm(UploadForm, body);
    if (!parsed.ok) return invalid('studio-drafts/upload', toUploadPage(draft, parsed.form));
    const { file, version } = parsed.value;
    try {
      const { files, leftOut } = await this.read(file);
      const placed = placedIn(draft.trackId, files);
      const next = await this.submissions.accept(submission, async (tx) => {
        const now = await this.drafts.get(id, me, tx);
        await this.files.putAll(tx, now, { files: placed, version });
        return draftHref(draft.id);
      });
      return leftOut.length === 0
        ? next
        : page('studio-drafts/uploaded', toUploadedPage(next.location, leftOut));
    } catch (error) {
      const form = refuse(UploadForm, body, { error, field: 'file' });
      return invalid('studio-drafts/upload', toUploadPage(await this.drafts.get(id, me), form));
    }
  }

  private async read({ name, bytes }: PostedFile): Promise<Sent> {
    const read = await readUpload(name, bytes, { program: this.config.unzipProgram });
    if ('refused' in read) throw new DomainError(read.refused, read.params);
    return read;
  }
}
