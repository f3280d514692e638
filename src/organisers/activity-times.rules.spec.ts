import { CalendarDay } from '../shared/calendar-day.js';
import { readDayText, readTime } from './activity-times.rules.js';

describe('a time as people write it', () => {
  it.each([
    ['13:30', 810],
    ['13:30:00', 810],
    ['１３：３０', 810],
    ['9:05', 545],
    ['13時', 780],
    ['13時半', 810],
    ['13時5分', 785],
    ['午後1時半', 810],
    ['午前9時', 540],
    ['午後12時', 720],
    ['0:00', 0],
    ['24:00', 1440],
    ['1330', 810],
    ['930', 570],
    ['13', 780],
    ['13.30', 810],
    ['13305', null],
    ['24:01', null],
    ['25:00', null],
    ['13:60', null],
    ['午後', null],
    ['昼ごろ', null],
    ['', null],
  ])('%j is minute %j', (text, minutes) => {
    expect(readTime(text)).toBe(minutes);
  });
});

describe('a day as people write it', () => {
  it.each([
    ['2026-12-05', '2026-12-05'],
    ['2026/12/5', '2026-12-05'],
    ['２０２６年１２月５日', '2026-12-05'],
    ['2026-02-30', undefined],
    ['12月5日', '2026-12-05'],
    ['12/5', '2026-12-05'],
    ['1205', '2026-12-05'],
    ['20261205', '2026-12-05'],
    ['11/25', '2026-11-25'],
    ['11/24', '2027-11-24'],
    ['2/29', '2028-02-29'],
    ['2/30', undefined],
    ['5日', undefined],
    ['', undefined],
  ])('%j is %j', (text, day) => {
    expect(readDayText(text, CalendarDay.of(2026, 11, 26))?.toString()).toBe(day);
  });
});
