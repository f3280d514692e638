import { IsIn } from 'class-validator';
import { PROGRESS, SIZES, THEMES, WORDINGS } from '../web/display.rules.js';
import { LANGUAGES } from '../web/locales.js';
import { Field } from '../web/form.js';

const choose = { message: 'web.form.choose' };

/** How pages look to one person. */
export class DisplayForm {
  @Field() @IsIn(THEMES, choose) theme: (typeof THEMES)[number];
  @Field() @IsIn(SIZES, choose) size: (typeof SIZES)[number];
  @Field() @IsIn(['1', '0'], choose) ruby: '1' | '0';
  @Field() @IsIn(WORDINGS, choose) words: (typeof WORDINGS)[number];
  @Field() @IsIn(PROGRESS, choose) progress: (typeof PROGRESS)[number];
  @Field() @IsIn(LANGUAGES, choose) lang: (typeof LANGUAGES)[number];
}
