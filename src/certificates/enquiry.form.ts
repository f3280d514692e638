import { IsIn, IsNotEmpty } from 'class-validator';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';
import { ENQUIRY_ANSWERS } from './enquiry.rules.js';
import type { EnquiryAnswer } from './enquiry.rules.js';
import { readNumber } from './number.rules.js';

const LONGEST_ASKER = 100;
const LONGEST_NUMBER = 40;
export const CONSENTS = ['yes', 'no'] as const;

/** Who asked about which certificate, and what the office answered. */
export class EnquiryForm {
  @Field()
  @AtMost(LONGEST_ASKER, { message: 'certificates.enquiries.by.long', context: { most: LONGEST_ASKER } })
  @IsNotEmpty({ message: 'certificates.enquiries.by.empty' })
  askedBy: string;

  @Field({ as: readNumber })
  @AtMost(LONGEST_NUMBER, {
    message: 'certificates.enquiries.number-long',
    context: { most: LONGEST_NUMBER },
  })
  @IsNotEmpty({ message: 'certificates.office.number.empty' })
  number: string;

  @Field()
  @IsIn(CONSENTS, { message: 'certificates.enquiries.consent.choose' })
  consent: (typeof CONSENTS)[number];

  @Field()
  @IsIn(ENQUIRY_ANSWERS, { message: 'certificates.enquiries.answer.choose' })
  answer: EnquiryAnswer;
}
