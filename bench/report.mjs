/** Puts what was measured into words: a page for people. */
import os from 'node:os';
import { median, percentile } from './load.mjs';

const LINES = {
  a0: 'bare Fastify, the same bytes as a Buffer',
  a: 'the yardstick: the same with the cookie read and the same statements sent',
  b: '**lesson page**, signed in',
  b2: 'lesson page with a memo and a place of one’s own',
  c: 'path page',
  d0: 'bare Fastify, the form read and the same statements in one transaction',
  d: '**quiz answer** (POST → 303)',
  e0: 'bare Fastify, the password compared (argon2id, 19 MiB)',
  e: 'sign-in',
};
const NAMES = { a0: 'a0', a: 'a', b: 'b', b2: 'b′', c: 'c', d0: 'd₀', d: 'd', e0: 'e₀', e: 'e' };

export function report(found) {
  const { rounds, exported, others, held, starts, checks, loaded, crowd, smallCrowd, seconds } = found;
  const { directory, activities } = found;
  const people = whole(crowd);
  const few = whole(smallCrowd);
  return `# What the bench found

${new Date().toISOString().slice(0, 10)} · Node ${process.versions.node} · ${machine()}. Made by \`npm run bench\`; SQLite with ${people} enrolments, \`synchronous=FULL\`.

| | | server CPU, µs a request | requests/s | 95 % within, ms |
|---|---|--:|--:|--:|
${Object.keys(LINES)
  .map((name) => lineOf(name, rounds[name]))
  .join('\n')}

| a list with the names of ${people} people | | server CPU, ms | time, ms | CPU ÷ f₀ | wanted |
|---|---|--:|--:|--:|--:|
| f₀ | bare read of its rows | ${whole(middle(exported.read, 'cpu'))} | ${whole(middle(exported.read, 'ms'))} | | |
${fileLine('f', 'csv', { exported, wanted: '≤ 1.5' })}
${fileLine('g', 'xlsx', { exported, wanted: '≤ 5' })}

| what others wait for a lesson or their path, ms | half within | 99 % within | longest | of requests | wanted |
|---|--:|--:|--:|--:|--:|
${othersLine('while nothing else is done', others.quiet)}
${othersLine('while the CSV leaves', others.csv, '99 % < 100')}
${othersLine('while the XLSX leaves', others.xlsx, '99 % < 100')}
${othersLine('while files of authors are checked, one after another', others.checks, '99 % < 100')}

| a page of the directory, of ${whole(activities)} activities | server CPU, µs a request | requests/s | 95 % within, ms | wanted |
|---|--:|--:|--:|--:|
${Object.entries(directory.search)
  .map(([name, turns]) => searchLine(name, turns))
  .join('\n')}

| a file of the directory | MB | time, ms | memory of the server at most (before), MB | wanted |
|---|--:|--:|--:|--:|
${Object.entries(directory.files)
  .map(([name, file]) => directoryLine(name, file))
  .join('\n')}

| checking files of authors, in a thread of its own | MB | time, ms | CPU, ms | problems told | wanted |
|---|--:|--:|--:|--:|--:|
${checkLine(`a training of ${checks.modules} modules`, { ...checks, ...checks.check }, '< 2,000 ms')}
${checks.worst.map((one) => checkLine(one.name, one, '< 1,000 ms')).join('\n')}

| memory of the server at most (before), MB | ${few} people | ${people} people | wanted |
|---|--:|--:|--:|
${heldLine('while the CSV leaves', 'csv', held)}
${heldLine('while the XLSX leaves', 'xlsx', held)}

| | measured | wanted |
|---|--:|--:|
| a ÷ b, lesson page | ${share(rounds, 'a', 'b')} | ≥ 0.35, then 0.6 |
| a ÷ b′, with a memo and a place | ${share(rounds, 'a', 'b2')} | |
| d₀ ÷ d, quiz answer | ${share(rounds, 'd0', 'd')} | ≥ 0.35 |
| e₀ ÷ e, sign-in | ${share(rounds, 'e0', 'e')} | |
| start until the first page | ${whole(starts.ms)} ms (CPU ${whole(starts.cpu)} ms) | ≤ 1000 ms |
| the same on an empty folder: tables and curricula made | ${whole(starts.empty)} ms | |
| idle memory after the first page | ${whole(starts.idle)} MB | ≤ 200 MB |
| memory after all of the above requests | ${whole(loaded)} MB | |

CPU is the server process's own, all threads, medians of ${rounds.a.length} rounds; in each round every line has its turn, and a ratio is the median of the rounds' ratios, so that other work on the machine falls on both sides alike.
The yardstick and d₀ replay the very statements that the program sent while it was watched, prepared once, without Nest, ORM, templates, checks of the form and security headers: a ÷ b says how much of a lesson's page is more than that.
Others send one request every 5 ms, a lesson and a path in turn, whether the ones before were answered or not, and wait from the moment it should have been sent; the file is taken in by another thread. Checks are the least of 3 turns, the start of the thread included. The measurement took ${whole(seconds)} s.
Requests a second are what one busy client on the same machine got from one server process over ${16} kept-open connections.
`;
}

