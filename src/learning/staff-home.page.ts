import type { SupportContact } from '../config/council.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import type { Role } from '../web/me.js';

/** After so many days somebody should ring a telephone line's number and see whether it is still right. */
const CHECK_EVERY_DAYS = 183;

export interface StaffHomePage {
  /** Lines to be checked; only for who looks after them. */
  readonly unchecked: readonly { readonly name: string; readonly checked: string }[];
}

export function toStaffHomePage(
  role: Role,
  contacts: readonly SupportContact[],
  today: CalendarDay,
): StaffHomePage {
  const mayMend = role === 'office' || role === 'administrator';
  const old = contacts.filter(({ checked }) => checked.plusDays(CHECK_EVERY_DAYS).isBefore(today));
  return {
    unchecked: mayMend ? old.map(({ name, checked }) => ({ name, checked: checked.toString() })) : [],
  };
}
