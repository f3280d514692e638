import { IsIn, IsInt, IsNotEmpty, Matches, Min } from 'class-validator';
import { ACCESS, FORMS, AUDIENCES } from '../activities/activity-content.rules.js';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';
import { LONGEST } from './activity-typed.rules.js';
import type { TextKey, TypedActivity } from './activity-typed.rules.js';

// Signs that turn the direction of writing or cannot be seen have no place here; a new line has one in running text.
const ONE_LINE = /^[^\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]*$/u;
const RUNNING = /^(?:[\n\t]|[^\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069])*$/u;
const ONE_LINERS: readonly TextKey[] = ['title', 'summary', 'venue', 'address'];

/** One line or running text with a longest length that its refusal names. */
function Words(key: TextKey): PropertyDecorator {
  const most = LONGEST[key];
  const pattern = ONE_LINERS.includes(key) ? ONE_LINE : RUNNING;
  return together(
    Field(),
    Matches(pattern, { message: 'organisers.form.unreadable' }),
    AtMost(most, { message: 'organisers.form.long', context: { most } }),
  );
}

function Needed(): PropertyDecorator {
  return IsNotEmpty({ message: 'organisers.form.empty' });
}

function Chosen(options: readonly string[]): PropertyDecorator {
  return together(Field(), IsIn(options, { message: 'web.form.choose' }));
}

/** Boxes to tick; a key that is none of ours comes from no browser. */
function Ticked(options: readonly string[]): PropertyDecorator {
  return together(Field({ many: true }), IsIn(options, { each: true, message: 'web.form.unreadable' }));
}

function together(...decorators: readonly PropertyDecorator[]): PropertyDecorator {
  return (target, name) => {
    for (const decorate of decorators) decorate(target, name);
  };
}

/**
 * An entry of the directory as a group or the office types it, in the order of the page. Times stand in rows: the first
 * value of each list belongs to the first row. What hangs together is decided by `readActivity`.
 */
export class ActivityForm implements TypedActivity {
  /** The version of the entry that is changed; 0 for a new one. */
  @Field({ as: Number })
  @Min(0, { message: 'web.form.unreadable' })
  @IsInt({ message: 'web.form.unreadable' })
  version: number;

  /** The change that is taken up again; empty for none. */
  @Field()
  change: string;

  /** `1` once contact details in the text were pointed out. */
  @Field()
  checked: string;

  @Needed()
  @Words('title')
  title: string;

  @Needed()
  @Words('summary')
  summary: string;

  @Needed()
  @Words('about')
  about: string;

  @Words('easy')
  easy: string;

  @Ticked(FORMS)
  forms: string[];

  @Ticked(AUDIENCES)
  audiences: string[];

  @Words('audienceNote')
  audienceNote: string;

  @Field({ many: true })
  weekday: string[];

  @Field({ many: true })
  weeks: string[];

  @Field({ many: true })
  from: string[];

  @Field({ many: true })
  to: string[];

  @Field({ many: true })
  day: string[];

  @Field({ many: true })
  dayFrom: string[];

  @Field({ many: true })
  dayTo: string[];

  @Field({ many: true })
  off: string[];

  @Words('timesNote')
  timesNote: string;

  @Chosen(['venue', 'online', 'both'])
  place: string;

  @Field()
  area: string;

  @Words('venue')
  venue: string;

  @Words('address')
  address: string;

  @Words('way')
  way: string;

  @Words('online')
  online: string;

  @Chosen(['free', 'yen', 'unknown'])
  cost: string;

  @Field()
  yen: string;

  @Words('costNote')
  costNote: string;

  @Chosen(['none', 'wanted', 'needed'])
  booking: string;

  @Words('bookingNote')
  bookingNote: string;

  @Words('mood')
  mood: string;

  @Words('firstTime')
  firstTime: string;

  @Words('leaving')
  leaving: string;

  @Words('accessNote')
  accessNote: string;

  @Words('contact')
  contact: string;
}

// One question for each key, answered with yes, no or unknown.
for (const key of ACCESS) Chosen(['yes', 'no', 'unknown'])(ActivityForm.prototype, `access-${key}`);

const LONGEST_NAME = 60;
const LONGEST_PHONE = 20;

/** The first entry of a group that is not known yet. */
export class FirstActivityForm extends ActivityForm {
  @Field()
  @Matches(ONE_LINE, { message: 'organisers.form.unreadable' })
  @AtMost(LONGEST_NAME, { message: 'organisers.form.long', context: { most: LONGEST_NAME } })
  @IsNotEmpty({ message: 'organisers.form.empty' })
  groupName: string;

  /** For calls of the office; may be left empty. */
  @Field({ as: (text) => text.normalize('NFKC').replace(/[‐‑‒–—−ー]/g, '-') })
  @Matches(/^[\d+() -]*$/, { message: 'organisers.form.phone' })
  @AtMost(LONGEST_PHONE, { message: 'organisers.form.phone' })
  groupPhone: string;
}
