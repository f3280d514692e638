import { ArrayMaxSize, ArrayNotEmpty, IsIn } from 'class-validator';
import { FORMS } from '../activities/activity-content.rules.js';
import type { ActivityForm } from '../activities/activity-content.rules.js';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';
import { LONGEST_WISH, WISH_ACTS, WISH_HOURS, WISH_KINDS } from './wish.rules.js';
import type { WishAct, WishHours, WishKind } from './wish.rules.js';

const MOST_AT_ONCE = 100;

/** What is missing, told by anybody. All but the kind may be left empty, not all of it at once. */
export class WishForm {
  @Field()
  @IsIn(WISH_KINDS, { message: 'wishes.wishes.kind-choose' })
  kind: WishKind;

  @Field()
  @IsIn(['', ...FORMS], { message: 'web.form.choose' })
  form: ActivityForm | '';

  /** Whether there is such an area is known to the council's settings. */
  @Field()
  @AtMost(40, { message: 'web.form.choose' })
  area: string;

  @Field()
  @IsIn(['', ...WISH_HOURS], { message: 'web.form.choose' })
  hours: WishHours | '';

  @Field()
  @AtMost(LONGEST_WISH, { message: 'wishes.wishes.text-long', context: { most: LONGEST_WISH } })
  text: string;

  /** What the writer was asked about and wants to send all the same: kinds of personal words, with commas. */
  @Field()
  @AtMost(100, { message: 'web.form.choose' })
  sure: string;
}

/** What becomes of several wishes. */
export class WishActForm {
  @Field({ many: true })
  @ArrayMaxSize(MOST_AT_ONCE, { message: 'web.form.choose' })
  @ArrayNotEmpty({ message: 'wishes.office.none-chosen' })
  wish: string[];

  @Field()
  @IsIn(WISH_ACTS, { message: 'web.form.choose' })
  act: WishAct;
}
