import { IsNotEmpty } from 'class-validator';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';
import { readCode } from './code.rules.js';
import { cleanName } from './name.rules.js';

const LONGEST_TYPED_NAME = 200;

export class CodeForm {
  @Field({ as: readCode })
  @IsNotEmpty({ message: 'certificates.verify.code.empty' })
  code: string;
}

export class CompareNameForm {
  @Field({ as: cleanName })
  @AtMost(LONGEST_TYPED_NAME, { message: 'certificates.verified.name.long' })
  @IsNotEmpty({ message: 'certificates.verified.name.empty' })
  name: string;
}
