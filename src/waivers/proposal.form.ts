import { IsIn, IsNotEmpty } from 'class-validator';
import { WAIVER_KINDS } from '../learning/waiver.entity.js';
import type { WaiverKind } from '../learning/waiver.entity.js';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';

const LONGEST_NOTE = 200;

/** Who is to be freed from what, and why. */
export class ProposalForm {
  @Field()
  @IsNotEmpty({ message: 'waivers.propose.number.empty' })
  number: string;

  /** `<scope>:<target>` */
  @Field()
  @IsNotEmpty({ message: 'web.form.choose' })
  target: string;

  @Field()
  @IsIn(WAIVER_KINDS, { message: 'waivers.propose.kind.choose' })
  kind: WaiverKind;

  @Field()
  @AtMost(LONGEST_NOTE, { message: 'waivers.propose.note.long', context: { most: LONGEST_NOTE } })
  note: string;
}
