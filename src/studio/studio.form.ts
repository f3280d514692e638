import { IsInt, IsNotEmpty, Matches, Min } from 'class-validator';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';
import type { PostedFile } from '../web/posted-file.js';

const LONGEST_TITLE = 100;
const LONGEST_NAME = 100;

/** What a new track is called. */
export class NewTrackForm {
  @Field({ as: (text) => text.normalize('NFC').replace(/\s+/gu, ' ') })
  @AtMost(LONGEST_TITLE, { message: 'studio-drafts.new.name.long', context: { most: LONGEST_TITLE } })
  @IsNotEmpty({ message: 'studio-drafts.new.name.empty' })
  name: string;

  @Field({ as: (text) => text.normalize('NFKC').toLowerCase() })
  @Matches(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, { message: 'studio-drafts.track-id.wrong' })
  @AtMost(60, { message: 'studio-drafts.track-id.wrong' })
  track: string;

  @Field({ as: (text) => text.normalize('NFKC').toUpperCase() })
  @Matches(/^[A-Z]{3}$/, { message: 'studio-drafts.new.code.wrong' })
  code: string;
}

/** A file as it was typed, over the content that its author saw. */
export class FileForm {
  @Field({ verbatim: true })
  text: string;

  @Field()
  @Matches(/^[0-9a-f]{64}$/, { message: 'web.form.unreadable' })
  seen: string;
}

/** Which problem to repair, in which content. */
export class RepairForm {
  @Field({ as: Number })
  @Min(1, { message: 'web.form.unreadable' })
  @IsInt({ message: 'web.form.unreadable' })
  line: number;

  @Field({ as: Number })
  @Min(1, { message: 'web.form.unreadable' })
  @IsInt({ message: 'web.form.unreadable' })
  column: number;

  @Field()
  @Matches(/^[A-Z]\d{3}$/, { message: 'web.form.unreadable' })
  code: string;

  @Field()
  @Matches(/^[0-9a-f]{64}$/, { message: 'web.form.unreadable' })
  seen: string;
}

/** An act on the whole draft, over the state that was seen. */
export class DraftForm {
  @Field({ as: Number })
  @Min(1, { message: 'web.form.unreadable' })
  @IsInt({ message: 'web.form.unreadable' })
  version: number;
}

/** A name within the draft: 02-kiku.yaml, shared/facts.yaml. */
class NamedForm {
  @Field({ as: (text) => text.normalize('NFC') })
  @AtMost(LONGEST_NAME, { message: 'studio-drafts.new-file.name.long', context: { most: LONGEST_NAME } })
  @IsNotEmpty({ message: 'studio-drafts.new-file.name.empty' })
  name: string;
}

export class NewFileForm extends NamedForm {
  @Field({ verbatim: true })
  text: string;
}

export class RenameFileForm extends NamedForm {
  @Field()
  @Matches(/^[0-9a-f]{64}$/, { message: 'web.form.unreadable' })
  seen: string;
}

/** A file that is to go, as it was seen. */
export class RemoveFileForm {
  @Field()
  @Matches(/^[0-9a-f]{64}$/, { message: 'web.form.unreadable' })
  seen: string;
}

/** A YAML, an image or a zip. */
class SentForm {
  @Field({ file: true })
  @IsNotEmpty({ message: 'studio-drafts.upload.file.empty' })
  file: PostedFile;
}

/** Files into a draft, over the state that was seen. */
export class UploadForm extends SentForm {
  @Field({ as: Number })
  @Min(1, { message: 'web.form.unreadable' })
  @IsInt({ message: 'web.form.unreadable' })
  version: number;
}

/** Files that a new draft begins with. */
export class NewUploadForm extends SentForm {
  /** Empty: as its track.yaml says. */
  @Field({ as: (text) => text.normalize('NFKC').toLowerCase() })
  @Matches(/^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/, { message: 'studio-drafts.track-id.wrong' })
  track: string;
}
