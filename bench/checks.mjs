/** What checking costs: a training of hundreds of modules, the worst megabytes, and what others wait meanwhile. */
import { checkInWorker, compileInWorker } from '../dist/curriculum/check-in-worker.js';
import { WORST, alone, largeCourse } from './courses.mjs';

const MODULES = 300;
const TRACK = 'introductory';
/** The memory that the thread of a check in the server may take does not hold hundreds of modules at once. */
const LARGE = { megabytes: 1024, milliseconds: 60_000 };
const TURNS = 3;

/** In a thread of its own, as the server does it; milliseconds from asking to the answer, the least of a few turns. */
export async function measureChecks() {
  const course = largeCourse(MODULES);
  const worst = [];
  for (const [name, content] of Object.entries(WORST)) {
    const found = await best(() => checkInWorker(alone(content)));
    worst.push({ name, bytes: Buffer.byteLength(content), ...found });
  }
  return {
    modules: MODULES,
    bytes: course.reduce((sum, { bytes }) => sum + bytes.length, 0),
    check: await best(() => checkInWorker(course, LARGE)),
    worst,
  };
}

async function best(act) {
  let found = null;
  for (let turn = 0; turn < TURNS; turn++) {
    const cpu = process.cpuUsage();
    const began = performance.now();
    const answer = await act();
    const ms = performance.now() - began;
    const { user, system } = process.cpuUsage(cpu);
    if (!found || ms < found.ms) found = { ms, cpu: (user + system) / 1000, answer };
  }
  return found;
}

/** Checks one after another, of everything bad and of a real training, until it is told to stop; says how many. */
export async function checkOn(isOver) {
  const course = largeCourse(8);
  const kinds = Object.values(WORST);
  let done = 0;
  while (!isOver()) {
    await checkInWorker(alone(kinds[done % kinds.length]));
    await compileInWorker(course, TRACK);
    done += 2;
  }
  return done;
}
