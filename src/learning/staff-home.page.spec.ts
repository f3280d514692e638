import type { SupportContact } from '../config/council.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { toStaffHomePage } from './staff-home.page.js';

const line = (name: string, checked: string) =>
  ({ name, checked: CalendarDay.parse(checked) }) as SupportContact;
const contacts = [line('新しい窓口', '2026-05-01'), line('半年たった窓口', '2026-04-01')];

describe('the first page of staff', () => {
  it.each([
    ['office', '2026-10-01', []],
    ['office', '2026-10-02', ['半年たった窓口']],
    ['administrator', '2026-12-01', ['新しい窓口', '半年たった窓口']],
    ['facilitator', '2026-12-01', []],
  ] as const)('%s on %s is asked to check %j', (role, today, names) => {
    expect(
      toStaffHomePage(role, contacts, CalendarDay.parse(today)!).unchecked.map(({ name }) => name),
    ).toEqual(names);
  });
});
