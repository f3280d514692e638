/** Sends requests over kept-open connections and measures the server's own CPU time, which waiting does not distort. */
import net from 'node:net';

const CONNECTIONS = 16;
const HEAD_END = Buffer.from('\r\n\r\n');

/** A request as it goes over the wire. */
function textOf({ method = 'GET', path, headers = {}, body = '' }) {
  const sent = { host: '127.0.0.1', ...headers };
  if (method === 'POST') {
    sent['content-type'] = 'application/x-www-form-urlencoded';
    sent['content-length'] = Buffer.byteLength(body);
  }
  const lines = Object.entries(sent).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}

/** One connection, one request at a time. On a bare socket: Node's own client costs more than the servers measured. */
class Line {
  constructor(port) {
    this.socket = net.connect({ host: '127.0.0.1', port, noDelay: true });
    this.socket.on('data', (part) => this.take(part));
    this.socket.on('error', (error) => this.reject?.(error));
    this.socket.on('close', () => this.reject?.(new Error('the server closed the connection')));
  }

  send(text) {
    this.head = Buffer.alloc(0);
    this.missing = null;
    return new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
      this.socket.write(text);
    });
  }

  take(part) {
    if (this.missing === null) {
      this.head = Buffer.concat([this.head, part]);
      const end = this.head.indexOf(HEAD_END);
      if (end === -1) return;
      const head = this.head.toString('latin1', 0, end);
      this.answer = { status: Number(head.slice(9, 12)), location: /^location: (.*)$/im.exec(head)?.[1] };
      const length = /^content-length: (\d+)/im.exec(head);
      if (!length) return this.reject(new Error('an answer without a length cannot be measured'));
      this.missing = Number(length[1]) - (this.head.length - end - HEAD_END.length);
    } else this.missing -= part.length;
    if (this.missing === 0) this.resolve(this.answer);
  }

  close() {
    this.reject = null;
    this.socket.destroy();
  }
}

/** One request on a connection of its own. */
export async function ask(server, request) {
  const line = new Line(server.port);
  try {
    return await line.send(textOf(request));
  } finally {
    line.close();
  }
}

/**
 * Sends `count` requests, `make(i)` each, and returns microseconds of server CPU per request, requests per
 * second, and the 95th percentile of the answer time in milliseconds. Throws when an answer is not `expect`.
 */
export async function measure(server, { count, make, expect = 200 }) {
  const lines = Array.from({ length: Math.min(CONNECTIONS, count) }, () => new Line(server.port));
  const times = [];
  let next = 0;
  const before = await server.ask('cpu');
  const rest = stayAwake();
  const began = performance.now();
  const sendNext = async (line) => {
    const text = textOf(make(next++));
    const asked = performance.now();
    const { status } = await line.send(text);
    if (status !== expect) throw new Error(`${server.name} answered ${status}, not ${expect}`);
    times.push(performance.now() - asked);
  };
  try {
    await Promise.all(
      lines.map(async (line) => {
        while (next < count) await sendNext(line);
      }),
    );
  } finally {
    rest();
    lines.forEach((line) => line.close());
  }
  const seconds = (performance.now() - began) / 1000;
  const cpu = ((await server.ask('cpu')) - before) / count;
  times.sort((a, b) => a - b);
  return { cpu, rate: count / seconds, p95: times[Math.floor(times.length * 0.95)] };
}

/**
 * Sends a request every few milliseconds, whether the ones before were answered or not, until `until` is done. Returns
 * how long each took, in milliseconds from the moment it should have been sent.
 */
export async function measureBeside(server, { make, until, everyMs = 5 }) {
  const free = [];
  const all = [];
  const times = [];
  const open = new Set();
  let isOver = false;
  until.finally(() => (isOver = true)).catch(() => {});
  const send = async (request, due) => {
    const line = free.pop() ?? new Line(server.port);
    if (!all.includes(line)) all.push(line);
    const { status } = await line.send(textOf(request));
    if (status !== 200) throw new Error(`${server.name} answered ${status} meanwhile`);
    times.push(performance.now() - due);
    free.push(line);
  };
  const began = performance.now();
  for (let sent = 0; !isOver; sent++) {
    const due = began + sent * everyMs;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const one = send(make(sent), Math.max(due, performance.now() - everyMs)).finally(() => open.delete(one));
    open.add(one);
  }
  await Promise.all(open);
  all.forEach((line) => line.close());
  await until;
  return times;
}

export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** Else waking the client, which the kernel counts to the server, would cost more than some answers do. */
function stayAwake() {
  let on = true;
  const turn = () => on && setImmediate(turn);
  turn();
  return () => (on = false);
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
