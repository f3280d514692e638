import { All, Controller } from '@nestjs/common';
import { NotFound } from '../shared/domain-error.js';
import { Allow } from './allow.js';

/**
 * Every address that is no page. It goes the way of all others, past the guard, so that its answer is to the letter
 * the one given about what a person may not see.
 */
@Controller()
export class NowhereController {
  @Allow.everyone()
  @All('*')
  nothing(): never {
    throw new NotFound();
  }
}
