import { CalendarDay } from '../shared/calendar-day.js';
import { NotFound } from '../shared/domain-error.js';
import {
  readAuditQuestion,
  RefusedQuestion,
  typedAuditQuestion,
  usualAuditQuestion,
} from './audit-question.rules.js';

const usual = usualAuditQuestion(CalendarDay.of(2026, 5, 12));
const typed = typedAuditQuestion(usual);

describe('the question about the record', () => {
  it('is read back as it was typed', () => {
    for (const question of [usual, { ...usual, kind: 'desk' as const, before: 12 }])
      expect(readAuditQuestion(typedAuditQuestion(question))).toEqual(question);
    expect(usual.from.toString()).toBe('2026-04-12');
  });

  it.each([
    [{ fromMonth: '13' }, 'fromYear', 'day'],
    [{ fromYear: 'x' }, 'fromYear', 'day'],
    [{ toMonth: '2', toDay: '30' }, 'toYear', 'day'],
    [{ toYear: '2025' }, 'toYear', 'order'],
    [{ fromYear: '2025', fromMonth: '5', fromDay: '11' }, 'toYear', 'long'],
    [{ kind: 'other' }, 'kind', 'kind'],
  ])('%j cannot be: %s, %s', (patch, field, code) => {
    const read = () => readAuditQuestion({ ...typed, ...patch });
    expect(read).toThrow(RefusedQuestion);
    expect(read).toThrow(expect.objectContaining({ field, code: `oversight.question.${code}` }) as Error);
  });

  it('may be about a whole year, a leap year too', () => {
    const year = {
      fromYear: '2024',
      fromMonth: '1',
      fromDay: '1',
      toYear: '2024',
      toMonth: '12',
      toDay: '31',
    };
    expect(readAuditQuestion({ ...typed, ...year }).to.toString()).toBe('2024-12-31');
  });

  it.each(['-1', '1e3', 'x', '1234567890'])('has no page before %j', (before) => {
    expect(() => readAuditQuestion({ ...typed, before })).toThrow(NotFound);
  });
});
