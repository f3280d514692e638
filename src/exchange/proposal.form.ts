import { IsIn, IsNotEmpty, Matches } from 'class-validator';
import { FORMS } from '../activities/activity-content.rules.js';
import type { ActivityForm } from '../activities/activity-content.rules.js';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';
import { PROPOSAL_PARTS, REPLY_STATES } from './proposal.rules.js';
import type { ProposalPart, ReplyState } from './proposal.rules.js';

const LONGEST_TITLE = 60; // characters
const LONGEST_ABOUT = 1_000;
const LONGEST_LINE = 100;
const LONGEST_ENTRY = 200;
const COUNT = /^\d{1,6}$/;

/** An activity that a peer would like to exist. */
export class ProposalForm {
  @Field()
  @AtMost(LONGEST_TITLE, { message: 'wishes.new.long', context: { most: LONGEST_TITLE } })
  @IsNotEmpty({ message: 'wishes.new.title-empty' })
  title: string;

  @Field()
  @AtMost(LONGEST_ABOUT, { message: 'wishes.new.long', context: { most: LONGEST_ABOUT } })
  @IsNotEmpty({ message: 'wishes.new.about-empty' })
  about: string;

  @Field()
  @IsIn(FORMS, { message: 'wishes.new.form-choose' })
  form: ActivityForm;

  /** Whether there is such an area is known to the council's settings. */
  @Field()
  @AtMost(40, { message: 'web.form.choose' })
  area: string;

  @Field()
  @AtMost(LONGEST_LINE, { message: 'wishes.new.long', context: { most: LONGEST_LINE } })
  place: string;

  @Field()
  @AtMost(LONGEST_LINE, { message: 'wishes.new.long', context: { most: LONGEST_LINE } })
  hours: string;

  @Field()
  @IsIn(PROPOSAL_PARTS, { message: 'wishes.new.part-choose' })
  part: ProposalPart;

  /** What the writer was asked about and wants to send all the same: kinds of personal words, with commas. */
  @Field()
  @AtMost(100, { message: 'web.form.choose' })
  sure: string;
}

/** Whether one would like a proposal too. */
export class SupportForm {
  @Field()
  @IsIn(['yes', 'no'], { message: 'web.form.choose' })
  want: 'yes' | 'no';
}

/** The news of a reply is put away. */
export class SeenForm {
  /** How many replies there were when the page was made. */
  @Field()
  @Matches(COUNT, { message: 'web.form.choose' })
  replies: string;
}

/** The office's answer to a proposal. */
export class ReplyForm {
  /** How many replies there were when the page was made. */
  @Field()
  @Matches(COUNT, { message: 'web.form.choose' })
  replies: string;

  @Field()
  @IsIn(REPLY_STATES, { message: 'wishes.reply.state-choose' })
  state: ReplyState;

  @Field()
  @AtMost(LONGEST_ABOUT, { message: 'wishes.new.long', context: { most: LONGEST_ABOUT } })
  @IsNotEmpty({ message: 'wishes.reply.text-empty' })
  text: string;

  /** Address or name of the entry that came of it. */
  @Field()
  @AtMost(LONGEST_ENTRY, { message: 'wishes.new.long', context: { most: LONGEST_ENTRY } })
  entry: string;

  @Field()
  @IsIn(['yes', 'no'], { message: 'wishes.reply.shown-choose' })
  shown: 'yes' | 'no';
}
