import { IsIn, IsInt, IsNotEmpty, Min, ValidateIf } from 'class-validator';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';
import { REPORT_WHYS, TOPICS } from './board.rules.js';
import type { ReportWhy, Topic } from './board.rules.js';

export const LONGEST_NOTE = 300; // characters
const LONGEST_WORDS = 200;
const LONGEST_REASON = 400;

/** A note, about a topic or about the activity that is named. */
export class NoteForm {
  /** Id of an activity, or empty. */
  @Field()
  activity: string;

  @Field()
  @ValidateIf(({ activity }: NoteForm) => activity === '')
  @IsIn(TOPICS, { message: 'board.new.topic.choose' })
  topic: Topic;

  @Field()
  @AtMost(LONGEST_NOTE, { message: 'board.new.text.long', context: { most: LONGEST_NOTE } })
  @IsNotEmpty({ message: 'board.new.text.empty' })
  text: string;

  /** What the writer was asked about and wants to send all the same: kinds of personal words, with commas. */
  @Field()
  sure: string;
}

/** The same note in other words. */
export class AgainForm {
  @Field()
  @AtMost(LONGEST_NOTE, { message: 'board.new.text.long', context: { most: LONGEST_NOTE } })
  @IsNotEmpty({ message: 'board.new.text.empty' })
  text: string;

  @Field()
  sure: string;
}

export class ReportForm {
  @Field()
  @IsIn(REPORT_WHYS, { message: 'board.report.why.choose' })
  why: ReportWhy;

  /** May be left empty. */
  @Field()
  @AtMost(LONGEST_WORDS, { message: 'board.report.words.long', context: { most: LONGEST_WORDS } })
  words: string;
}

export class ObjectionForm {
  @Field()
  @AtMost(LONGEST_REASON, { message: 'board.objection.long', context: { most: LONGEST_REASON } })
  @IsNotEmpty({ message: 'board.objection.empty' })
  words: string;
}

/** One press of the staff; the version is the one that was read. */
export class DecideForm {
  @Field({ as: Number })
  @Min(1, { message: 'web.form.unreadable' })
  @IsInt({ message: 'web.form.unreadable' })
  version: number;
}

/** With what the writer will read. */
export class ReasonForm {
  @Field({ as: Number })
  @Min(1, { message: 'web.form.unreadable' })
  @IsInt({ message: 'web.form.unreadable' })
  version: number;

  @Field()
  @AtMost(LONGEST_REASON, { message: 'board.reason.long', context: { most: LONGEST_REASON } })
  @IsNotEmpty({ message: 'board.reason.empty' })
  reason: string;
}
