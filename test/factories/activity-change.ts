import type { ActivityContent } from '../../src/activities/activity-content.rules.js';
import type { Activity } from '../../src/activities/activity.entity.js';
import { ActivityChange } from '../../src/organisers/activity-change.entity.js';
import { ActivityChanges } from '../../src/organisers/activity-changes.service.js';
import { anActivityContent, anOrganiser } from './activity.js';
import type { TestApp } from '../support/app.js';

type ChangeState = Partial<ActivityContent> & {
  /** Null for a new entry. */
  activity?: Activity | null;
  /** Of a new entry; made where none is given. */
  organiser?: { id: string };
};

/** What a group sent by a link and the office has not decided: a change of an entry, or a new one. */
export async function aWaitingChange(
  app: TestApp,
  { activity = null, organiser, ...content }: ChangeState = {},
): Promise<ActivityChange> {
  const organiserId = activity?.organiserId ?? (organiser ?? (await anOrganiser(app))).id;
  const base = activity ? (JSON.parse(activity.content) as ActivityContent) : anActivityContent();
  return app.db.write(async (tx) => {
    const id = await app.get(ActivityChanges).send(tx, {
      organiserId,
      activityId: activity?.id ?? null,
      seen: activity?.version ?? 0,
      content: { ...base, ...content },
      doer: { way: 'link', me: null },
    });
    return (await tx.findOne(ActivityChange, { id }))!;
  });
}
