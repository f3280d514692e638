import type { Browser } from 'playwright-core';
import { SessionService } from '../../src/accounts/session.service.js';
import { aCohort, aFacilitator, enrolledIn } from '../factories/cohort.js';
import { aCourse, aLesson, aModule } from '../factories/course.js';
import { published } from '../factories/learning.js';
import { aPerson } from '../factories/person.js';
import type { KnownPerson } from '../factories/person.js';
import { launchChromium } from '../support/chromium.js';
import { startListening } from './listening-app.js';
import type { ListeningApp } from './listening-app.js';
import { Visitor } from './visitor.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

describe.each(['sqlite', 'postgres'] as const)(
  'somebody who finds it hard, on %s without JavaScript',
  (engine) => {
    let app: ListeningApp;
    beforeAll(async () => {
      app = await startListening(engine);
    });
    afterAll(() => app.close());

    /** A person before a screen of their own, signed in. */
    async function before(person: KnownPerson): Promise<Visitor> {
      const visitor = await Visitor.on({ browser, origin: app.origin, script: false });
      const now = app.clock.now();
      const { token } = await app.db.write((tx) =>
        app.get(SessionService).start(tx, {
          personId: person.id,
          role: person.roles[0]!,
          ownDevice: false,
          userAgent: undefined,
          secondFactorAt: now,
          reauthenticatedAt: now,
        }),
      );
      await visitor.page.context().addCookies([{ name: 'session', value: token, url: app.origin }]);
      return visitor;
    }

    it('says so with one press, asks to be contacted, is written to by a person, and is left in peace', async () => {
      await published(app, aCourse({ id: 'machi', code: 'MAC', modules: [aModule('a', [aLesson('yomu')])] }));
      const cohort = await aCohort(app, { trackId: 'machi' });
      const facilitator = await before(await aFacilitator(app, cohort, { displayName: '進行 みどり' }));
      const person = await aPerson(app, { displayName: '葵' });
      await enrolledIn(app, person, cohort);
      const trainee = await before(person);

      await trainee.open('/learn/machi/a/yomu');
      await trainee.press('読みました。次へ進む');
      expect(await trainee.words()).toContain('今の調子');
      await trainee.press('しんどい');
      expect(await trainee.heading()).toBe('ひとやすみ');
      expect(await trainee.words()).toContain('だれにも伝わっていません');
      await facilitator.open('/home');
      await facilitator.follow(/^声をかけてほしい人/);
      expect(await facilitator.words()).toContain('いまは、だれもいません');

      await trainee.follow('声をかけてほしい');
      await trainee.tick('つぎに会ったとき');
      await trainee.press('声をかけてほしい');
      expect(await trainee.words()).toContain('声をかけてほしいと伝えています');

      await facilitator.open(`/facilitate/${cohort.id}/contact`);
      await facilitator.follow('葵');
      await facilitator.type('送ることば', '葵さん、こんにちは。次の回で話しましょう。');
      await facilitator.press('このことばを送る');
      await facilitator.press('声をかけました');
      expect(await facilitator.words()).toContain('いまは、だれもいません');

      await trainee.open('/home');
      await trainee.follow('進行役からのことばが届いています');
      expect(await trainee.words()).toContain('次の回で話しましょう');
      await trainee.press(/^読みました/);
      await trainee.open('/home');
      expect(await trainee.words()).not.toContain('進行役からのことば');
      await trainee.open('/check-ins');
      await trainee.press(/^消す/);
      expect(await trainee.words()).toContain('残っているものはありません');
    });
  },
);
