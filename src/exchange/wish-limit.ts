import { Injectable } from '@nestjs/common';
import { NetworkLimit } from '../accounts/network-limit.js';
import { Clock } from '../shared/clock.js';

/**
 * Sending wishes: a class in one room at once, then one in five minutes, so that one network cannot use up what is taken
 * in a day. A row, even a hash, would say from where and when.
 */
@Injectable()
export class WishLimit extends NetworkLimit {
  constructor(clock: Clock) {
    super(clock, { burst: 30, refillMs: 5 * 60_000 });
  }
}
