import { Injectable } from '@nestjs/common';
import { networkOf } from '../accounts/throttle.rules.js';
import { Clock } from '../shared/clock.js';

const BURST = 30;
const REFILL_MS = 60_000;
const NETWORKS_KEPT = 10_000;

/**
 * How many wishes one network may send: thirty at once (a class in one room), then one a minute. In memory only: a row
 * in the database, even a hash, would say from where somebody wrote and when.
 */
@Injectable()
export class WishLimit {
  private readonly buckets = new Map<string, { left: number; at: number }>();

  constructor(private readonly clock: Clock) {}

  /** Takes one; false when there is none left. */
  take(address: string): boolean {
    const network = networkOf(address);
    const now = this.clock.now().getTime();
    const known = this.buckets.get(network) ?? { left: BURST, at: now };
    const left = Math.min(BURST, known.left + Math.max(0, now - known.at) / REFILL_MS);
    this.buckets.delete(network);
    if (this.buckets.size >= NETWORKS_KEPT) this.buckets.delete(this.buckets.keys().next().value as string);
    this.buckets.set(network, { left: left >= 1 ? left - 1 : left, at: now });
    return left >= 1;
  }
}
