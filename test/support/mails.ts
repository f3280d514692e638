import type { TestApp } from './app.js';

/** What was written to an address, oldest first. */
export async function mailsTo(app: TestApp, address: string): Promise<{ subject: string; body: string }[]> {
  return app.db.sql<{ subject: string; body: string }>`
    select subject, body from outbox_mail where recipient = ${address} order by id`;
}

/** The path behind the only link of its kind in the last mail to the address that has one; other mail may follow it. */
export async function linkTo(app: TestApp, address: string, folder: 'password' | 'email'): Promise<string> {
  const link = new RegExp(`${app.config.origin}(/${folder}/[\\w-]{43})\\b`);
  const last = (await mailsTo(app, address)).findLast(({ body }) => link.test(body));
  const found = link.exec(last?.body ?? '');
  if (!found) throw new Error(`no link to /${folder}/ was sent to ${address}`);
  return found[1]!;
}
