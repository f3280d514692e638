import type { Tx } from './tx.js';

/** Marks what `scope` names as changed, in the unit that changes it. Read with the session, before the rows. */
export async function bump(tx: Tx, scope: string): Promise<void> {
  await tx.sql`
    insert into version (scope, n) values (${scope}, 1)
    on conflict (scope) do update set n = version.n + 1`;
}
