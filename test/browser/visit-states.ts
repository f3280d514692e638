import { OrganiserPerson } from '../../src/organisers/organiser-person.entity.js';
import { TrialSlot } from '../../src/trials/trial-slot.entity.js';
import { anActivity, anOrganiser } from '../factories/activity.js';
import { aTrialRequest, aTrialSlot } from '../factories/trial.js';
import type { People } from './people.js';

/** An entry kept by the host, a time to which people will come, and one that is over. */
export interface Visits {
  readonly hosted: string;
  readonly comingSlot: string;
  readonly pastSlot: string;
}

export async function host(people: People): Promise<Visits> {
  const { app } = people;
  const { id: personId } = await people.person('host');
  const organiser = await anOrganiser(app, { name: '見本の会' });
  const madeAt = app.clock.now();
  await app.db.write((tx) => tx.insert(OrganiserPerson, { organiserId: organiser.id, personId, madeAt }));
  const activity = await anActivity(app, { organiser });
  const coming = await aTrialSlot(app, { activity, note: 'お茶があります。コップはお店のものを使います。' });
  const past = await aTrialSlot(app, { activity, day: app.clock.today().plusDays(8) });
  for (const slot of [coming, past]) {
    const needs = '出口に近い席がいいです。\nマイクの音が大きいと、つらくなることがあります。';
    await aTrialRequest(app, slot, { name: 'みどり', way: 'listen', leavesEarly: true, brings: true, needs });
    await aTrialRequest(app, slot, {});
  }
  const day = app.clock.today().plusDays(-1);
  await app.db.write((tx) => tx.update(TrialSlot, { id: past.id }, { day }));
  return { hosted: activity.id, comingSlot: coming.id, pastSlot: past.id };
}
