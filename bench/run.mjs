/**
 * What Tomoni costs beside what it could cost, in one run. Server CPU per request, because waiting and a busy
 * machine do not distort it; rounds are interleaved, so that whatever disturbs one disturbs all.
 */
import { mkdtempSync, cpSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { measure, median } from './load.mjs';
import { runScript, startServer } from './process.mjs';
import { answerTo, asPerson, lessonPath, pathPath, signInOf } from './requests.mjs';

const PEOPLE = 600; // times four questions: every answer of the run is somebody's first to its question
const ROUNDS = 7;
const PAGES = 3_000; // requests per round
const ANSWERS = 280;
const SIGN_INS = 40;

const folder = mkdtempSync(join(tmpdir(), 'tomoni-bench-'));
const inFolder = (name) => join(folder, name);
try {
  const results = await run();
  const text = report(results);
  writeFileSync(new URL('results.md', import.meta.url), text);
  process.stdout.write(text);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function run() {
  const data = await runScript('data', 'data.mjs', [inFolder('data'), String(PEOPLE)]);
  writeFileSync(inFolder('data.json'), JSON.stringify(data));
  for (const copy of ['statements', 'tomoni', 'bare'])
    cpSync(inFolder('data'), inFolder(copy), { recursive: true });
  const statements = await runScript('statements', 'statements.mjs', [
    inFolder('statements'),
    inFolder('data.json'),
  ]);
  writeFileSync(inFolder('statements.json'), JSON.stringify(statements));
  const csv = await runScript('csv', 'csv.mjs', [inFolder('csv')]);
  const bare = await startServer('bare', 'bare.mjs', {
    args: [inFolder('bare'), inFolder('data.json'), inFolder('statements.json')],
  });
  const tomoni = await startServer('tomoni', 'tomoni.mjs', { args: [inFolder('tomoni')] });
  try {
    const { now: idleMb } = await tomoni.ask('memory');
    const measured = await rounds(casesOf(data, { bare, tomoni }));
    return {
      data,
      csv,
      idleMb,
      measured,
      coldMs: await coldStart(),
      pageBytes: Buffer.byteLength(statements.lesson.body),
    };
  } finally {
    await Promise.all([bare.stop(), tomoni.stop()]);
  }
}

/** Each case with a fresh person per request where a request changes something. */
function casesOf(data, { bare, tomoni }) {
  const person = (i) => data.people[i % data.people.length];
  const turns = new Map();
  const answer = (server) => () => {
    const turn = turns.get(server) ?? 0;
    turns.set(server, turn + 1);
    return answerTo(data, person(Math.floor(turn / data.questions)), (turn % data.questions) + 1);
  };
  const page = (path) => (i) => ({ path, headers: asPerson(person(i)) });
  return [
    { name: 'a0', server: bare, count: PAGES, make: () => ({ path: '/page' }) },
    { name: 'a', server: bare, count: PAGES, make: page(lessonPath(data)) },
    { name: 'b', server: tomoni, count: PAGES, make: page(lessonPath(data)) },
    { name: 'c', server: tomoni, count: PAGES, make: page(pathPath(data)) },
    { name: 'd-bare', server: bare, count: ANSWERS, expect: 303, make: answer(bare) },
    { name: 'd', server: tomoni, count: ANSWERS, expect: 303, make: answer(tomoni) },
    { name: 'e', server: tomoni, count: SIGN_INS, expect: 303, make: (i) => signInOf(data, person(i)) },
  ];
}

async function rounds(cases) {
  const all = new Map(cases.map(({ name }) => [name, []]));
  for (let round = -1; round < ROUNDS; round++)
    for (const { name, server, ...load } of cases) {
      const measured = await measure(server, load);
      if (round >= 0) all.get(name).push(measured); // the first round only warms up
    }
  const of = (results, key) => median(results.map((one) => one[key]));
  return new Map(
    [...all].map(([name, results]) => [
      name,
      { cpu: of(results, 'cpu'), rate: of(results, 'rate'), p95: of(results, 'p95') },
    ]),
  );
}

/** From the start of the built program to its first page, in milliseconds: the median of five. */
async function coldStart() {
  const times = [];
  for (let n = 0; n < 5; n++) {
    const server = await startServer('cold', 'tomoni.mjs', { args: [inFolder('data')] });
    const began = performance.now();
    await measure(server, { count: 1, connections: 1, make: () => ({ path: '/' }) });
    times.push(server.startMs + performance.now() - began);
    await server.stop();
  }
  return median(times);
}

function report({ csv, idleMb, measured, coldMs, pageBytes }) {
  const row = (label, name) => {
    const { cpu, rate, p95 } = measured.get(name);
    return `| ${label} | ${cpu.toFixed(0)} | ${rate.toFixed(0)} | ${p95.toFixed(1)} |`;
  };
  const ratio = (whole, part) => (measured.get(whole).cpu / measured.get(part).cpu).toFixed(2);
  const gib = Math.round(totalmem() / 2 ** 30);
  return `# What the bench measured

${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${process.platform}, ${cpus().length} cores (${cpus()[0].model.trim()}), ${gib} GiB of memory. Made by \`npm run bench\`.

| case | server CPU per request, µs | requests per second | p95, ms |
|---|---|---|---|
${row('a0: bare Fastify, the same bytes', 'a0')}
${row('a: bare Fastify, same cookie, same statements, the same bytes', 'a')}
${row('b: lesson page, signed in', 'b')}
${row('c: path page, signed in', 'c')}
${row('d, bare: the same write in bare Fastify', 'd-bare')}
${row('d: quiz answer', 'd')}
${row('e: sign-in (argon2id, 19 MiB)', 'e')}

| comparison | result | target |
|---|---|---|
| lesson page beside the yardstick (a ÷ b) | ${ratio('a', 'b')} | ≥ 0.35, then 0.6 |
| quiz answer beside the bare write (d bare ÷ d) | ${ratio('d-bare', 'd')} | ≥ 0.35 |
| completion CSV of ${csv.rows.toLocaleString('en')} rows beside reading them | ${(csv.csv / csv.read).toFixed(2)} × (${csv.csv.toFixed(0)} ms, ${csv.read.toFixed(0)} ms of CPU) | ≤ 1.5 × |
| memory that the CSV of ${(csv.bytes / 1e6).toFixed(1)} MB took | ${csv.grownMb.toFixed(0)} MB | constant |
| cold start to the first page | ${coldMs.toFixed(0)} ms | ≤ 1,000 ms |
| idle memory | ${idleMb.toFixed(0)} MB | ≤ 200 MB |

The lesson page is ${pageBytes.toLocaleString('en')} bytes of HTML. CPU is that of the server's process, threads included, the median of ${ROUNDS} interleaved rounds after one to warm up. The yardstick's statements are written down from Tomoni itself in the same run, so it cannot drift. The bare write waits for the disk as Tomoni does (\`synchronous=FULL\`).
`;
}
