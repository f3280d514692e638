import { SessionService } from '../../src/accounts/session.service.js';
import { EnrolmentService } from '../../src/enrolment/enrolment.service.js';
import { aShortCourse, certified, completed } from '../factories/certificate.js';
import { aLesson, aModule } from '../factories/course.js';
import { enrolled, published } from '../factories/learning.js';
import { aPerson } from '../factories/person.js';
import { launchChromium } from '../support/chromium.js';
import { startListening } from './listening-app.js';
import { axeFindings, findInPage, tabFindings } from './page-checks.js';

it('looks', async () => {
  const app = await startListening('sqlite', {
    now: new Date('2026-06-10T01:00:00Z'),
    config: { curriculaDir: 'test/no-curricula' },
  });
  const person = await aPerson(app, { displayName: '髙﨑 花乃' });
  const office = await aPerson(app, { roles: ['office'], displayName: '事務 一郎' });
  const course = aShortCourse('introductory', {
    title: '{入門|にゅうもん}',
    minutes: 150,
    modules: Array.from({ length: 8 }, (_, n) =>
      aModule('a' + n, [aLesson('yomu')], { title: `課の名前その${n}`, minutes: 20 }),
    ),
  });
  const { id, code } = await certified(app, person, course);
  const second = await completed(app, person, aShortCourse('practitioner', { title: '実践', code: 'PRA' }));
  for (let n = 0; n < 12; n++) await completed(app, await aPerson(app), course);
  for (let n = 0; n < 13; n++) {
    const p = await aPerson(app);
    await enrolled(app, p, 'introductory');
    if (n < 2)
      await app.db.write((tx) =>
        app.get(EnrolmentService).pause(tx, { personId: p.id, trackId: 'introductory' }),
      );
  }
  await published(app, aShortCourse('supporter', { title: '支援者向け', code: 'SUP' }));
  for (let n = 0; n < 11; n++) await enrolled(app, await aPerson(app), 'supporter');
  app.clock.set(new Date('2026-07-01T01:00:00Z'));
  const session = async (p: { id: string }, role: 'trainee' | 'office') =>
    (
      await app.db.write((tx) =>
        app
          .get(SessionService)
          .start(tx, {
            personId: p.id,
            role,
            ownDevice: false,
            userAgent: undefined,
            secondFactorAt: app.clock.now(),
            reauthenticatedAt: app.clock.now(),
          }),
      )
    ).token;
  const tokens = { trainee: await session(person, 'trainee'), office: await session(office, 'office') };
  const q = 'track=&year=2026&from=4&to=3&asOfYear=2026&asOfMonth=6&asOfDay=30';
  const pages = [
    ['trainee', '/certificates', 'list'],
    ['trainee', `/certificates/ready/${second.id}/name`, 'name'],
    ['trainee', `/certificates/${id}`, 'cert'],
    [null, '/verify', 'verify'],
    [null, `/verify/${code}`, 'verified'],
    [null, '/verify/XX', 'none'],
    ['office', '/office/reports/completions?' + q, 'report'],
    ['office', '/office/reports/completions?' + q.replace('asOfMonth=6', 'asOfMonth=13'), 'report-bad'],
    ['office', '/office/reports/definitions', 'def'],
    ['office', '/office/reports/completions/names?' + q, 'names'],
    ['trainee', '/settings/data', 'data'],
    ['trainee', '/settings/data/read', 'read'],
    ['trainee', '/settings/erase', 'erase'],
    [null, '/erased', 'erased'],
    ['trainee', `/certificates/ready/${second.id}`, 'check'],
  ] as const;
  const browser = await launchChromium();
  const out: string[] = [];
  for (const theme of ['light', 'dark', 'calm'])
    for (const width of [1280, 320])
      for (const [who, path, name] of pages) {
        const ctx = await browser.newContext({ viewport: { width, height: 800 }, baseURL: app.origin });
        const ui = `theme=${theme}&size=m&ruby=0&words=normal&progress=show&lang=ja`;
        await ctx.addCookies([
          { name: 'ui', value: encodeURIComponent(ui), url: app.origin },
          ...(who ? [{ name: 'session', value: tokens[who], url: app.origin }] : []),
        ]);
        if (who)
          await app.db.write(
            (tx) =>
              tx.sql`update person set ui = ${ui} where id = ${who === 'trainee' ? person.id : office.id}`,
          );
        const page = await ctx.newPage();
        if (name === 'check') {
          await page.goto(`/certificates/ready/${second.id}/name`);
          await page.click('main button');
        } else await page.goto(path);
        const f = [
          ...(await axeFindings(page)),
          ...(await page.evaluate(findInPage, 'ja')),
          ...(theme === 'light' ? await tabFindings(page) : []),
        ];
        out.push(...f.map((x) => `${name} ${width} ${theme}: ${x}`));
        if (theme === 'light' || name === 'report')
          await page.screenshot({ path: `/tmp/s-${name}-${width}-${theme}.png`, fullPage: true });
        await ctx.close();
      }
  await browser.close();
  await app.close();
  console.log([...new Set(out)].join('\n') || 'clean');
}, 240000);
