/** Puts what was measured into words: a page for people. */
import os from 'node:os';
import { median } from './load.mjs';

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

export function report({ rounds, exported, starts, loaded, crowd }) {
  const read = middle(exported.read, 'cpu');
  const file = middle(exported.file, 'cpu');
  return `# What the bench found

${new Date().toISOString().slice(0, 10)} · Node ${process.versions.node} · ${machine()}. Made by \`npm run bench\`; SQLite with ${crowd.toLocaleString('en')} enrolments, \`synchronous=FULL\`.

| | | server CPU, µs a request | requests/s | 95 % within, ms |
|---|---|--:|--:|--:|
${Object.keys(LINES)
  .map((name) => lineOf(name, rounds[name]))
  .join('\n')}
| f₀ | bare read of ${crowd.toLocaleString('en')} rows of the report | ${whole(read * 1000)} | | ${whole(middle(exported.read, 'ms'))} |
| f | **completion CSV** of these rows, ${(exported.bytes / 1e6).toFixed(1)} MB | ${whole(file * 1000)} | | ${whole(middle(exported.file, 'ms'))} |

| | measured | wanted |
|---|--:|--:|
| a ÷ b, lesson page | ${share(rounds, 'a', 'b')} | ≥ 0.35, then 0.6 |
| a ÷ b′, with a memo and a place | ${share(rounds, 'a', 'b2')} | |
| d₀ ÷ d, quiz answer | ${share(rounds, 'd0', 'd')} | ≥ 0.35 |
| e₀ ÷ e, sign-in | ${share(rounds, 'e0', 'e')} | |
| f ÷ f₀, completion CSV | ${(file / read).toFixed(2)} | ≤ 1.5 |
| memory while the CSV is sent, at most | ${whole(exported.peak)} MB (${whole(exported.before)} before) | constant |
| start until the first page | ${whole(starts.ms)} ms (CPU ${whole(starts.cpu)} ms) | ≤ 1000 ms |
| the same on an empty folder: tables and curricula made | ${whole(starts.empty)} ms | |
| idle memory after the first page | ${whole(starts.idle)} MB | ≤ 200 MB |
| memory after all of the above requests | ${whole(loaded)} MB | |

CPU is the server process's own, all threads, medians of ${rounds.a.length} rounds; in each round every line has its turn, and a ratio is the median of the rounds' ratios, so that other work on the machine falls on both sides alike.
The yardstick and d₀ replay the very statements that the program sent while it was watched, prepared once, without Nest, ORM, templates, checks of the form and security headers: a ÷ b says how much of a lesson's page is more than that.
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

function share(rounds, one, other) {
  return median(rounds[one].map(({ cpu }, round) => cpu / rounds[other][round].cpu)).toFixed(2);
}

function middle(list, what) {
  return median(list.map((one) => one[what]));
}

function whole(number) {
  return Math.round(number).toLocaleString('en');
}
