/** Measures the built program: `npm run bench`. Everything stays on this machine and is gone afterwards, but for results.md. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './load.mjs';
import { runScript, startProgram, startServer } from './process.mjs';
import { report } from './report.mjs';
import { measureChecks } from './checks.mjs';
import { measureDirectoryFiles, measureSearch } from './directory.mjs';
import { measureFiles, measureMemory, measureOthers } from './exports.mjs';
import { kindsOf, measureRounds } from './rounds.mjs';
import { settings } from './settings.mjs';

const PEOPLE = 1000;
const CROWD = 100_000;
/** Another list, to see whether memory grows with its length. */
const SMALL_CROWD = 20_000;
const ACTIVITIES = 5000;
const TURNS = 3;
const ROUNDS = 7;
const EXPORTS = 5;
const STARTS = 5;
const IDLE_MS = 5000;

const folder = mkdtempSync(join(tmpdir(), 'tomoni-bench-'));
const at = (name) => join(folder, name);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const began = performance.now();
const data = await prepare();
const starts = await measureStarts();
say('checking');
const checks = await measureChecks();
const exported = await withServers((servers) => measureFiles(data, servers, EXPORTS));
const others = await withServers((servers) => measureOthers(data, servers, EXPORTS));
const held = { small: await measureHeld('small'), large: await measureHeld('tomoni') };
const directory = await measureDirectory();
const { rounds, memory } = await withServers(async (servers) => ({
  rounds: await measureRounds(kindsOf(data, servers), ROUNDS),
  memory: await servers.tomoni.ask('memory'),
}));
const text = report({
  ...{ rounds, exported, others, held, starts, checks, loaded: memory },
  ...{
    directory,
    activities: ACTIVITIES,
    crowd: CROWD,
    smallCrowd: SMALL_CROWD,
    seconds: (performance.now() - began) / 1000,
  },
});
writeFileSync(new URL('results.md', import.meta.url), text);
console.log(text);

/** A database with people in the middle of learning and a crowd that has completed, and a copy of it for each server. */
async function prepare() {
  say('making the data');
  const made = await runScript('data', 'data.mjs', [at('start'), String(PEOPLE)]);
  writeFileSync(at('data.json'), JSON.stringify(made));
  cpSync(at('start'), at('plain'), { recursive: true });
  cpSync(at('start'), at('small'), { recursive: true });
  await runScript('crowd', 'crowd.mjs', [at('small'), at('data.json'), String(SMALL_CROWD)]);
  await runScript('crowd', 'crowd.mjs', [at('start'), at('data.json'), String(CROWD)]);
  for (const copy of ['bare', 'tomoni', 'written']) cpSync(at('start'), at(copy), { recursive: true });
  const written = await runScript('statements', 'statements.mjs', [at('written'), at('data.json')]);
  writeFileSync(at('statements.json'), JSON.stringify(written));
  return made;
}

/** Time until the first page, and memory when nobody asks anything. */
async function measureStarts() {
  say('starting');
  const found = [];
  for (let start = 0; start <= STARTS; start++) {
    const program = await startProgram(settings(at('plain')));
    const cpu = (await program.ask('cpu')) / 1000;
    if (start === STARTS) await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
    found.push({ ms: program.ms, cpu, memory: await program.ask('memory') });
    await program.stop();
  }
  const empty = await startProgram(settings(at('empty')));
  await empty.stop();
  const warm = found.slice(1); // the first one after a build compiles
  return {
    ms: median(warm.map(({ ms }) => ms)),
    cpu: median(warm.map(({ cpu }) => cpu)),
    empty: empty.ms,
    idle: found.at(-1).memory,
  };
}

async function withServers(work) {
  say('measuring');
  const bare = await startServer('bare Fastify', 'bare.mjs', [
    at('bare'),
    at('data.json'),
    at('statements.json'),
  ]);
  const tomoni = await startServer('Tomoni', 'tomoni.mjs', [at('tomoni')]);
  const result = await work({ bare, tomoni });
  await tomoni.stop();
  await bare.stop();
  return result;
}

/** Memory of a fresh server while lists of this folder's people leave. */
async function measureHeld(folderName) {
  say('measuring memory');
  const tomoni = await startServer('Tomoni', 'tomoni.mjs', [at(folderName)]);
  const found = await measureMemory(data, tomoni);
  await tomoni.stop();
  return found;
}

/** A town's whole directory in a folder of its own. */
async function measureDirectory() {
  say('measuring the directory');
  await runScript('activities', 'activities.mjs', [at('directory'), String(ACTIVITIES)]);
  const tomoni = await startServer('Tomoni', 'tomoni.mjs', [at('directory')]);
  const found = { search: await measureSearch(tomoni, TURNS), files: await measureDirectoryFiles(tomoni) };
  await tomoni.stop();
  return found;
}

function say(what) {
  console.error(`bench: ${what} …`);
}
