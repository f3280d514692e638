import { shows, USABLE_MS } from './viewing-holding.rules.js';
import type { AskedViewing } from './viewing-holding.rules.js';

const person = {
  enrolmentIds: ['e1', 'e2'],
  proposedAt: [Date.parse('2026-03-31T15:00:00Z')],
  certificates: [{ id: 'c1', trackCode: 'INT', completedOn: '2026-04-01', issuedAt: 1_000_000 }],
};
const roster = (fiscalYear: number, trackCode: string, askedAt = 2_000_000): AskedViewing => ({
  kind: 'roster',
  question: { fiscalYear, trackCode },
  askedAt,
});
const correction = (certificate: string): AskedViewing => ({
  kind: 'correction',
  question: { certificate, correction: 'k' },
  askedAt: 2_000_000,
});
const IN_2026 = Date.parse('2026-05-12T00:00:00Z');
const waivers = (fiscalYear: number, askedAt = IN_2026): AskedViewing => ({
  kind: 'waivers',
  question: { fiscalYear },
  askedAt,
});
const batch = (...enrolments: string[]): AskedViewing => ({
  kind: 'batch',
  question: { cohort: 'g', enrolments },
  askedAt: 2_000_000,
});

describe('whether names that were looked at had somebody among them', () => {
  it.each<[string, AskedViewing, boolean]>([
    ['the roster of their year', roster(2026, ''), true],
    ['the roster of their year and track', roster(2026, 'INT'), true],
    ['another track', roster(2026, 'PRA'), false],
    ['the day before the year began', roster(2025, ''), false],
    ['another year', roster(2027, ''), false],
    ['a roster that closed before they had one', roster(2026, '', 1_000_000 - USABLE_MS), false],
    ['a roster open when they received it', roster(2026, '', 1_000_001 - USABLE_MS), true],
    ['a batch with them', batch('e9', 'e2'), true],
    ['a batch without them', batch('e9'), false],
    ['their own correction', correction('c1'), true],
    ['somebody else’s correction', correction('c2'), false],
    ['the waivers of their year', waivers(2026), true],
    ['the waivers of the year before', waivers(2025), false],
    ['waivers before one was proposed for them', waivers(2026, Date.parse('2026-03-31T13:00:00Z')), false],
    ['a batch of nobody', batch(), false],
  ])('%s', (_, viewing, expected) => {
    expect(shows(viewing, person)).toBe(expected);
  });
});
