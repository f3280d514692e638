import { Injectable } from '@nestjs/common';
import { NetworkLimit } from '../accounts/network-limit.js';
import { Clock } from '../shared/clock.js';

/** Looking up codes. They cannot be guessed at any speed; this keeps somebody who tries from costing the others. */
@Injectable()
export class LookupLimit extends NetworkLimit {
  constructor(clock: Clock) {
    super(clock, { burst: 60, refillMs: 1000 });
  }
}
