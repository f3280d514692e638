import type { Entrant } from '../web/allow.js';
import type { Me, Role } from '../web/me.js';
import { judge } from './entry.rules.js';

const NOW = new Date('2026-05-12T01:00:00Z');
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const me = (role: Role, more: Partial<Me> = {}): Me => ({
  personId: 'p',
  role,
  roles: [role],
  displayName: 'x',
  learnerNumber: '123456789',
  sessionId: 's',
  secondFactorDone: true,
  reauthenticatedAt: NOW,
  ui: '',
  ...more,
});
const door = (allowed: readonly Entrant[], more = {}) => ({
  allowed,
  isBeforeSecondFactor: false,
  needsProof: false,
  ...more,
});
const everyone = door(['anonymous', 'trainee', 'facilitator', 'office', 'administrator']);

describe('judge', () => {
  it.each([
    ['a visitor at a public page', null, everyone, 'enter'],
    ['a visitor at a members’ page', null, door(['trainee']), '/login'],
    ['a trainee at a trainees’ page', me('trainee'), door(['trainee']), 'enter'],
    ['a trainee at an office page', me('trainee'), door(['office']), 'not-found'],
    [
      'an administrator at an office page: roles do not inherit',
      me('administrator'),
      door(['office']),
      'not-found',
    ],
    ['a page that names nobody', me('trainee'), door([]), 'not-found'],
    ['a page for visitors only', me('trainee'), door(['anonymous']), 'not-found'],
    [
      'staff without the second factor',
      me('office', { secondFactorDone: false }),
      door(['office']),
      '/second-factor',
    ],
    [
      'staff without it, elsewhere',
      me('office', { secondFactorDone: false }),
      door(['trainee']),
      '/second-factor',
    ],
    ['staff without it, at a public page', me('office', { secondFactorDone: false }), everyone, 'enter'],
    [
      'staff without it, where it is given',
      me('office', { secondFactorDone: false }),
      door(['office'], { isBeforeSecondFactor: true }),
      'enter',
    ],
    ['a trainee needs none', me('trainee', { secondFactorDone: false }), door(['trainee']), 'enter'],
    [
      'an old proof',
      me('office', { reauthenticatedAt: minutesAgo(10) }),
      door(['office'], { needsProof: true }),
      '/login/again',
    ],
    [
      'a fresh proof',
      me('office', { reauthenticatedAt: minutesAgo(9) }),
      door(['office'], { needsProof: true }),
      'enter',
    ],
    [
      'an old proof, where one may not enter',
      me('trainee'),
      door(['office'], { needsProof: true }),
      'not-found',
    ],
  ] as const)('%s: %s', (_who, person, at, verdict) => {
    expect(judge(person, at, NOW)).toBe(verdict);
  });
});
