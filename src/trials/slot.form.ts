import { IsIn, IsInt, IsNotEmpty, Min } from 'class-validator';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';
import type { TypedSlot } from './slot.rules.js';
import { WAYS } from './trial.rules.js';

const LONGEST_PLACE = 200;
const LONGEST_NOTE = 500;
const LONGEST_WHY = 300;

/** A time to which visitors may come, in Japan's time. What the day, hours and seats may be is decided by `readSlot`. */
export class SlotForm implements TypedSlot {
  @Field()
  dayYear: string;

  @Field()
  dayMonth: string;

  @Field()
  dayDay: string;

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
  seats: string;

  @Field({ many: true })
  @IsIn(WAYS, { each: true, message: 'web.form.unreadable' })
  ways: string[];

  @Field()
  @AtMost(LONGEST_PLACE, { message: 'trials-host.slot.place-long', context: { most: LONGEST_PLACE } })
  @IsNotEmpty({ message: 'trials-host.slot.place-empty' })
  meetingPoint: string;

  @Field()
  @AtMost(LONGEST_NOTE, { message: 'trials-host.slot.note-long', context: { most: LONGEST_NOTE } })
  note: string;
}

/** The same, over the state that was read. */
export class ChangedSlotForm extends SlotForm {
  @Field({ as: Number })
  @Min(1, { message: 'web.form.unreadable' })
  @IsInt({ message: 'web.form.unreadable' })
  version: number;
}

/** A word for those who would have come. */
export class CancelSlotForm {
  @Field()
  @AtMost(LONGEST_WHY, { message: 'trials-host.cancel.why-long', context: { most: LONGEST_WHY } })
  @IsNotEmpty({ message: 'trials-host.cancel.why-empty' })
  why: string;
}

/** Whether somebody came. */
export class OutcomeForm {
  @Field()
  @IsIn(['came', 'not-met', 'open'], { message: 'web.form.unreadable' })
  outcome: 'came' | 'not-met' | 'open';
}
