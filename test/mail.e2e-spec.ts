import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MailSender, backOff } from '../src/mail/mail-sender.js';
import { Jobs } from '../src/mail/jobs.js';
import type { OutboxMail } from '../src/mail/outbox-mail.entity.js';
import { Outbox } from '../src/mail/outbox.js';
import { Postman } from '../src/mail/postman.js';
import { startApp } from './support/app.js';
import type { TestApp } from './support/app.js';

let app: TestApp;
let delivered: OutboxMail[];
let postman: Postman;
let toFolder: Postman['deliver'];

beforeAll(async () => {
  app = await startApp();
  postman = app.get(Postman);
  toFolder = postman.deliver.bind(postman);
});
afterAll(() => app.close());
beforeEach(async () => {
  delivered = [];
  postman.deliver = async (mail) => void delivered.push(mail);
  await app.db.write((tx) => tx.sql`delete from outbox_mail`);
});

const promise = (to: string) =>
  app.db.write((tx) =>
    app.get(Outbox).add(tx, {
      to,
      template: 'staff.invite',
      lang: 'ja',
      params: { link: 'https://x/setup/secret-token', days: 7 },
    }),
  );
const rows = () =>
  app.db.sql<{
    body: string;
    recipient: string;
    sent_at: number | null;
    tries: number;
  }>`select body, recipient, sent_at, tries from outbox_mail`;

describe('the outbox', () => {
  it('sends what a unit promised, once, and forgets its words and to whom', async () => {
    await promise('a@example.jp');
    expect(await app.get(MailSender).sendDue()).toBe(1);
    expect(await app.get(MailSender).sendDue()).toBe(0);
    expect(delivered).toHaveLength(1);
    expect(delivered[0]!.body).toContain('secret-token');
    expect(await rows()).toEqual([{ body: '', recipient: '', sent_at: app.clock.now().getTime(), tries: 1 }]);
  });

  it('promises nothing when the unit fails', async () => {
    const failed = app.db.write(async (tx) => {
      await app.get(Outbox).add(tx, {
        to: 'a@example.jp',
        template: 'staff.invite',
        lang: 'ja',
        params: { link: 'x', days: 7 },
      });
      throw new Error('later');
    });
    await expect(failed).rejects.toThrow('later');
    expect(await rows()).toEqual([]);
  });

  it('is emptied by two senders without sending anything twice', async () => {
    for (let n = 0; n < 10; n++) await promise(`a${n}@example.jp`);
    await Promise.all([app.get(MailSender).sendDue(), app.get(MailSender).sendDue()]);
    expect(delivered.map(({ recipient }) => recipient).sort()).toEqual(
      Array.from({ length: 10 }, (_, n) => `a${n}@example.jp`),
    );
  });

  it('waits longer after each failure and sends when the carrier is back', async () => {
    await promise('a@example.jp');
    postman.deliver = async () => Promise.reject(new Error('ECONNREFUSED'));
    await app.get(MailSender).sendDue();
    expect(await app.get(MailSender).sendDue()).toBe(0);
    app.clock.advance(backOff(1));
    await app.get(MailSender).sendDue();
    expect((await rows())[0]).toMatchObject({ sent_at: null, tries: 2 });
    postman.deliver = async (mail) => void delivered.push(mail);
    app.clock.advance(backOff(2));
    expect(await app.get(MailSender).sendDue()).toBe(1);
  });

  it('forgets sent mails after a week, never one that waits', async () => {
    await promise('sent@example.jp');
    await app.get(MailSender).sendDue();
    postman.deliver = async () => Promise.reject(new Error('down'));
    await promise('waits@example.jp');
    app.clock.advance(8 * 24 * 60 * 60_000);
    await app.get(Jobs).runAll();
    expect((await rows()).map(({ sent_at }) => sent_at)).toEqual([null]);
  });

  it('writes mails to files for a week when no server is configured', async () => {
    await promise('a@example.jp');
    postman.deliver = toFolder;
    await app.get(MailSender).sendDue();
    const folder = join(app.config.dataDir, 'outbox');
    const [file] = readdirSync(folder);
    expect(readFileSync(join(folder, file!), 'utf8')).toContain('To: a@example.jp');
    await app.get(MailSender).forgetSent(app.clock.now());
    expect(readdirSync(folder)).toEqual([file]);
    app.clock.advance(8 * 24 * 60 * 60_000);
    await app.get(MailSender).forgetSent(app.clock.now());
    expect(readdirSync(folder)).toEqual([]);
  });
});

it.each([
  [1, 1],
  [2, 2],
  [5, 16],
  [30, 360],
])('after %i failures waits %i minutes', (tries, minutes) => {
  expect(backOff(tries)).toBe(minutes * 60_000);
});
