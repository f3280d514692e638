import { fileURLToPath } from 'node:url';
import { aCourse, aLesson, aModule, words } from '../../../test/factories/course.js';
import { differencesBetween } from '../../curriculum/differences.rules.js';
import type { Edition } from '../../curriculum/edition.js';
import { Locales } from '../../web/locales.js';
import { shownAffected } from './affected.rules.js';
import { NAMED_PARTS, toDifferencesView } from './difference.page.js';

const locales = Locales.load(fileURLToPath(new URL('../../../views/locales', import.meta.url)));
const lesson = (id: string, text: string) => ({
  ...aLesson(id),
  body: { lead: words(text), sections: [] },
});
const holders = (counts: [number, number, number]) => ({
  cohortId: 'c',
  cohortName: null,
  revision: 1,
  isNewest: true,
  notBegun: counts[0],
  underway: counts[1],
  completed: counts[2],
});

describe('the page of differences', () => {
  it('has a name for every part it names', () => {
    const named = locales
      .in('ja')
      .keys()
      .flatMap((key) => key.match(/^studio-publish\.part\.(\w+)$/)?.[1] ?? []);
    expect([...NAMED_PARTS].sort()).toEqual(named.sort());
  });

  it('always shows what must be weighed, and of the rest so much as can be read', () => {
    const ids = Array.from({ length: 400 }, (_, index) => `l${index}`);
    const before = aCourse({
      modules: [
        aModule(
          'm',
          ids.map((id) => lesson(id, 'はい。')),
        ),
        aModule('n', []),
      ],
    });
    const after: Edition = {
      ...before,
      hash: 'b'.repeat(64),
      modules: [
        aModule(
          'm',
          ids.map((id) => lesson(id, 'いいえ。')),
        ),
      ],
    };
    const { differences } = differencesBetween(before, after, []);
    const view = toDifferencesView(differences, null);
    expect(view.more).toBe(101);
    expect(
      view.groups.flatMap(({ rows }) => rows).filter((row) => row.class === 'consequential'),
    ).toHaveLength(1);
    expect(view.legend).toEqual([
      { class: 'refused', count: 0 },
      { class: 'consequential', count: 1 },
      { class: 'compatible', count: 0 },
      { class: 'editorial', count: 400 },
    ]);
  });
});

describe('the people whom a change meets', () => {
  it('are counted where something was there to do', () => {
    const before = aCourse({ modules: [aModule('m', [lesson('old', 'はい。')])] });
    const after: Edition = {
      ...before,
      hash: 'b'.repeat(64),
      modules: [aModule('m', [lesson('new', 'はい。')])],
    };
    const affected = shownAffected({ holders: [holders([20, 30, 40])], steps: [], certificates: 0 });
    const view = toDifferencesView(differencesBetween(before, after, []).differences, affected);
    const people = new Map(view.groups.flatMap(({ rows }) => rows).map((row) => [row.what, row.people]));
    expect(people.get('step-removed')).toEqual({ done: 0, trying: 0 });
    expect(people.get('step-added-required')).toBeNull();
  });
});

describe('shownAffected', () => {
  it('hides few people, and what would tell how few they are', () => {
    const shown = shownAffected({
      holders: [holders([12, 3, 20])],
      steps: [
        { module: 'm', step: 'a', done: 20, trying: 4 },
        { module: 'm', step: 'b', done: 30, trying: 0 },
      ],
      certificates: 9,
    });
    expect(shown.holders[0]).toMatchObject({ underway: null });
    expect(shown.certificates).toBeNull();
    // Of 35 people 20 did the one; of the other only 5 did not.
    expect(shown.steps.get('m/b')!.done).toBeNull();
    expect(shown.steps.get('m/a')!.trying).toBeNull();
    expect(shown.isAnyHidden).toBe(true);
  });

  it('shows what tells of nobody', () => {
    const shown = shownAffected({
      holders: [holders([20, 30, 40])],
      steps: [{ module: 'm', step: 'a', done: 50, trying: 0 }],
      certificates: 0,
    });
    expect(shown).toMatchObject({ people: 90, certificates: 0, isAnyHidden: false });
    expect(shown.steps.get('m/a')).toEqual({ done: 50, trying: 0 });
  });
});
