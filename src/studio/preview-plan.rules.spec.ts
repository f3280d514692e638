import { aCourse, aLesson, aModule, aQuestion, aQuiz, aReflection } from '../../test/factories/course.js';
import { readCurricula } from '../curriculum/curricula.js';
import { planOf, stateFor, statesOf } from './preview-plan.rules.js';

const quiz = (id: string, more = {}) => aQuiz(id, [aQuestion('q')], more);
const reasons = (course: Parameters<typeof statesOf>[0]) =>
  Object.fromEntries(statesOf(course).map(({ state, reason }) => [state, reason]));

describe('the states of a course', () => {
  it('are half of its steps, and all of them', () => {
    const course = aCourse({ modules: [aModule('a', [aLesson('l'), quiz('q'), aReflection('r')])] });
    expect(planOf(course, 'first').plan!.done).toEqual([]);
    expect(planOf(course, 'half').plan!.done.map(({ step }) => step)).toEqual(['l']);
    expect(planOf(course, 'completed').plan!.done.map(({ step }) => step)).toEqual(['l', 'q', 'r']);
    expect(planOf(course, 'twice').plan).toMatchObject({ failed: { module: 'a', step: 'q' }, entry: null });
  });

  it('begin before the door that is shut', () => {
    const modules = [aModule('a', [aLesson('l')]), aModule('b', [aLesson('l')], { requires: ['a'] })];
    expect(planOf(aCourse({ modules }), 'locked').plan!.entry).toBe('/learn/introductory/b');
    expect(planOf(aCourse({ modules, requires: ['x'] }), 'locked').plan).toMatchObject({
      isEnrolled: false,
      entry: '/tracks/introductory',
    });
  });

  it.each([
    ['no-quiz', 'twice', aCourse({ modules: [aModule('a', [aLesson('l')])] })],
    ['no-gate', 'locked', aCourse({ modules: [aModule('a', [aLesson('l')])] })],
    ['no-steps', 'first', aCourse({ modules: [aModule('a', [])] })],
    [
      'one-attempt',
      'twice',
      aCourse({ scored: true, modules: [aModule('a', [quiz('q', { attempts: 1 })])] }),
    ],
    [
      'never-complete',
      'completed',
      aCourse({ complete: [{ kind: 'sessions', count: 1 }], modules: [aModule('a', [aLesson('l')])] }),
    ],
  ] as const)('say why not: %s', (reason, state, course) => expect(reasons(course)[state]).toBe(reason));

  it('look at a place that is shut at first as somebody who has done all', () => {
    const modules = [aModule('a', [aLesson('l')]), aModule('b', [aLesson('l')])];
    const course = aCourse({ order: 'in-order', modules });
    expect(['a', 'b', '', 'nothing'].map((module) => stateFor(course, module))).toEqual([
      'first',
      'completed',
      'first',
      'first',
    ]);
  });

  it.each(readCurricula('curricula').tracks.map(({ compiled }) => compiled!.edition))(
    'of the course $track.id that is shipped have a trainee who completes it',
    (edition) => expect(reasons(edition).completed).toBeNull(),
  );
});
