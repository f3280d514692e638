import { Validate, ValidatorConstraint } from 'class-validator';
import type { ValidatorConstraintInterface } from 'class-validator';
import { isReading, toHiragana } from '../shared/reading.rules.js';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';
import { NameForm } from './name.form.js';

const LONGEST_READING = 100;

@ValidatorConstraint()
class IsReading implements ValidatorConstraintInterface {
  validate(text: unknown): boolean {
    return typeof text === 'string' && (text === '' || isReading(text));
  }
}

/** How the name is read aloud; empty for who does not say. */
export class ReadingForm {
  @Field({ as: toHiragana })
  @Validate(IsReading, { message: 'certificates.reading.kana' })
  @AtMost(LONGEST_READING, { message: 'certificates.reading.long', context: { most: LONGEST_READING } })
  reading: string;
}

/** The name for a certificate, and how it is read. */
export class ReadNameForm extends NameForm {
  @Field({ as: toHiragana })
  @Validate(IsReading, { message: 'certificates.reading.kana' })
  @AtMost(LONGEST_READING, { message: 'certificates.reading.long', context: { most: LONGEST_READING } })
  reading: string;
}
