import { CalendarDay } from '../shared/calendar-day.js';
import { closedOn, nextName, onDay, planCopy, readCopy, typedPlan, weeksUntil } from './cohort-copy.rules.js';
import type { CopiedCohort, CopyPlan, TypedCopy } from './cohort-copy.rules.js';
import { loadHolidays } from './public-holidays.js';
import type { Holidays } from './public-holidays.js';

const day = (text: string) => CalendarDay.parse(text)!;
let holidays: Holidays;
beforeAll(async () => {
  holidays = await loadHolidays();
});

const at = (text: string, id = text) => ({
  id,
  version: 1,
  startsAt: new Date(`${text}T13:30:00+09:00`),
  endsAt: new Date(`${text}T16:00:00+09:00`),
});

function plan(from: [string, string, string?], dates: readonly string[], chosen: string): CopyPlan | null {
  const [startsOn, endsOn, closesOn] = from;
  const cohort = {
    startsOn: day(startsOn),
    endsOn: day(endsOn),
    closesOn: closesOn === undefined ? null : day(closesOn),
  };
  const rows = dates.map((one, index) => at(one, `${one}-${index}`));
  return planCopy(cohort, rows, { chosen: day(chosen), holidays });
}

describe('a day on which people can hardly meet', () => {
  it.each([
    ['2026-01-12', '成人の日'],
    ['2026-05-06', 'こどもの日 振替休日'],
    ['2026-09-22', '休日'],
    ['2027-03-22', '春分の日 振替休日'],
    ['2027-01-01', '元日'],
    ['2026-07-20', '海の日'],
  ])('%s is a holiday: %s', (text, name) => {
    expect(closedOn(day(text), holidays)).toMatchObject({ kind: 'holiday', name: { ja: name } });
  });

  it.each(['2026-12-29', '2026-12-31', '2027-01-02', '2027-01-03'])('%s is around the New Year', (text) => {
    expect(closedOn(day(text), holidays)).toEqual({ kind: 'new-year' });
  });

  it.each(['2026-12-28', '2027-01-04', '2028-02-29', '2026-05-07'])('%s is like any other', (text) => {
    expect(closedOn(day(text), holidays)).toBeNull();
  });

  it('is not known beyond what has been reckoned', () => {
    expect([holidays.knows(2026), holidays.knows(2050), holidays.knows(2051)]).toEqual([true, true, false]);
  });
});

describe('how far the next cohort is away', () => {
  it.each([
    ['2026-04-05', '2026-04-12', 1],
    ['2026-04-05', '2026-04-13', 2],
    ['2026-04-05', '2026-10-04', 26],
    ['2026-04-05', '2026-10-01', 26],
    ['2027-12-26', '2028-03-01', 10],
    ['2026-04-05', '2026-04-05', 0],
    ['2026-04-05', '2026-03-01', -5],
  ])('from %s to %s: %d whole weeks', (first, chosen, weeks) => {
    expect(weeksUntil(day(first), day(chosen)) + 0).toBe(weeks);
  });
});