function machine() {
  const cpus = os.cpus();
  const memory = Math.round(os.totalmem() / 2 ** 30);
  const load = os.loadavg()[0].toFixed(1);
  return `${cpus.length} cores (${cpus[0]?.model.trim() ?? 'unknown'}), ${memory} GB of memory, ${os.platform()} ${os.arch()}, load ${load} at the end`;
}

function lineOf(name, rounds) {
  const cpu = middle(rounds, 'cpu');
  const digits = cpu < 100 ? 1 : 0;
  return `| ${NAMES[name]} | ${LINES[name]} | ${cpu.toFixed(digits)} | ${whole(middle(rounds, 'rate'))} | ${middle(rounds, 'p95').toFixed(1)} |`;
}

function fileLine(name, kind, { exported, wanted }) {
  const size = (exported.bytes[kind] / 1e6).toFixed(1);
  const ratio = median(exported[kind].map(({ cpu }, round) => cpu / exported.read[round].cpu));
  const file = exported[kind];
  return `| ${name} | **${kind.toUpperCase()}**, ${size} MB | ${whole(middle(file, 'cpu'))} | ${whole(middle(file, 'ms'))} | ${ratio.toFixed(2)} | ${wanted} |`;
}

function othersLine(words, times, wanted = '') {
  const within = (part) => percentile(times, part).toFixed(1);
  return `| ${words} | ${within(0.5)} | ${within(0.99)} | ${within(1)} | ${whole(times.length)} | ${wanted} |`;
}

function heldLine(words, kind, { small, large }) {
  const one = (found) => `${whole(found[kind].peak)} (${whole(found[kind].before)})`;
  return `| ${words} | ${one(small)} | ${one(large)} | the same |`;
}

function searchLine(words, turns) {
  const p95 = middle(turns, 'p95').toFixed(1);
  return `| ${words} | ${whole(middle(turns, 'cpu'))} | ${whole(middle(turns, 'rate'))} | ${p95} | < 500 |`;
}

function directoryLine(name, { bytes, ms, peak, before }) {
  return `| ${name} | ${(bytes / 1e6).toFixed(1)} | ${whole(ms)} | ${whole(peak)} (${whole(before)}) | the same |`;
}

function checkLine(words, { bytes, ms, cpu, answer }, wanted) {
  return `| ${words} | ${(bytes / 1e6).toFixed(2)} | ${whole(ms)} | ${whole(cpu)} | ${whole(answer.problems.length)} | ${wanted} |`;
}

function share(rounds, one, other) {
  return median(rounds[one].map(({ cpu }, round) => cpu / rounds[other][round].cpu)).toFixed(2);
}

function middle(list, what) {
  return median(list.map((one) => one[what]));
}

function whole(number) {
  return Math.round(number).toLocaleString('en');
}
