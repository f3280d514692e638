import { IsNotEmpty, Matches } from 'class-validator';
import { AtMost } from '../../web/at-most.js';
import { Field } from '../../web/form.js';

export const LONGEST_NOTE = 1000;

/** What is published, exactly: the edition that was shown, and the one it was compared with. */
export class PublicationForm {
  /** What the track showed when the page was made; empty for a new track. */
  @Field()
  base: string;

  @Field()
  edition: string;

  @Field()
  @IsNotEmpty({ message: 'studio-publish.note.empty' })
  @AtMost(LONGEST_NOTE, { message: 'studio-publish.note.long', context: { most: LONGEST_NOTE } })
  note: string;

  /** `yes`: the files of the folder no longer count. Asked only where they did. */
  @Field()
  @Matches(/^(?:yes)?$/, { message: 'web.form.choose' })
  detach: string;
}
