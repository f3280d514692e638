import { IsIn } from 'class-validator';
import { Field } from '../web/form.js';
import { MOODS } from './check-in.entity.js';
import type { Mood } from './check-in.entity.js';

export class CheckInForm {
  @Field()
  @IsIn(MOODS, { message: 'web.form.choose' })
  mood: Mood;
}
