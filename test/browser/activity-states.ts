import { anActivity, anOrganiser } from '../factories/activity.js';
import type { TestApp } from '../support/app.js';

/** Entries of the directory, as addresses name them. */
export interface Listed {
  readonly activity: string;
  /** 未確認, and little is known of it. */
  readonly unconfirmed: string;
}

/** One that says everything, one that was not confirmed for long. */
export async function fillDirectory(app: TestApp): Promise<Listed> {
  const organiser = await anOrganiser(app, { name: '{見本|みほん}の会' });
  const { id: unconfirmed } = await anActivity(app, {
    organiser,
    confirmedOn: app.clock.today().plusDays(-110).toString(),
    title: 'オンラインのおしゃべり',
    easy: '',
    forms: ['talking', 'online'],
    times: { regular: [], dates: [], off: [], note: '' },
    place: 'online',
    area: '',
    venue: '',
    address: '',
    way: '',
    online: '申し込むと、入り方をメールで送ります。',
    yen: null,
    booking: 'needed',
    mood: '',
    firstTime: '',
    leaving: '',
    access: {},
  });
  const { id: activity } = await anActivity(app, {
    organiser,
    title: '{火曜|かようび}のお茶の会',
    audiences: ['anyone', 'family'],
    times: {
      regular: [
        { weekday: 2, weeks: [], from: 13 * 60 + 30, to: 15 * 60 },
        { weekday: 6, weeks: [1, 3], from: 10 * 60, to: 12 * 60 },
      ],
      dates: [{ day: '2026-05-31', from: 10 * 60, to: 12 * 60 }],
      off: ['2026-05-19'],
      note: '祝日はお休みです。',
    },
    place: 'both',
    online: '会場のようすを画面で見られます。',
    yen: 1200,
    costNote: 'お茶代です。',
    booking: 'wanted',
    bookingNote: '前の日までに電話をください。',
    access: { 'step-free': 'yes', quiet: 'yes', companion: 'yes', parking: 'no' },
    accessNote: '入口に小さな坂があります。',
    contact: '見本の会\n電話 03-0000-0000（平日10時から16時）',
  });
  return { activity, unconfirmed };
}