describe('the plan', () => {
  it('keeps every day of the week, whichever day was chosen', () => {
    const from: [string, string, string] = ['2026-04-05', '2026-07-26', '2026-03-27'];
    const dates = ['2026-04-19', '2026-05-16', '2026-06-10'];
    for (let later = 1; later < 400; later += 13) {
      const chosen = day('2026-04-05').plusDays(later);
      const made = plan(from, dates, chosen.toString())!;
      for (const { was, day: now, proposal } of [made.start, made.end, made.close!, ...made.dates]) {
        expect(now.weekday()).toBe(was.weekday());
        if (proposal)
          expect([proposal.weekday(), closedOn(proposal, holidays)]).toEqual([was.weekday(), null]);
      }
      expect(made.start.day.isBefore(chosen)).toBe(false);
      expect(chosen.plusDays(6).isBefore(made.start.day)).toBe(false);
    }
  });

  it.each([
    // what, the date, the chosen first day, the day it leads to, what is proposed
    ['nothing in the way', '2026-04-19', '2026-10-04', '2026-10-18', null],
    ['a holiday', '2026-04-13', '2026-10-04', '2026-10-12', '2026-10-19'],
    ['a holiday in lieu', '2026-04-13', '2027-03-14', '2027-03-22', '2027-03-29'],
    ['the days around the New Year', '2026-04-19', '2026-12-20', '2027-01-03', '2027-01-10'],
    ['the last days of the year', '2026-04-14', '2026-12-20', '2026-12-29', '2027-01-05'],
    ['a leap day', '2026-04-14', '2028-02-20', '2028-02-29', null],
  ])('%s', (_, date, chosen, leadsTo, proposal) => {
    const [made] = plan(['2026-04-05', '2026-09-27'], [date], chosen)!.dates;
    expect([made!.day.toString(), made!.proposal?.toString() ?? null]).toEqual([leadsTo, proposal]);
  });

  it('begins from a leap day, too', () => {
    const made = plan(['2028-02-29', '2028-06-27'], ['2028-02-29'], '2029-02-27')!;
    expect([made.start.day.toString(), made.dates[0]!.day.toString()]).toEqual(['2029-02-27', '2029-02-27']);
  });

  it('keeps two meetings of one week apart, and proposes no day that another has', () => {
    const monday = plan(
      ['2026-04-05', '2026-09-27'],
      ['2026-04-13', '2026-04-20', '2026-04-16'],
      '2026-10-04',
    )!;
    expect(monday.dates.map((one) => (one.proposal ?? one.day).toString())).toEqual([
      '2026-10-26',
      '2026-10-19',
      '2026-10-15',
    ]);
  });

  it('keeps two meetings of one day together', () => {
    const made = plan(['2026-04-05', '2026-09-27'], ['2026-04-13', '2026-04-13'], '2026-10-04')!;
    expect(made.dates.map(({ proposal }) => proposal!.toString())).toEqual(['2026-10-19', '2026-10-19']);
  });

  it('proposes nothing beyond the last day of the cohort', () => {
    const made = plan(['2026-04-05', '2026-04-19'], ['2026-04-13'], '2026-10-04')!;
    expect([made.dates[0]!.closed?.kind, made.dates[0]!.proposal]).toEqual(['holiday', null]);
  });

  it('marks the days of the cohort, too, and says where the holidays are not known', () => {
    const made = plan(['2026-04-06', '2026-09-28', '2026-04-06'], [], '2026-10-12')!;
    expect([made.start.closed?.kind, made.start.proposal?.toString(), made.close?.closed?.kind]).toEqual([
      'holiday',
      '2026-10-19',
      'holiday',
    ]);
    const far = plan(['2026-04-06', '2026-09-28'], ['2026-04-20'], '2051-04-03')!;
    expect([far.start.isUnknown, far.dates[0]!.isUnknown, made.start.isUnknown]).toEqual([true, true, false]);
  });

  it('is none where the next would not come later', () => {
    expect(plan(['2026-04-05', '2026-09-27'], [], '2026-04-05')).toBeNull();
    expect(plan(['2026-04-05', '2026-09-27'], [], '2025-10-05')).toBeNull();
  });
});

describe('the name of the next', () => {
  it.each([
    ['第3期', '第4期'],
    ['第９期', '第１０期'],
    ['令和8年度 第1期（日曜）', '令和8年度 第2期（日曜）'],
    ['春の期', '春の期'],
  ])('%s becomes %s', (name, next) => expect(nextName(name)).toBe(next));
});

describe('what is confirmed', () => {
  const cohort: CopiedCohort = {
    ...{ id: 'x', trackId: 't', name: '第1期', seats: 12, admission: 'application', pairs: true, version: 1 },
    ...{ startsOn: day('2026-04-05'), endsOn: day('2026-09-27'), closesOn: null },
  };
  const today = day('2026-05-12');
  const typed = (patch: Partial<TypedCopy> = {}) => {
    const made = plan(['2026-04-05', '2026-09-27'], ['2026-04-13', '2026-04-19'], '2026-10-04')!;
    return { ...(typedPlan(made, '第2期') as unknown as TypedCopy), ...patch };
  };

  it('takes seats and the way in from the cohort that is copied', () => {
    const read = readCopy(typed(), cohort, today);
    expect('value' in read && read.value).toMatchObject({
      ...{ name: '第2期', seats: 12, admission: 'application', pairs: true, closesOn: null },
      dates: [
        { id: '2026-04-13-0', day: day('2026-10-19') },
        { id: '2026-04-19-1', day: day('2026-10-18') },
      ],
    });
  });

  it.each<[string, Partial<TypedCopy>, string[]]>([
    ['a day that is none', { dateDay: ['32', '18'] }, ['dateYear-0']],
    ['a row that is half empty', { dateYear: ['2026', ''] }, ['dateYear-1']],
    ['a meeting outside the cohort', { dateYear: ['2026', '2028'] }, ['dateYear-1']],
    ['an end before the beginning', { endYear: '2025' }, ['endYear', 'dateYear-0', 'dateYear-1']],
    ['a beginning that is none', { startMonth: '13' }, ['startYear']],
    ['fewer days than meetings', { dateDay: ['19'] }, ['dateYear-1']],
  ])('refuses %s', (_, patch, fields) => {
    const read = readCopy(typed(patch), cohort, today);
    expect('errors' in read && read.errors.map(({ field }) => field)).toEqual(fields);
  });

  it('leaves a meeting out whose day was emptied', () => {
    const read = readCopy(
      typed({ dateYear: ['', '2026'], dateMonth: ['', '10'], dateDay: ['', '18'] }),
      cohort,
      today,
    );
    expect('value' in read && read.value.dates.map(({ id }) => id)).toEqual(['2026-04-19-1']);
  });
});

it('keeps the hours of a meeting', () => {
  expect(onDay(at('2026-12-20'), day('2027-01-10'))).toEqual({
    startsAt: new Date('2027-01-10T13:30:00+09:00'),
    endsAt: new Date('2027-01-10T16:00:00+09:00'),
  });
});
