import { IsEmail, IsIn, IsInt, IsNotEmpty, Min } from 'class-validator';
import { normaliseEmail } from '../accounts/sign-in.rules.js';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';

/** Where the link is to go. */
export class AskLinkForm {
  @Field({ as: normaliseEmail })
  @IsEmail({}, { message: 'accounts.email.shape' })
  @AtMost(254, { message: 'accounts.email.shape' })
  @IsNotEmpty({ message: 'accounts.email.empty' })
  email: string;
}

/** The entry that was before somebody's eyes is right as it stands. */
export class ConfirmForm {
  @Field({ as: Number })
  @Min(1, { message: 'web.form.unreadable' })
  @IsInt({ message: 'web.form.unreadable' })
  version: number;
}

/** What somebody wants who opened a link: to come in, or at once what the mail asked for. */
export class LinkForm {
  @Field()
  @IsIn(['enter', 'confirm', 'change', 'close'], { message: 'web.form.choose' })
  act: 'enter' | 'confirm' | 'change' | 'close';

  /** Of the entry that was shown; 0 where none was. */
  @Field({ as: Number })
  @Min(0, { message: 'web.form.unreadable' })
  @IsInt({ message: 'web.form.unreadable' })
  version: number;
}
