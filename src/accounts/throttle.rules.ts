const MINUTE = 60_000;

/** Forgotten this long after the last failure. */
export const MEMORY_MS = 24 * 60 * MINUTE;
const LONGEST_MINUTES = 15;

/** Tries that cost nothing: from one address for one account, and for one account from anywhere. */
export const FREE_FROM_ADDRESS = 5;
export const FREE_FROM_ANYWHERE = 30;
/** A class of sixty behind one address may mistype; after that one address is held to twenty failures a minute. */
const ADDRESS_BURST = 50;
const ADDRESS_DRAIN_MS = 3000;

export interface Count {
  readonly failures: number;
  readonly lastFailureAt: Date;
  readonly blockedUntil: Date | null;
}

/** One more failure for an account: after the free ones 1, 2, 4, 8, then 15 minutes. Never locked for good. */
export function afterFailure(before: Count | null, free: number, now: Date): Count {
  const failures = (isRemembered(before, now) ? before!.failures : 0) + 1;
  const minutes = failures < free ? 0 : Math.min(LONGEST_MINUTES, 2 ** Math.min(failures - free, 10));
  return { failures, lastFailureAt: now, blockedUntil: minutes === 0 ? null : plus(now, minutes * MINUTE) };
}

/**
 * One more failure from an address, whatever the account: a bucket that drains by one every three seconds. Who overfills
 * it waits until it has drained: many tries sent at the same moment are paid for one by one.
 */
export function afterFailureFrom(before: Count | null, now: Date): Count {
  const drained = before
    ? Math.floor((now.getTime() - before.lastFailureAt.getTime()) / ADDRESS_DRAIN_MS)
    : 0;
  const failures = Math.max(0, (before?.failures ?? 0) - drained) + 1;
  return {
    failures,
    lastFailureAt: now,
    blockedUntil: failures > ADDRESS_BURST ? plus(now, (failures - ADDRESS_BURST) * ADDRESS_DRAIN_MS) : null,
  };
}

/** Until when one has to wait; null when none of the counts blocks. */
export function latestBlock(counts: readonly (Count | null)[], now: Date): Date | null {
  const ends = counts.flatMap((count) =>
    count?.blockedUntil && count.blockedUntil > now ? count.blockedUntil : [],
  );
  return ends.length === 0 ? null : new Date(Math.max(...ends.map((end) => end.getTime())));
}

/** The part of an address that one holder cannot change: all of IPv4, the first 64 bits of IPv6. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) return mapped[1]!;
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = head.split(':').filter(Boolean);
  const rest = (tail ?? '').split(':').filter(Boolean);
  while (tail !== undefined && groups.length + rest.length < 8) groups.push('0');
  return [...groups, ...rest].slice(0, 4).join(':');
}

function isRemembered(count: Count | null, now: Date): boolean {
  return count !== null && now.getTime() - count.lastFailureAt.getTime() < MEMORY_MS;
}

function plus(instant: Date, milliseconds: number): Date {
  return new Date(instant.getTime() + milliseconds);
}
