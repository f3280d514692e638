import { IsNotEmpty, Validate, ValidatorConstraint } from 'class-validator';
import type { ValidatorConstraintInterface } from 'class-validator';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';
import { LONGEST_NAME, cleanName, hasHiddenCharacters, isName } from './name.rules.js';

@ValidatorConstraint()
class IsName implements ValidatorConstraintInterface {
  validate(name: unknown): boolean {
    return typeof name === 'string' && (name === '' || isName(name));
  }
}

@ValidatorConstraint()
class HasNothingHidden implements ValidatorConstraintInterface {
  validate(name: unknown): boolean {
    return typeof name === 'string' && !hasHiddenCharacters(name);
  }
}

/** How the name shall read on the certificate. */
export class NameForm {
  @Field({ as: cleanName })
  @Validate(HasNothingHidden, { message: 'certificates.name.hidden' })
  @Validate(IsName, { message: 'certificates.name.no-letters' })
  @AtMost(LONGEST_NAME, { message: 'certificates.name.long', context: { most: LONGEST_NAME } })
  @IsNotEmpty({ message: 'certificates.name.empty' })
  name: string;
}
