import { ArrayMaxSize, ArrayNotEmpty, IsIn } from 'class-validator';
import { Field } from '../web/form.js';

/** More than any cohort has. */
const MOST = 2000;

/** Which letters were sent or handed over, when and how; or that a mark was a mistake. */
export class LettersForm {
  /** `<applicant>.<kind>`, as they stand on the page. */
  @Field({ many: true })
  @ArrayMaxSize(MOST, { message: 'web.form.unreadable' })
  @ArrayNotEmpty({ message: 'applications.letters.choose' })
  letter: string[];

  @Field()
  way: string;

  @Field()
  year: string;

  @Field()
  month: string;

  @Field()
  day: string;

  @Field()
  @IsIn(['mark', 'clear'], { message: 'web.form.choose' })
  act: string;
}
