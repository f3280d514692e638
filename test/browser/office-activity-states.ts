import { anActivity, anOrganiser } from '../factories/activity.js';
import { aWaitingChange } from '../factories/activity-change.js';
import type { TestApp } from '../support/app.js';

/** What waits at the office for the directory, as addresses name it. */
export interface Sent {
  /** A change of an entry. */
  readonly sentChange: string;
  /** The entry that it changes. */
  readonly changed: string;
  /** A new entry. */
  readonly sentEntry: string;
  /** Who has no mail, with an entry that needs a call. */
  readonly phoneOrganiser: string;
  readonly phoned: string;
}

export async function fillOffice(app: TestApp): Promise<Sent> {
  const byPhone = await anOrganiser(app, { name: '散歩の会', email: null, phone: '090-0000-0000' });
  const phoned = await anActivity(app, {
    organiser: byPhone,
    title: '川べりの散歩',
    confirmedOn: app.clock.today().plusDays(-95).toString(),
  });
  const activity = await anActivity(app, { title: '絵の会' });
  const change = await aWaitingChange(app, {
    activity,
    about: '話しても、聴くだけでもかまいません。\n絵の道具はあります。',
    forms: ['making', 'talking'],
    times: {
      regular: [{ weekday: 6, weeks: [2, 4], from: 10 * 60, to: 12 * 60 }],
      dates: [{ day: '2026-06-06', from: 10 * 60, to: 15 * 60 }],
      off: ['2026-06-13'],
      note: '',
    },
    yen: 300,
    access: { 'step-free': 'no', quiet: 'yes', parking: 'yes' },
  });
  const entry = await aWaitingChange(app, { title: '夜の{読書|どくしょ}の会' });
  return {
    sentChange: change.id,
    changed: activity.id,
    sentEntry: entry.id,
    phoneOrganiser: byPhone.id,
    phoned: phoned.id,
  };
}
