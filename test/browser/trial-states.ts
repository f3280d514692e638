import { CalendarDay } from '../../src/shared/calendar-day.js';
import { newId } from '../../src/shared/ids.js';
import { TrialPage } from '../../src/trials/trial-page.entity.js';
import { TrialSlot } from '../../src/trials/trial-slot.entity.js';
import { anActivity } from '../factories/activity.js';
import { aTrialRequest, aTrialSlot } from '../factories/trial.js';
import type { People } from './people.js';

export interface Trials {
  /** A slot with seats, and one that is full. */
  readonly slot: string;
  readonly fullSlot: string;
}

/** Slots for trial visits; one has asked for a seat, the visit of one has begun. */
export async function visits(people: People): Promise<Trials> {
  const { app } = people;
  const activity = await anActivity(app, { title: '{水辺|みずべ}の散歩の会' });
  const [slot, full, now] = [
    await aTrialSlot(app, { activity, note: '歩く速さは、いちばんゆっくりな人に合わせます。' }),
    await aTrialSlot(app, { activity, seats: 1, day: app.clock.today().plusDays(14) }),
    await aTrialSlot(app, { activity }),
  ];
  await aTrialRequest(app, full);
  const told = { name: 'なぎ', leavesEarly: '1', needs: '大きな音が苦手です。', email: 'nagi@example.jp' };
  await people.send('visiting', `/activities/trials/${slot.id}`, { way: 'listen', ...told });
  await people.send('visited', `/activities/trials/${now.id}`, { way: 'watch' });
  const today = CalendarDay.at(app.clock.now());
  await app.db.write((tx) =>
    tx.update(TrialSlot, { id: now.id }, { day: today, fromMinute: 0, toMinute: 24 * 60 - 1 }),
  );
  const answeredOn = today.plusDays(-1);
  const written = { safe: '入口で名前だけ聞かれたこと', hard: '拍手の音が大きかったこと', toHost: '' };
  await app.db.write((tx) =>
    tx.insert(TrialPage, {
      ...{ id: newId(app.clock.now()), slotId: full.id, image: 'some' as const, feeling: null },
      ...{ next: null, ...written, answeredOn, codeHash: null },
    }),
  );
  return { slot: slot.id, fullSlot: full.id };
}
