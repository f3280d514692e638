import { ActivityKeeper } from '../../src/activities/activity-keeper.service.js';
import type { ActivityContent } from '../../src/activities/activity-content.rules.js';
import { Activity } from '../../src/activities/activity.entity.js';
import { Organiser } from '../../src/activities/organiser.entity.js';
import { CalendarDay } from '../../src/shared/calendar-day.js';
import { newId } from '../../src/shared/ids.js';
import type { TestApp } from '../support/app.js';

const CONTENT: ActivityContent = {
  title: '火曜のお茶の会',
  summary: '同じような経験の人が、お茶を飲みながら話します。',
  about: '話しても、聴くだけでもかまいません。',
  easy: 'お{茶|ちゃ}をのみながら{話|はな}します。きくだけでもだいじょうぶです。',
  forms: ['talking', 'listening'],
  audiences: ['anyone'],
  audienceNote: '',
  times: {
    regular: [{ weekday: 2, weeks: [], from: 13 * 60 + 30, to: 15 * 60 }],
    dates: [],
    off: [],
    note: '祝日はお休みです。',
  },
  place: 'venue',
  area: 'chuo',
  venue: '見本市民館 2階 和室',
  address: '見本市見本町2-1',
  way: '見本駅の南口から歩いて5分です。',
  online: '',
  yen: 0,
  costNote: '',
  booking: 'none',
  bookingNote: '',
  mood: '5、6人の静かな会です。',
  firstTime: '入口で、呼ばれたい名前を聞きます。すわるところは自由です。',
  leaving: '手をあげて「お先に」と言うだけで帰れます。',
  access: { 'step-free': 'yes', quiet: 'yes', companion: 'yes', lift: 'unknown' },
  accessNote: '',
  contact: '',
};

export function anActivityContent(state: Partial<ActivityContent> = {}): ActivityContent {
  return { ...CONTENT, ...state };
}

export async function anOrganiser(app: TestApp, state: Partial<Organiser> = {}): Promise<Organiser> {
  const now = app.clock.now();
  const id = newId(now);
  const organiser = {
    id,
    name: '見本の会',
    email: `kai-${id}@example.jp`,
    phone: null,
    createdAt: now,
    ...state,
  };
  await app.db.write((tx) => tx.insert(Organiser, organiser));
  return organiser;
}

type ActivityState = Partial<ActivityContent> & {
  /** Made where none is given. */
  organiser?: { id: string };
  /** `YYYY-MM-DD`; today unless given. */
  confirmedOn?: string;
  isClosed?: boolean;
};

/** An entry of the directory. */
export async function anActivity(
  app: TestApp,
  { organiser, confirmedOn, isClosed = false, ...content }: ActivityState = {},
): Promise<Activity> {
  const owner = organiser ?? (await anOrganiser(app));
  const keeper = app.get(ActivityKeeper);
  return app.db.write(async (tx) => {
    const { id } = await keeper.publish(tx, owner.id, anActivityContent(content));
    if (confirmedOn) await tx.update(Activity, { id }, { confirmedOn: CalendarDay.parse(confirmedOn)! });
    if (isClosed) await keeper.close(tx, id);
    return (await tx.findOne(Activity, { id }))!;
  });
}
