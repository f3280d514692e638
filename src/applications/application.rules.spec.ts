import { isEmail } from 'class-validator';
import { CalendarDay } from '../shared/calendar-day.js';
import {
  contactFault,
  isOpen,
  lastDayOf,
  nextOffered,
  normalisePhone,
  seatsLeft,
} from './application.rules.js';

const day = (text: string) => CalendarDay.parse(text)!;

describe('the last day', () => {
  it.each([
    ['2026-05-31', '2026-09-27', '2026-05-31'],
    [null, '2026-09-27', '2026-09-27'],
    [null, null, null],
  ])('closing %s and ending %s is %s', (closes, ends, last) => {
    const cohort = { closesOn: closes && day(closes), endsOn: ends && day(ends) };
    expect(lastDayOf(cohort as never)?.toString() ?? null).toBe(last);
  });

  it.each([
    ['2026-05-31T14:59:59.999Z', true],
    ['2026-05-31T15:00:00.000Z', false],
    ['2026-05-30T15:00:00.000Z', true],
  ])('at %s is still there: %s', (instant, open) => {
    expect(isOpen(day('2026-05-31'), CalendarDay.at(new Date(instant)))).toBe(open);
  });

  it('may be none', () => {
    expect(isOpen(null, day('2030-01-01'))).toBe(true);
  });
});

describe('a contact', () => {
  it.each([
    ['mail', 'ao@example.jp', null],
    ['mail', 'ao', 'accounts.email.shape'],
    ['mail', '', 'applications.contact.empty.mail'],
    ['phone', '０９０－００００－００００', null],
    ['phone', '0900000000', null],
    ['phone', '03 0000 0000', null],
    ['phone', '12', 'applications.contact.phone-shape'],
    ['phone', '090-0000-0000-0000', 'applications.contact.phone-shape'],
    ['phone', '', 'applications.contact.empty.phone'],
    ['post', '見本県見本市1-1', null],
    ['post', 'あ'.repeat(201), 'applications.contact.post-long'],
    ['post', '', 'applications.contact.empty.post'],
    ['', 'ao', null],
  ])('by %s: "%s" has the fault %s', (way, typed, fault) => {
    expect(contactFault(way, typed, (text) => isEmail(text))).toBe(fault);
  });

  it('by telephone is stored in half width', () => {
    expect(normalisePhone('０９０ー１２３４−５６７８')).toBe('090-1234-5678');
  });
});

describe('who is offered a free seat', () => {
  const list = [
    { id: 'c', places: 1, rank: 3 },
    { id: 'a', places: 2, rank: 1 },
    { id: 'b', places: 1, rank: 2 },
  ];
  it.each([
    [2, 'a'],
    [1, 'b'],
    [0, null],
    [null, 'a'],
  ])('with %s seats is %s', (left, id) => {
    expect(nextOffered(list, left)?.id ?? null).toBe(id);
  });

  it.each([
    [10, 3, 7],
    [10, 12, 0],
    [null, 500, null],
  ])('of %s seats with %s taken, %s are left', (seats, taken, left) => {
    expect(seatsLeft(seats, taken)).toBe(left);
  });
});
