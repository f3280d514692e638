/** Sends requests over kept-open connections and measures the server's own CPU time, which waiting does not distort. */
import http from 'node:http';

const CONNECTIONS = 16;

/** One request; resolves to {status, bytes}. */
export function send(agent, { port, path, method = 'GET', headers = {}, body }) {
  return new Promise((resolve, reject) => {
    const request = http.request({ agent, host: '127.0.0.1', port, path, method, headers }, (response) => {
      let bytes = 0;
      response.on('data', (part) => (bytes += part.length));
      response.on('end', () => resolve({ status: response.statusCode, bytes }));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

/**
 * Sends `count` requests, `make(i)` each, and returns microseconds of server CPU per request, requests per
 * second, and the 95th percentile of the answer time in milliseconds. Throws when an answer is not `expect`.
 */
export async function measure(server, { count, make, expect = 200, connections = CONNECTIONS }) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const times = [];
  let next = 0;
  const before = await server.ask('cpu');
  const began = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (next < count) {
        const asked = performance.now();
        const { status } = await send(agent, { port: server.port, ...make(next++) });
        if (status !== expect) throw new Error(`${server.name} answered ${status}, not ${expect}`);
        times.push(performance.now() - asked);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  const after = await server.ask('cpu');
  agent.destroy();
  times.sort((a, b) => a - b);
  return {
    cpu: (after - before) / count,
    rate: count / seconds,
    p95: times[Math.floor(times.length * 0.95)],
  };
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
