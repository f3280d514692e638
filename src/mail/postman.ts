import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import type { Transporter } from 'nodemailer';
import { Config } from '../config/config.js';
import type { OutboxMail } from './outbox-mail.entity.js';

/** Carries one mail out of the house. @throws whatever the carrier says when it was not taken. */
export abstract class Postman {
  abstract deliver(mail: OutboxMail): Promise<void>;

  /** Throws away what was kept of mails promised before then. */
  async forgetBefore(_limit: Date): Promise<void> {}
}

/** Hands mails to the SMTP server of the configuration. */
class SmtpPostman extends Postman {
  constructor(
    private readonly transport: Transporter,
    private readonly from: string,
  ) {
    super();
  }

  async deliver(mail: OutboxMail): Promise<void> {
    // The id makes a second try after a lost answer recognisable as the same mail.
    await this.transport.sendMail({
      from: this.from,
      to: mail.recipient,
      subject: mail.subject,
      text: mail.body,
      messageId: `<${mail.id}@${this.from.split('@')[1] ?? 'localhost'}>`,
    });
  }
}

/** Without an SMTP server: writes each mail into a file, so that nothing is lost and a newcomer can read it. */
class FolderPostman extends Postman {
  private readonly log = new Logger('Mail');

  constructor(
    private readonly folder: string,
    private readonly from: string,
  ) {
    super();
  }

  async deliver(mail: OutboxMail): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const file = join(this.folder, `${mail.id}.txt`);
    await writeFile(
      file,
      `From: ${this.from}\nTo: ${mail.recipient}\nSubject: ${mail.subject}\n\n${mail.body}`,
      { mode: 0o600 },
    );
    this.log.log({ mailId: mail.id, file }, 'no SMTP server is configured: mail written to a file');
  }

  override async forgetBefore(limit: Date): Promise<void> {
    const files = await readdir(this.folder).catch(() => []);
    // The name is the mail's id, and an id begins with the millisecond of its making.
    const oldest = limit.getTime().toString(16).padStart(12, '0');
    for (const file of files)
      if (file.replace('-', '').slice(0, 12) < oldest) await rm(join(this.folder, file), { force: true });
  }
}

export const postmanProvider = {
  provide: Postman,
  inject: [Config],
  useFactory: async ({ smtpUrl, dataDir, mailFrom }: Config): Promise<Postman> => {
    if (smtpUrl === null) return new FolderPostman(join(dataDir, 'outbox'), mailFrom);
    const { createTransport } = await import('nodemailer');
    return new SmtpPostman(createTransport(smtpUrl), mailFrom);
  },
};
