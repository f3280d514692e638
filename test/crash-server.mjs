// The built server in a process of its own, to be killed. Argument: the folder with dist/. Tells its parent by IPC when it
// listens, and what its live writer says about durability.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const load = (path) => import(pathToFileURL(join(process.argv[2], 'dist', path)).href);
const { serve } = await load('serve.js');
const { Database } = await load('database/database.js');

const { nest } = await serve();
const db = nest.get(Database);
const asked =
  db.engine === 'sqlite'
    ? ['pragma synchronous', 'pragma journal_mode', 'pragma foreign_keys']
    : ['show fsync', 'show synchronous_commit', 'show full_page_writes'];
const durability = await db.write(async (tx) => {
  const said = [];
  for (const text of asked) said.push(...(await tx.query(text)));
  return Object.assign({}, ...said);
});
process.send({ durability });
