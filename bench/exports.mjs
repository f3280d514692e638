/** Lists with names of everybody, as files: what they cost, what they hold in memory, and what others feel of them. */
import { ask, measureBeside } from './load.mjs';
import { fetchAside } from './process.mjs';
import { asPerson, exportOf, lessonOf, pathOf } from './requests.mjs';

export const KINDS = ['csv', 'xlsx'];
/** Others who are learning meanwhile. */
const OTHERS = 20;
const CHECKING_MS = 4000;

/** In each round the bare read of the rows and each kind of file: CPU and time in milliseconds. */
export async function measureFiles(data, { bare, tomoni }, rounds) {
  const requests = await asked(data, tomoni);
  const found = { read: [], csv: [], xlsx: [] };
  const bytes = {};
  const read = () => fetchAside(bare, { path: '/rows', headers: {} }).done;
  const take = async (kind) => (bytes[kind] = await fetchAside(tomoni, requests[kind]).done);
  await read();
  for (const kind of KINDS) await take(kind);
  for (let round = 0; round < rounds; round++) {
    found.read.push(await timed(bare, read));
    for (const kind of KINDS) found[kind].push(await timed(tomoni, () => take(kind)));
  }
  return { ...found, bytes };
}

/** How long others wait for a lesson and for their path while nothing else is done, while each kind of file leaves, and while files of authors are checked. */
export async function measureOthers(data, { tomoni }, rounds) {
  const requests = await asked(data, tomoni);
  const make = (i) => {
    const person = data.people[(i >> 1) % OTHERS];
    return i % 2 === 0 ? lessonOf(data, person) : pathOf(data, person);
  };
  const times = { quiet: [], csv: [], xlsx: [], checks: [] };
  const quiet = (ms = 1000) => new Promise((resolve) => setTimeout(resolve, ms));
  await measureBeside(tomoni, { make, until: quiet() }); // warms up
  for (let round = 0; round < rounds; round++) {
    times.quiet.push(...(await measureBeside(tomoni, { make, until: quiet() })));
    for (const kind of KINDS) {
      const file = fetchAside(tomoni, requests[kind]);
      await file.begun;
      times[kind].push(...(await measureBeside(tomoni, { make, until: file.done })));
    }
    await tomoni.ask('beginChecks');
    times.checks.push(...(await measureBeside(tomoni, { make, until: quiet(CHECKING_MS) })));
    await tomoni.ask('endChecks');
  }
  return times;
}

/** Megabytes held before and, at most, while each kind of file leaves; of a server that did nothing else but make them small. */
export async function measureMemory(data, tomoni) {
  const requests = await asked(data, tomoni);
  const found = {};
  for (const kind of KINDS) {
    await fetchAside(tomoni, requests[kind]).done; // what is loaded and compiled once
    await tomoni.ask('watch');
    await fetchAside(tomoni, requests[kind]).done;
    found[kind] = await tomoni.ask('watched');
  }
  return found;
}

/** An export that is asked for once: each of its files may be taken as often as one likes within the hour. */
async function asked(data, tomoni) {
  const { location } = await ask(tomoni, exportOf(data));
  const headers = asPerson(data.official);
  const of = (kind) => ({ path: location.replace(/\.csv$/, `.${kind}`), headers });
  return Object.fromEntries(KINDS.map((kind) => [kind, of(kind)]));
}

async function timed(server, act) {
  const cpu = await server.ask('cpu');
  const began = performance.now();
  await act();
  const ms = performance.now() - began;
  return { cpu: ((await server.ask('cpu')) - cpu) / 1000, ms };
}
