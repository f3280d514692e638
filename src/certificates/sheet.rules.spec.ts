import { aCourse, aLesson, aModule, aSession } from '../../test/factories/course.js';
import type { Council } from '../config/council.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Locales } from '../web/locales.js';
import { sheetWords } from './sheet.rules.js';

const words = Locales.load('views/locales').in('ja');
const council = {
  issuer: { organisation: '見本市', person: '会長　見本 花子' },
  office: { name: '事務局', phone: '000-000-0000', hours: '平日' },
  certificates: {},
} as Council;
const given = {
  council,
  number: 'R8-PRA-0012',
  name: '葵 {track}',
  cohortName: null as string | null,
  completedOn: CalendarDay.of(2027, 2, 28),
  issuedOn: CalendarDay.of(2027, 4, 1),
  firstIssuedOn: null as CalendarDay | null,
  validThrough: null as CalendarDay | null,
};
const certificate = { title: null, text: null, disclaimer: true, official: null };
const course = (more: object = {}) =>
  aCourse({
    title: '{実践|じっせん}',
    certificate,
    modules: [
      aModule('a', [aLesson('yomu')], { title: '{聴|き}くこと', minutes: 25 }),
      aModule('b', [aLesson('yomu'), aSession('au', 3)], { title: '距離', minutes: 20 }),
      aModule('c', [aLesson('yomu')], { title: '任意の課', required: false }),
    ],
    ...more,
  });

describe('the words of a certificate', () => {
  it('say everything that belongs on it, in both calendars and without ruby', () => {
    const sheet = sheetWords(words, course(), given);
    expect(sheet).toMatchObject({
      title: '修了証',
      number: '第 R8-PRA-0012 号',
      documentTitle: '修了証 R8-PRA-0012',
      draft: '見本・監修前',
      covers: { lines: ['聴くこと（25分）', '距離（20分）', '集合演習（3時間）'] },
      dates: ['修了日　令和9年2月28日（2027年）', '交付日　令和9年4月1日（2027年）'],
      issuer: council.issuer,
    });
    expect(sheet.text).toBe('あなたは、見本市の研修「実践」（令和8年度）の全2課を終えられました。');
    expect(sheet.documentTitle).not.toContain('葵');
  });

  it('fill an author’s own text once, and leave the issuer to its place', () => {
    const text = '{name}さんは{track}（{cohort}）の{covers}を終えました。\n\n{issuer}\n';
    const more = { certificate: { ...certificate, title: '参加証', text } };
    const sheet = sheetWords(words, course(more), { ...given, cohortName: '第1期' });
    expect(sheet.title).toBe('参加証');
    expect(sheet.text).toBe('葵 {track}さんは実践（令和8年度 第1期）の全2課を終えました。');
  });

  it('say in one line until when it is good, after the days of issue', () => {
    const validThrough = CalendarDay.of(2029, 3, 31);
    expect(sheetWords(words, course(), { ...given, validThrough }).dates).toEqual([
      '修了日　令和9年2月28日（2027年）',
      '交付日　令和9年4月1日（2027年）',
      '有効期限　令和11年3月31日（2029年）',
    ]);
  });

  it('claim nothing about fees, except where an authority is named', () => {
    expect(sheetWords(words, course(), given).notes[0]).toContain('証明するものではありません');
    const official = { programme: '研修事業', organiser: '見本県', basis: '実施要綱' };
    const sheet = sheetWords(
      words,
      course({ certificate: { ...certificate, disclaimer: false, official } }),
      given,
    );
    expect(sheet.notes.join()).not.toContain('証明するものではありません');
    expect(sheet.notes[0]).toContain('見本県');
  });

  it('are no sample once somebody reviewed the track', () => {
    expect(
      sheetWords(words, course({ reviewed: [{ by: '監修', on: '2026-04-01' }] }), given).draft,
    ).toBeNull();
  });

  it('say another issuer, another note and a seal where the council wants them for this track alone', () => {
    const seal = { hash: 'a'.repeat(64), bytes: Buffer.alloc(0) };
    const own = { issuer: { organisation: '見本県', person: '知事' }, disclaimer: '県の注記', seal };
    const certificates = { [course().track.id]: own, other: { issuer: null, disclaimer: null, seal: null } };
    const sheet = sheetWords(words, course(), { ...given, council: { ...council, certificates } });
    expect(sheet).toMatchObject({ issuer: own.issuer, seal: seal.hash });
    expect(sheet.text).toContain('見本県');
    expect(sheet.notes[0]).toBe('県の注記');
    const usual = sheetWords(words, course(), { ...given, council: { ...council, certificates: {} } });
    expect(usual).toMatchObject({ issuer: council.issuer, seal: null });
    expect(usual.notes[0]).toContain('加算');
  });
});
