import { ValidateBy } from 'class-validator';
import type { ValidationOptions } from 'class-validator';

/**
 * The text has at most so many characters, counted as the databases count them. class-validator's MaxLength does not
 * count the sign that makes ☀ a picture, so that a name of forty letters could be too long for its forty places.
 */
export function AtMost(characters: number, options: ValidationOptions): PropertyDecorator {
  const validate = (text: unknown) => typeof text === 'string' && [...text].length <= characters;
  return ValidateBy({ name: 'atMost', validator: { validate } }, options);
}
