import QRCode from 'qrcode';
import { createApp } from '../app.js';
import { AuditKeeping } from '../audit/audit-keeping.service.js';
import { noteOf } from '../audit/chain.rules.js';
import type { Head } from '../audit/chain.rules.js';
import { readConfig } from '../config/config.js';
import { Clock } from '../shared/clock.js';
import { Locales } from '../web/locales.js';
import type { Words } from '../web/locales.js';
import { makeLog } from '../web/log.js';
import { wordDate, wordTime } from '../web/view-helpers-dates.js';
import { inWords } from './verify-audit.js';

/**
 * `audit-head [--en]`: the end of the record of acts, for paper: in short and whole, in words and as a QR code. It is
 * looked over first: the end of a broken record is worth nothing.
 * 0: printed; 1: the record is broken, and its first bad row is named instead; 2: the command was not understood.
 */
export async function run(args: readonly string[]): Promise<number> {
  if (args.length > 1 || (args.length === 1 && args[0] !== '--en')) {
    process.stderr.write('npm run tomoni -- audit-head [--en]\n');
    return 2;
  }
  const { nest } = await createApp(readConfig(), { log: makeLog('silent') });
  try {
    const report = await nest.get(AuditKeeping).check();
    if (report.flaw) {
      process.stdout.write(`${inWords(report)}\n`);
      return 1;
    }
    const words = nest.get(Locales).in(args.length === 1 ? 'en' : 'ja');
    process.stdout.write(await toPaper(report.head, words, nest.get(Clock).now()));
    return 0;
  } finally {
    await nest.close();
  }
}

export async function toPaper(head: Head, words: Words, now: Date): Promise<string> {
  const t = (key: string, values: object) => words.text(`oversight.paper.${key}`, { ...values });
  const note = noteOf(head);
  const qr = await QRCode.toString(`${head.seq}:${head.hash}`, { type: 'utf8', errorCorrectionLevel: 'M' });
  return [
    t('title', {}),
    '',
    t('day', { day: wordDate(words, now), time: wordTime(words, now) }),
    t('rows', { rows: head.seq }),
    t('note', { note }),
    t('whole', { hash: `${head.seq}:${head.hash}` }),
    '',
    qr,
    t('keep', {}),
    t('later', { note }),
    '',
  ].join('\n');
}
