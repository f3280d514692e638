import { CalendarDay } from '../shared/calendar-day.js';
import { maySend, shownSince, stateOf, tracesSince, waitingOf } from './sending.rules.js';

describe('what became of a sending', () => {
  it.each([
    [false, null, 'unread'],
    [true, null, 'read'],
    [true, 'reply', 'replied'],
    [true, 'request', 'asked'],
    [false, 'reply', 'replied'],
  ] as const)('read: %s, answer: %s is %s', (isRead, answer, state) => {
    expect(stateOf({ isRead, answer })).toBe(state);
  });
});

describe('sending', () => {
  it.each([
    ['', [], false],
    [' \n\u3000', [], false],
    ['あ', [], true],
    ['あ', ['あ'], false],
    ['い', ['あ'], true],
    ['あ', ['あ', 'い'], true],
  ] as const)('"%s" after %j may be: %s', (text, sent, expected) => {
    expect(
      maySend(
        text,
        sent.map((one) => ({ text: one, isEnded: false })),
      ),
    ).toBe(expected);
  });

  it('may be the same words where the last ones are not seen any more', () => {
    expect(maySend('あ', [{ text: 'あ', isEnded: true }])).toBe(true);
    expect(
      maySend('あ', [
        { text: 'あ', isEnded: true },
        { text: 'あ', isEnded: false },
      ]),
    ).toBe(false);
    expect(maySend(' ', [{ text: 'あ', isEnded: true }])).toBe(false);
  });
});

describe('since when somebody waits', () => {
  const at = (text: string) => CalendarDay.at(new Date(text));
  it.each([
    ['2026-05-12T00:00:00+09:00', '2026-05-12T23:59:00+09:00', 'today', 0],
    ['2026-05-11T23:59:00+09:00', '2026-05-12T00:00:00+09:00', 'yesterday', 1],
    ['2026-05-09T10:00:00+09:00', '2026-05-12T09:00:00+09:00', 'days', 3],
    ['2025-12-31T10:00:00+09:00', '2026-01-02T09:00:00+09:00', 'days', 2],
    ['2026-05-13T10:00:00+09:00', '2026-05-12T09:00:00+09:00', 'today', 0],
  ] as const)('sent %s, looked at %s: %s', (sent, now, kind, days) => {
    expect(waitingOf(at(sent), at(now))).toEqual({ kind, days });
  });
});

describe('what is kept how long', () => {
  const now = new Date('2026-05-12T01:00:00.000Z');
  it('shows facilitators a year of answers', () => {
    expect(new Date(shownSince(now)).toISOString()).toBe('2025-05-12T01:00:00.000Z');
  });
  it('remembers a month that something was taken back', () => {
    expect(new Date(tracesSince(now)).toISOString()).toBe('2026-04-12T01:00:00.000Z');
  });
});
