import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface CuttingProxy {
  /** The same database, by way of the proxy. */
  readonly url: string;
  /** From now on the server gets every COMMIT, and its answer is lost with the connection. */
  loseAnswersToCommit(): void;
  close(): Promise<void>;
}

/** Stands between the program and PostgreSQL like a network that breaks at the worst moment. */
export async function cuttingProxy(databaseUrl: string): Promise<CuttingProxy> {
  const target = new URL(databaseUrl);
  let isCutting = false;
  const proxy = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    let hasSentCommit = false;
    near.on('data', (chunk: Buffer) => {
      hasSentCommit = isCutting && chunk.includes('COMMIT\0');
      far.write(chunk);
    });
    far.on('data', (chunk) => (hasSentCommit ? near.destroy() : near.write(chunk)));
    near.on('error', () => {}).on('close', () => far.destroy());
    far.on('error', () => {}).on('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.port = String((proxy.address() as AddressInfo).port);
  return {
    url: url.href,
    loseAnswersToCommit: () => (isCutting = true),
    close: async () => void proxy.close(),
  };
}
