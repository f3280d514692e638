import { createApp } from '../app.js';
import { AuditKeeping } from '../audit/audit-keeping.service.js';
import type { ChainReport } from '../audit/audit-chain.js';
import { noteOf, readNote } from '../audit/chain.rules.js';
import type { Head } from '../audit/chain.rules.js';
import { readConfig } from '../config/config.js';
import { makeLog } from '../web/log.js';

const WORDS = {
  missing: 'is missing',
  unlinked: 'does not follow the row before it',
  changed: 'was changed after it was written',
  cut: 'was noted as the end before, and is not in the record any more',
} as const;

const HOW_NOTED =
  'A noted end looks like 1234:89ab-cdef-0123-4567-89ab-cd, or has all 64 signs. Look at the paper again: one may be misread.';

/**
 * `verify-audit [--head <noted end>]`: whether the record of acts is as it was written. Prints its end: note it outside
 * the database (`audit-head` prints it for paper) and give it next time, because a record whose end was cut off is
 * still whole in itself.
 * 0: whole; 1: it names the first row that is not; 2: the command itself was not understood.
 */
export async function run(args: readonly string[]): Promise<number> {
  const noted = readNoted(args);
  if (noted === null) {
    process.stderr.write(`npm run tomoni -- verify-audit [--head <noted end>]\n${HOW_NOTED}\n`);
    return 2;
  }
  const { nest } = await createApp(readConfig(), { log: makeLog('silent') });
  try {
    const report = await nest.get(AuditKeeping).check(noted);
    process.stdout.write(`${inWords(report)}\n`);
    return report.flaw ? 1 : 0;
  } finally {
    await nest.close();
  }
}

export function inWords({ head, flaw }: ChainReport): string {
  if (flaw) return `Row ${flaw.seq} ${WORDS[flaw.kind]}. Rows up to ${head.seq} are as they were written.`;
  return `All ${head.seq} rows are as they were written. Note this end: ${noteOf(head)} (whole: ${head.seq}:${head.hash})`;
}

/** Ends noted before, as they were given; null when one cannot be read. */
export function readNoted(args: readonly string[]): Head[] | null {
  if (args.length === 0) return [];
  const [text = '', ...more] =
    args[0] === '--head' ? args.slice(1) : [args[0]!.replace(/^--head=/, ''), ...args.slice(1)];
  const head = readNote(text);
  return head && more.length === 0 ? [head] : null;
}
