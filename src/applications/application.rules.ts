import { normaliseEmail } from '../accounts/sign-in.rules.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import type { ContactWay } from './applicant.entity.js';

export const CONTACT_WAYS: readonly ContactWay[] = ['mail', 'phone', 'post'];
const LONGEST_ADDRESS = 200;

/**
 * The last day on which an application arrives in time; null: there is none. It is a whole day in Japan: what is sent
 * in its last second is in time, wherever the server stands.
 */
export function lastDayOf(cohort: {
  readonly closesOn: CalendarDay | null;
  readonly endsOn: CalendarDay | null;
}): CalendarDay | null {
  return cohort.closesOn ?? cohort.endsOn;
}

export function isOpen(lastDay: CalendarDay | null, today: CalendarDay): boolean {
  return lastDay === null || !lastDay.isBefore(today);
}

/** Who asked to be told of the next cohort is kept for a year from then on. */
const KEEP_WISH_DAYS = 365;

/** What was asked before this instant is over. */
export function oldestWish(now: Date): Date {
  return new Date(now.getTime() - KEEP_WISH_DAYS * 24 * 60 * 60_000);
}

/** Why something cannot have arrived on paper on that day, as a key of words; null when it can. */
export function arrivalFault(
  day: CalendarDay,
  { lastDay, today }: { readonly lastDay: CalendarDay | null; readonly today: CalendarDay },
): string | null {
  if (today.isBefore(day)) return 'applications.paper.ahead';
  return isOpen(lastDay, day) ? null : 'applications.paper.late';
}

/** A telephone number as it is stored: digits and the hyphens that were typed between them. */
export function normalisePhone(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\p{Pd}\u30fc\u2212]/gu, '-')
    .replace(/[\s()]/g, '');
}

/** Who somebody is and how they are reached. */
export interface Somebody {
  readonly name: string;
  readonly way: ContactWay;
  readonly contact: string;
}

/** As it is stored: addresses and numbers have one spelling. */
export function tidied({ name, way, contact }: Somebody): Somebody {
  if (way === 'mail') return { name, way, contact: normaliseEmail(contact) };
  return { name, way, contact: way === 'phone' ? normalisePhone(contact) : contact };
}

/** What keeps this from reaching anybody, as a key of words; null when nothing does. `isMail` knows an address. */
export function contactFault(way: string, typed: string, isMail: (text: string) => boolean): string | null {
  if (!CONTACT_WAYS.includes(way as ContactWay)) return null; // told at the question before
  if (typed === '') return `applications.contact.empty.${way}`;
  if (way === 'mail') return isMail(typed) ? null : 'accounts.email.shape';
  if (way === 'phone')
    return /^0\d{1,4}-?\d{1,4}-?\d{3,4}$/.test(normalisePhone(typed)) &&
      /^\d{10,11}$/.test(normalisePhone(typed).replaceAll('-', ''))
      ? null
      : 'applications.contact.phone-shape';
  return [...typed].length <= LONGEST_ADDRESS ? null : 'applications.contact.post-long';
}

/** Seats that are left; null: no limit. Never less than none. */
export function seatsLeft(seats: number | null, taken: number): number | null {
  return seats === null ? null : Math.max(0, seats - taken);
}

export interface Waiting {
  readonly id: string;
  readonly places: number;
  readonly rank: number | null;
}

/** Who is offered what became free: the first on the list for whom it is enough. A pair waits for two seats. */
export function nextOffered<T extends Waiting>(waiting: readonly T[], left: number | null): T | null {
  return allOffered(waiting, left)[0] ?? null;
}

/** Everybody who is offered what is free, in the order of the list. */
export function allOffered<T extends Waiting>(waiting: readonly T[], left: number | null): readonly T[] {
  let free = left ?? Infinity;
  return waiting
    .toSorted((one, other) => (comesBefore(one, other) ? -1 : 1))
    .filter(({ places }) => {
      const isEnough = places <= free;
      if (isEnough) free -= places;
      return isEnough;
    });
}

export function comesBefore(one: Waiting, other: Waiting): boolean {
  return (one.rank ?? Infinity) < (other.rank ?? Infinity);
}
