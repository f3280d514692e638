import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { compileSources } from './support/compiled.js';
import type { Compiled } from './support/compiled.js';
import { freshDatabase } from './support/database.js';
import type { FreshDatabase } from './support/database.js';

let compiled: Compiled;
let fresh: FreshDatabase;
let other: Server;
let mistyped: string;
beforeAll(async () => {
  compiled = await compileSources();
  fresh = await freshDatabase();
  mistyped = join(fresh.config.dataDir, 'mistyped.yaml');
  const slip = 'certificates:\n  practitoner:\n    disclaimer: 見本\n';
  writeFileSync(mistyped, `${readFileSync('council.yaml', 'utf8')}\n${slip}`);
  other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
});
afterAll(async () => {
  other.close();
  await fresh.drop();
  await compiled.remove();
});

/** The program as an administrator starts it; what it wrote to the terminal when it ended by itself. */
async function start(settings: Readonly<Record<string, string>>): Promise<{ code: number; said: string }> {
  const { databaseUrl, dataDir } = fresh.config;
  const env = {
    PATH: process.env.PATH,
    TOMONI_DATA_DIR: dataDir,
    ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    ...settings,
  };
  const program = spawn(process.execPath, [join(compiled.folder, 'dist', 'main.js')], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [said, [code]] = await Promise.all([
    text(program.stderr),
    once(program, 'exit') as Promise<[number]>,
  ]);
  return { code, said };
}

describe('a start that an administrator must change something for', () => {
  it.each([
    ['a wrong setting', () => ({ TOMONI_TRUST_PROXY: 'proxy' }), /^TOMONI_TRUST_PROXY .*\.\n$/],
    [
      'a port that another program has',
      () => ({ TOMONI_PORT: String((other.address() as AddressInfo).port) }),
      /^Port \d+ is taken.* TOMONI_PORT .*\.\n$/,
    ],
    // 192.0.2.0/24 is for documentation: no machine has it.
    [
      'an address of another machine',
      () => ({ TOMONI_HOST: '192.0.2.1', TOMONI_PORT: '0' }),
      /^This machine has no address 192\.0\.2\.1\. .* TOMONI_HOST .*\.\n$/,
    ],
    [
      'certificates of a track that there is not',
      () => ({ TOMONI_COUNCIL: mistyped, TOMONI_PORT: '0' }),
      /^\S+mistyped\.yaml: certificates\.practitoner is not the id of a track\. Did you mean practitioner\?\n$/,
    ],
  ])('says one line and ends: %s', async (_, settings, line) => {
    const { code, said } = await start(settings());
    expect(said).toMatch(line);
    expect(code).toBe(1);
  });
});
