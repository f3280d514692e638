// Serves a SQLite file and saves attempts with their answers until it is killed; writes down each one it acknowledges.
// Arguments: the folder with dist/, the data folder.
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, dataDir] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(join(folder, 'dist', 'database', `${name}.js`)).href);
const { claimServer } = await load('single-server');
const { openEngine } = await load('open-engine');
const { UnitScope } = await load('unit-scope');
const { Database } = await load('database');

const config = { databaseUrl: null, dataDir, env: 'production' };
claimServer(config);
const scope = new UnitScope(false);
const db = new Database(await openEngine(config, [], scope), scope);

async function submitForEver() {
  for (;;) {
    const id = randomUUID();
    await db.write(async (tx) => {
      await tx.sql`insert into crash_attempt (id) values (${id})`;
      for (let n = 0; n < 3; n++) await tx.sql`insert into crash_answer (attempt_id, n) values (${id}, ${n})`;
      await tx.sql`update crash_attempt set score = 3 where id = ${id}`;
    });
    writeSync(1, `${id}\n`);
  }
}

await Promise.all(Array.from({ length: 50 }, submitForEver));
