import { OutboxMail } from '../src/mail/outbox-mail.entity.js';
import { TrialRequest } from '../src/trials/trial-request.entity.js';
import { TrialRequests } from '../src/trials/trial-requests.service.js';
import { TrialSlots } from '../src/trials/trial-slots.service.js';
import { anActivity } from './factories/activity.js';
import { aTrialRequest, aTrialSlot } from './factories/trial.js';
import { startApp } from './support/app.js';
import type { TestApp } from './support/app.js';

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());

const requestOf = (id: string) => app.db.write((tx) => tx.findOne(TrialRequest, { id }));
const cancel = (id: string) => app.db.write((tx) => app.get(TrialRequests).cancel(tx, id));
const refusal = (code: string) => expect.objectContaining({ code }) as unknown;

describe('seats of a trial visit', () => {
  it('are given at once, and never more than there are', async () => {
    const slot = await aTrialSlot(app, { seats: 2 });
    const asked = await Promise.allSettled([1, 2, 3, 4].map(() => aTrialRequest(app, slot)));
    expect(asked.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
    ]);
    await expect(aTrialRequest(app, slot)).rejects.toEqual(refusal('trials.request.full'));
  });

  it('are free again as soon as somebody cancels, and what they wrote is gone', async () => {
    const slot = await aTrialSlot(app, { seats: 1 });
    const { id } = await aTrialRequest(app, slot, { name: 'あき', needs: '端の席', email: 'aki@example.jp' });
    app.clock.advance(60_000);
    await cancel(id);
    await cancel(id);
    expect(await requestOf(id)).toMatchObject({ state: 'cancelled', name: '', needs: '', email: null });
    await aTrialRequest(app, slot);
    const states = await app.db.sql`select state from trial_event where request_id = ${id} order by at, id`;
    expect(states.map(({ state }) => state)).toEqual(['requested', 'cancelled']);
  });

  it('are refused where nothing is shown, after the beginning, and where it was called off', async () => {
    const hidden = await anActivity(app);
    const slot = await aTrialSlot(app, { activity: hidden });
    await app.db.write(
      (tx) => tx.sql`update activity set confirmed_on = '2020-01-01' where id = ${hidden.id}`,
    );
    await expect(aTrialRequest(app, slot)).rejects.toThrow('trial slot');
    const off = await aTrialSlot(app, { offBecause: '' });
    await expect(aTrialRequest(app, off)).rejects.toEqual(refusal('trials.request.off'));
    const only = await aTrialSlot(app, { ways: 1 });
    await expect(aTrialRequest(app, only, { way: 'join' })).rejects.toEqual(refusal('trials.way.not-here'));
  });
});

describe('what the host changes', () => {
  const mailsTo = (recipient: string) =>
    app.db.write((tx) => tx.find(OutboxMail, { where: { recipient }, order: { createdAt: 'ASC' } }));
  const fieldsOf = (slot: Awaited<ReturnType<typeof aTrialSlot>>) => ({ seen: slot.version, fields: slot });

  it('is told to who gave an address, and only the newest mail waits', async () => {
    const slot = await aTrialSlot(app);
    await aTrialRequest(app, slot, { email: 'told@example.jp' });
    const later = { ...slot, toMinute: 16 * 60, day: slot.day.plusDays(1) };
    await app.db.write((tx) =>
      app.get(TrialSlots).change(tx, slot.id, { seen: slot.version, fields: later }),
    );
    await app.db.write((tx) => app.get(TrialSlots).cancel(tx, slot.id, '会場が使えません'));
    const mails = await mailsTo('told@example.jp');
    expect(mails).toHaveLength(1);
    expect(mails[0]!.body).toContain('なくなりました');
    expect(mails[0]!.subject).toMatch(/^【.+】お知らせ$/);
  });

  it('is no mail where only the note is another', async () => {
    const slot = await aTrialSlot(app);
    await aTrialRequest(app, slot, { email: 'quiet@example.jp' });
    await app.db.write((tx) =>
      app
        .get(TrialSlots)
        .change(tx, slot.id, { seen: slot.version, fields: { ...slot, note: '飲みものがあります' } }),
    );
    expect(await mailsTo('quiet@example.jp')).toEqual([]);
  });

  it('leaves nobody without a seat, and is not written over somebody else', async () => {
    const slot = await aTrialSlot(app, { seats: 2 });
    await aTrialRequest(app, slot);
    await aTrialRequest(app, slot);
    const change = (changed: object) =>
      app.db.write((tx) => app.get(TrialSlots).change(tx, slot.id, { ...fieldsOf(slot), ...changed }));
    await expect(change({ fields: { ...slot, seats: 1 } })).rejects.toMatchObject({
      code: 'trials.slot.taken',
      params: { n: 2 },
    });
    await expect(change({ seen: 7 })).rejects.toEqual(refusal('trials.slot.changed-meanwhile'));
  });
});
