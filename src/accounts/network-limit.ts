import type { Clock } from '../shared/clock.js';
import { networkOf } from './throttle.rules.js';

const NETWORKS_KEPT = 10_000;

/**
 * How often one network may do something: so many times at once, then again after each refill. Per process, and nothing
 * is written: not even that somebody was here.
 */
export class NetworkLimit {
  private readonly buckets = new Map<string, { left: number; at: number }>();

  constructor(
    private readonly clock: Clock,
    private readonly terms: { readonly burst: number; readonly refillMs: number },
  ) {}

  /** Takes one time; false when there is none left. */
  take(address: string): boolean {
    const { burst, refillMs } = this.terms;
    const network = networkOf(address);
    const now = this.clock.now().getTime();
    const known = this.buckets.get(network) ?? { left: burst, at: now };
    const left = Math.min(burst, known.left + Math.max(0, now - known.at) / refillMs);
    this.buckets.delete(network);
    if (this.buckets.size >= NETWORKS_KEPT) this.buckets.delete(this.buckets.keys().next().value as string);
    this.buckets.set(network, { left: left >= 1 ? left - 1 : left, at: now });
    return left >= 1;
  }
}
