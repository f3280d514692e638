import { anActivityContent } from '../../test/factories/activity.js';
import type { ActivityContent } from '../activities/activity-content.rules.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { emptyForm } from '../web/form.js';
import { NEW_ACTIVITY, toActivityFields, typedActivity } from './activity-form.page.js';
import { ActivityForm } from './activity.form.js';
import { detailsIn, readActivityForm } from './read-activity-form.js';

const TODAY = CalendarDay.of(2026, 11, 26);
const RULES = { areas: ['chuo', 'kita'], today: TODAY };
const POSTED = { change: '', checked: '' };

/** What a browser sends of the form that shows this entry. */
const posted = (content: ActivityContent, typed: Record<string, unknown> = {}) => ({
  ...POSTED,
  version: '1',
  ...typedActivity(content, TODAY),
  ...typed,
});
const errorsOf = (typed: Record<string, unknown>, content = anActivityContent()) => {
  const read = readActivityForm(ActivityForm, posted(content, typed), RULES);
  return read.ok ? [] : read.form.errors.map(({ field, code }) => `${field} ${code}`);
};

describe('the form of an entry', () => {
  it('takes what no browser sends for what it is: the same box twice once, rows without end not at all', () => {
    const content = anActivityContent();
    const twice = { forms: ['listening', 'talking', 'talking'], audiences: ['anyone', 'anyone'] };
    const read = readActivityForm(ActivityForm, posted(content, twice), RULES);
    expect(read).toMatchObject({ content: { forms: ['talking', 'listening'], audiences: ['anyone'] } });
    const rows = Array<string>(20_000).fill('9');
    expect(errorsOf({ weekday: rows, day: rows, off: rows }).length).toBeLessThan(300);
  });

  it.each<[string, Partial<ActivityContent>]>([
    ['the usual one', {}],
    [
      'online, without a price',
      { place: 'online', area: '', venue: '', address: '', way: '', online: 'Zoom', yen: null },
    ],
    [
      'with a price and every kind of time',
      {
        yen: 300,
        times: {
          regular: [
            { weekday: 0, weeks: [1, 3], from: 600, to: 720 },
            { weekday: 6, weeks: [1, 2, 5], from: 0, to: 1440 },
          ],
          dates: [{ day: '2026-12-05', from: 600, to: 660 }],
          off: ['2026-12-29'],
          note: '祝日はお休みです。',
        },
      },
    ],
    [
      'without fixed times, told in words',
      { times: { regular: [], dates: [], off: [], note: '月に1回くらい' } },
    ],
  ])('says again what it showed: %s', (_what, state) => {
    const { access, ...content } = anActivityContent(state);
    const read = readActivityForm(ActivityForm, posted({ ...content, access }), RULES);
    if (!read.ok) throw new Error(JSON.stringify(read.form.errors));
    expect(read.content).toEqual({
      ...content,
      access: { 'step-free': 'yes', quiet: 'yes', companion: 'yes' },
    });
  });

  it.each<[Record<string, unknown>, string[]]>([
    [{ title: '' }, ['title organisers.form.empty']],
    [{ title: 'あ'.repeat(61) }, ['title organisers.form.title-long']],
    [{ title: 'あ'.repeat(121) }, ['title organisers.form.long']],
    [{ title: `${'あ'.repeat(59)}{字|じ}` }, []],
    [{ title: 'a\u202eb' }, ['title organisers.form.unreadable']],
    [{ about: 'あ'.repeat(2001) }, ['about organisers.form.long']],
    [{ about: '一行目\n二行目' }, []],
    [{ forms: [] }, ['forms organisers.form.forms-none']],
    [{ forms: ['talking', 'flying'] }, ['forms web.form.unreadable']],
    [{ audiences: [] }, ['audiences organisers.form.audiences-none']],
    [{ place: '' }, ['place web.form.choose']],
    [{ area: 'nowhere' }, ['area organisers.form.area-none']],
    [{ venue: '' }, ['venue organisers.form.venue-none']],
    [{ place: 'both' }, ['online organisers.form.online-none']],
    [{ place: 'online', area: '', venue: '', online: '画面でつながります' }, []],
    [{ cost: 'yen', yen: '' }, ['yen organisers.form.yen']],
    [{ cost: 'yen', yen: '０' }, ['yen organisers.form.yen']],
    [{ cost: 'yen', yen: '1,000円' }, []],
    [{ cost: 'free', yen: '12' }, []],
    [{ 'access-lift': 'perhaps' }, ['access-lift web.form.choose']],
    [{ weekday: ['2', '', ''], from: ['13:30', '', ''], to: ['15:00', '', ''] }, []],
    [
      { weekday: ['2', '3'], from: ['13:30'], to: ['15:00'] },
      ['from-1 organisers.form.time', 'to-1 organisers.form.time'],
    ],
    [{ weekday: [''], from: ['10:00'], to: ['11:00'] }, ['weekday-0 organisers.form.weekday']],
    [{ weeks: ['9'] }, ['weeks-0 web.form.choose']],
    [{ to: ['13:30'] }, ['to-0 organisers.form.time-order']],
    [{ weekday: [], weeks: [], from: [], to: [], timesNote: '' }, ['weekday-0 organisers.form.times-none']],
    [{ day: ['2026-11-31'], dayFrom: ['10:00'], dayTo: ['11:00'] }, ['day-0 organisers.form.day']],
    [
      { day: ['', '2026-11-24'], dayFrom: ['', '10:00'], dayTo: ['', '11:00'] },
      ['day-1 organisers.form.day-past'],
    ],
    [{ day: ['2026-11-25'], dayFrom: ['10:00'], dayTo: ['11:00'] }, []],
    [{ day: ['2029-01-01'], dayFrom: ['10:00'], dayTo: ['11:00'] }, ['day-0 organisers.form.day-far']],
    [{ off: ['', '', '十二月'] }, ['off-2 organisers.form.day']],
    [{ off: Array.from({ length: 41 }, () => '') }, ['off-0 web.form.unreadable']],
    [
      { title: '', forms: [], to: ['1:00'] },
      ['title organisers.form.empty', 'forms organisers.form.forms-none', 'to-0 organisers.form.time-order'],
    ],
  ])('%j is refused with %j', (typed, errors) => {
    expect(errorsOf(typed)).toEqual(errors);
  });

  it('leaves out what is over, and shows free rows behind what stands there', () => {
    const content = anActivityContent({
      times: {
        regular: Array.from({ length: 3 }, () => ({ weekday: 2, weeks: [1, 2, 3], from: 600, to: 660 })),
        dates: [
          { day: '2026-11-01', from: 600, to: 660 },
          { day: '2026-12-05', from: 600, to: 660 },
        ],
        off: ['2026-11-25', '2026-12-29'],
        note: '',
      },
    });
    const fields = toActivityFields(emptyForm(ActivityForm, typedActivity(content, TODAY)), []);
    expect(fields.regular).toHaveLength(5);
    expect(fields.dates.map(({ controls }) => controls.day!.value)).toEqual(['2026/12/5', '', '', '']);
    expect(fields.off[0]!.controls.off!.value).toBe('2026/12/29');
    expect(fields.regular[0]!.weeks.at(-1)).toEqual({ value: '1-2-3', text: '1・2・3' });
    expect(toActivityFields(emptyForm(ActivityForm, NEW_ACTIVITY), []).regular).toHaveLength(4);
  });

  it('finds contact details wherever anybody could read them', () => {
    const found = detailsIn(
      anActivityContent({
        about: '090-1234-5678に電話してください',
        contact: 'aoi@example.jp',
        times: { regular: [], dates: [], off: [], note: 'LINEのIDはaoiです' },
      }),
    );
    expect(found).toEqual(['about', 'contact', 'timesNote']);
    expect(detailsIn(anActivityContent())).toEqual([]);
    const before = anActivityContent({ contact: 'aoi@example.jp' });
    expect(detailsIn({ ...before, title: '新しい名まえ' }, [before])).toEqual([]);
  });
});
