import { IsInt, IsNotEmpty, Min } from 'class-validator';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';
import type { TypedDate } from './session-date.rules.js';

const LONGEST_PLACE = 300;

/** When and where a session is held, in Japan's time. What the day and the hours may be is decided by `readSessionDate`. */
export class SessionDateForm implements TypedDate {
  /** Module and step, as `sessionKey` writes them. */
  @Field()
  session: string;

  @Field()
  dateYear: string;

  @Field()
  dateMonth: string;

  @Field()
  dateDay: string;

  @Field()
  hour: string;

  /** Empty: the full hour. */
  @Field()
  minute: string;

  @Field()
  endHour: string;

  @Field()
  endMinute: string;

  @Field()
  @AtMost(LONGEST_PLACE, { message: 'cohorts.date.place-long', context: { most: LONGEST_PLACE } })
  @IsNotEmpty({ message: 'cohorts.date.place-empty' })
  place: string;
}

/** The same, over the state that was read. */
export class ChangedDateForm extends SessionDateForm {
  @Field({ as: Number })
  @Min(1, { message: 'web.form.unreadable' })
  @IsInt({ message: 'web.form.unreadable' })
  version: number;
}
