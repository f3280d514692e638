/** Sends requests over kept-open connections and measures the server's own CPU time, which waiting does not distort. */
import net from 'node:net';

const CONNECTIONS = 16;
const HEAD_END = Buffer.from('\r\n\r\n');

/** A request as it goes over the wire; headers and body are the caller's. */
export function requestText({ method = 'GET', path, headers = {}, body = '' }) {
  const all = {
    host: '127.0.0.1',
    ...headers,
    ...(method === 'POST'
      ? { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) }
      : {}),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}

/** One connection, one request at a time. Written on the socket itself: Node's client costs more than the servers measured. */
class Line {
  constructor(port) {
    this.socket = net.connect({ host: '127.0.0.1', port, noDelay: true });
    this.socket.on('data', (part) => this.take(part));
    this.socket.on('error', (error) => this.reject?.(error));
    this.socket.on('close', () => this.reject?.(new Error('the server closed the connection')));
  }

  send(text) {
    this.missing = -1;
    this.head = null;
    return new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
      this.socket.write(text);
    });
  }

  take(part) {
    if (this.missing < 0) {
      this.head = this.head ? Buffer.concat([this.head, part]) : part;
      const end = this.head.indexOf(HEAD_END);
      if (end === -1) return;
      const text = this.head.toString('latin1', 0, end);
      this.status = Number(text.slice(9, 12));
      const length = /content-length: (\d+)/i.exec(text);
      if (!length) return this.reject(new Error('an answer without a length cannot be measured here'));
      this.missing = Number(length[1]) - (this.head.length - end - HEAD_END.length);
    } else this.missing -= part.length;
    if (this.missing === 0) this.resolve(this.status);
  }

  close() {
    this.reject = null;
    this.socket.destroy();
  }
}

/**
 * Sends `count` requests, `make(i)` each, and returns microseconds of server CPU per request, requests per
 * second, and the 95th percentile of the answer time in milliseconds. Throws when an answer is not `expect`.
 */
export async function measure(server, { count, make, expect = 200, connections = CONNECTIONS }) {
  const lines = Array.from({ length: Math.min(connections, count) }, () => new Line(server.port));
  const times = [];
  let next = 0;
  const before = await server.ask('cpu');
  const began = performance.now();
  let on = true;
  const spin = () => on && setImmediate(spin);
  spin();
  try {
    await Promise.all(
      lines.map(async (line) => {
        while (next < count) {
          const text = requestText(make(next++));
          const asked = performance.now();
          const status = await line.send(text);
          if (status !== expect) throw new Error(`${server.name} answered ${status}, not ${expect}`);
          times.push(performance.now() - asked);
        }
      }),
    );
  } finally {
    on = false;
    lines.forEach((line) => line.close());
  }
  const seconds = (performance.now() - began) / 1000;
  const cpu = ((await server.ask('cpu')) - before) / count;
  times.sort((a, b) => a - b);
  return { cpu, rate: count / seconds, p95: times[Math.floor(times.length * 0.95)] };
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return Number.isInteger(middle) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[Math.floor(middle)];
}
