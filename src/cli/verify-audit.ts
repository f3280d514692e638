import { createApp } from '../app.js';
import { AuditChain } from '../audit/audit-chain.js';
import type { ChainReport } from '../audit/audit-chain.js';
import type { Head } from '../audit/chain.rules.js';
import { readConfig } from '../config/config.js';
import { makeLog } from '../web/log.js';

const WORDS = {
  missing: 'is missing',
  unlinked: 'does not follow the row before it',
  changed: 'was changed after it was written',
  cut: 'was noted as the end before, and is not in the record any more',
} as const;

/**
 * `verify-audit [seq:hash]`: whether the record of acts is as it was written. Prints its end: note it outside the
 * database and give it next time, because a record whose end was cut off is still whole in itself.
 * 0: whole; 1: it names the first row that is not; 2: the command itself was not understood.
 */
export async function run(args: readonly string[]): Promise<number> {
  const noted = readHead(args[0]);
  if (args.length > 1 || noted === null) {
    process.stderr.write('npm run tomoni -- verify-audit [seq:hash]\n');
    return 2;
  }
  const { nest } = await createApp(readConfig(), { log: makeLog('silent') });
  try {
    const report = await nest.get(AuditChain).verifyChain(noted);
    process.stdout.write(`${inWords(report)}\n`);
    return report.flaw ? 1 : 0;
  } finally {
    await nest.close();
  }
}

export function inWords({ head, flaw }: ChainReport): string {
  if (flaw) return `Row ${flaw.seq} ${WORDS[flaw.kind]}. Rows up to ${head.seq} are as they were written.`;
  return `All ${head.seq} rows are as they were written. Note this end: ${head.seq}:${head.hash}`;
}

/** Undefined when none was given, null when it cannot be read. */
export function readHead(text: string | undefined): Head | null | undefined {
  if (text === undefined) return undefined;
  const found = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text);
  return found ? { seq: Number(found[1]), hash: found[2]! } : null;
}
