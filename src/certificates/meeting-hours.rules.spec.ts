import { aCourse, aLesson, aModule, aSession } from '../../test/factories/course.js';
import type { CompletionRule } from '../curriculum/edition.js';
import { meetingHoursOf } from './meeting-hours.rules.js';

const ALL: CompletionRule = { kind: 'modules', count: 'all' };
const free = { required: false };

describe('the hours of meetings that a track asks for', () => {
  it.each([
    ['none where it has no session', [aLesson('yomu')], [ALL], 0],
    [
      'the shortest that are enough',
      [aSession('a', 3, free), aSession('b', 2, free)],
      [{ kind: 'sessions', count: 1 }],
      2,
    ],
    [
      'as many as it asks for',
      [aSession('a', 3, free), aSession('b', 3, free), aSession('c', 3, free)],
      [ALL, { kind: 'sessions', count: 2 }],
      6,
    ],
    ['the hours that it names', [aSession('a', 3, free)], [{ kind: 'hours', hours: 2.5 }], 2.5],
    ['those that belong to a module', [aSession('a', 3), aSession('b', 2, free)], [ALL], 3],
    ['none of those that are free', [aSession('a', 3, free)], [ALL], 0],
  ] as const)('are %s', (_, steps, complete, hours) => {
    expect(meetingHoursOf(aCourse({ complete, modules: [aModule('m', [...steps])] }))).toBe(hours);
  });
});
