import { ActivityProposal } from '../../src/exchange/activity-proposal.entity.js';
import { ActivityWish } from '../../src/exchange/activity-wish.entity.js';
import { ProposalSupport } from '../../src/exchange/proposal-support.entity.js';
import { newId } from '../../src/shared/ids.js';
import type { TestApp } from '../support/app.js';
import { aPerson } from './person.js';

/** An activity that somebody proposed, waiting for its first answer unless told otherwise. */
export async function aProposal(
  app: TestApp,
  { supporters = [], ...state }: Partial<ActivityProposal> & { supporters?: readonly string[] } = {},
): Promise<string> {
  const sentAt = state.sentAt ?? app.clock.now();
  const id = newId(sentAt);
  const personId = state.personId ?? (await aPerson(app)).id;
  const proposal = {
    ...{ title: '夜のオンラインの会', about: '仕事のあとに、話せるところがほしいです。' },
    ...{ form: 'online' as const, area: '', place: '', hours: '平日の夜', part: 'join' as const },
    ...{ state: 'waiting' as const, isShown: false, activityId: null, replies: 0 },
    ...{ answeredAt: null, repliedAt: null, seenAt: null },
    ...state,
    ...{ id, personId, sentAt },
  };
  await app.db.write(async (tx) => {
    await tx.insert(ActivityProposal, proposal);
    for (const one of supporters) await tx.insert(ProposalSupport, { proposalId: id, personId: one });
  });
  return id;
}

/** What somebody wished for; nobody knows who. */
export async function aWish(app: TestApp, state: Partial<ActivityWish> = {}): Promise<string> {
  const id = crypto.randomUUID();
  await app.db.write((tx) =>
    tx.insert(ActivityWish, {
      ...{ id, kind: 'form', form: 'walking', area: 'chuo', hours: '', text: '川のそばを歩きたいです。' },
      ...{ state: 'waiting', showsText: false, sentOn: app.clock.today(), decidedOn: null },
      ...state,
    }),
  );
  return id;
}
