import type { Activity } from '../../src/activities/activity.entity.js';
import { ActivityChanges } from '../../src/organisers/activity-changes.service.js';
import { OrganiserLink } from '../../src/organisers/organiser-link.entity.js';
import { OrganiserLinks } from '../../src/organisers/organiser-links.service.js';
import { OrganiserPerson } from '../../src/organisers/organiser-person.entity.js';
import type { Me } from '../../src/web/me.js';
import { sha256 } from '../../src/shared/ids.js';
import { anActivity, anActivityContent, anOrganiser } from '../factories/activity.js';
import type { People } from './people.js';

/** Entries of a group that the host keeps: one that changes and waits, one whose change was declined; its links. */
export interface Organised {
  /** Addresses. */
  readonly waitingEntry: string;
  readonly declinedEntry: string;
  readonly enterLink: string;
  readonly confirmLink: string;
  readonly usedLink: string;
}

export async function organise(people: People): Promise<Organised> {
  const { app } = people;
  const { id: personId } = await people.person('host');
  const office = { personId: (await people.person('office')).id, role: 'office' } as Me;
  const organiser = await anOrganiser(app, { name: '川べりの会（見本）' });
  const madeAt = app.clock.now();
  await app.db.write((tx) => tx.insert(OrganiserPerson, { organiserId: organiser.id, personId, madeAt }));
  const old = app.clock.today().plusDays(-110).toString();
  const waiting = await anActivity(app, { organiser, title: '川べりを歩く会', confirmedOn: old });
  const declined = await anActivity(app, { organiser, title: '絵をかく午後' });
  const changes = app.get(ActivityChanges);
  const send = (activity: Activity | null, title: string) =>
    app.db.write((tx) =>
      changes.send(tx, {
        organiserId: organiser.id,
        activityId: activity?.id ?? null,
        seen: activity?.version ?? 0,
        content: anActivityContent({ title }),
        doer: { way: 'link', me: null },
      }),
    );
  await send(waiting, '川べりをゆっくり歩く会');
  await send(null, '手紙を書く会');
  const change = await send(declined, '絵をかく{夕方|ゆうがた}');
  const reason = '会場の開く時刻より早い始まりになっています。\n時刻を確かめて、もういちど送ってください。';
  await app.db.write((tx) => changes.decline(tx, change, { me: office, reason }));
  const link = async (purpose: 'enter' | 'confirm') => {
    const activityId = purpose === 'confirm' ? waiting.id : null;
    const wanted = {
      organiserId: organiser.id,
      email: organiser.email!,
      purpose,
      activityId,
      hours: 24 * 365,
    };
    return app.db.write((tx) => app.get(OrganiserLinks).issue(tx, wanted));
  };
  const used = await link('enter');
  await app.db.write((tx) => tx.update(OrganiserLink, { hash: sha256(used) }, { usedAt: madeAt }));
  const first = {
    organiserId: null,
    email: 'founding@example.jp',
    purpose: 'enter',
    activityId: null,
  } as const;
  const door = await app.db.write((tx) => app.get(OrganiserLinks).issue(tx, { ...first, hours: 24 }));
  await people.send('founding', `/organise/link/${door}`, { act: 'enter', version: '0' });
  const at = '/organise/activities/';
  return {
    waitingEntry: `${at}${waiting.id}`,
    declinedEntry: `${at}${declined.id}?change=${change}`,
    enterLink: `/organise/link/${await link('enter')}`,
    confirmLink: `/organise/link/${await link('confirm')}`,
    usedLink: `/organise/link/${used}`,
  };
}
