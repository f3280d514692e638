import { aCohort, aFacilitator } from './factories/cohort.js';
import { aCourse, aLesson, aModule, aReflection, words } from './factories/course.js';
import { published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { startApp } from './support/app.js';
import type { TestApp } from './support/app.js';

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const WHOLE = '話しにくい人は、聴くだけで参加できます。';
const TALK = '2人組で、10分ずつ話します。';

let made = 0;
async function aNotedCohort(isNoted = true) {
  const id = `memo-${++made}`;
  const note = (text: string) => (isNoted ? words(text) : null);
  const course = aCourse({
    id,
    code: `ME${String.fromCharCode(64 + made)}`,
    modules: [
      aModule(
        'a',
        [aLesson('yomu', { title: '読む' }), aReflection('kangae', { forFacilitators: note(TALK) })],
        {
          title: '{聴|き}く課',
          forFacilitators: note(WHOLE),
          objectives: [{ id: 'kiku', text: '待つことができる' }],
          minutes: 12,
        },
      ),
      aModule('b', [aLesson('yomu')], { title: 'メモのない課' }),
    ],
  });
  await published(app, course);
  const cohort = await aCohort(app, { trackId: id });
  return { id, cohort, facilitator: await aFacilitator(app, cohort) };
}

describe('notes for facilitators', () => {
  it('are found from the page of the cohort: on the module and on each step', async () => {
    const { cohort, facilitator } = await aNotedCohort();
    const who = await signIn(app, facilitator);
    const at = `/facilitate/${cohort.id}`;
    expect((await who.get(at).expect(200)).text).toContain(`href="${at}/notes"`);
    const list = (await who.get(`${at}/notes`).expect(200)).text;
    expect(list).toContain(`href="${at}/notes/a"`);
    expect(list).toContain('監修前');
    expect(list).not.toContain('メモのない課');
    const { text } = await who.get(`${at}/notes/a`).expect(200);
    for (const part of [WHOLE, TALK, '待つことができる', '約12分']) expect(text).toContain(part);
  });

  it('says so when nothing is written', async () => {
    const { cohort, facilitator } = await aNotedCohort(false);
    const who = await signIn(app, facilitator);
    const { text } = await who.get(`/facilitate/${cohort.id}/notes`).expect(200);
    expect(text).toContain('この講座に、進行のメモはまだありません。');
    await who.get(`/facilitate/${cohort.id}/notes/a`).expect(404);
  });

  it('are for who looks after the cohort, and nobody else', async () => {
    const { cohort } = await aNotedCohort();
    const other = await aNotedCohort();
    const stranger = await signIn(app, other.facilitator);
    const trainee = await signIn(app, await aPerson(app));
    for (const path of ['notes', 'notes/a']) {
      await stranger.get(`/facilitate/${cohort.id}/${path}`).expect(404);
      await trainee.get(`/facilitate/${cohort.id}/${path}`).expect(404);
    }
    await stranger.get(`/facilitate/${other.cohort.id}/notes/b`).expect(404);
    await stranger.get(`/facilitate/${other.cohort.id}/notes/nai`).expect(404);
  });

  it('stand on no page of a trainee', async () => {
    const { id } = await aNotedCohort();
    const { text } = await (await signIn(app, await aPerson(app))).get(`/tracks/${id}`).expect(200);
    expect(text).not.toContain(WHOLE);
  });
});
