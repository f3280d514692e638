import { isIP } from 'node:net';
import { fileURLToPath } from 'node:url';
import { resolve } from 'node:path';
import { ConfigError } from './config-error.js';
import { readCouncil } from './council.js';
import type { Council } from './council.js';

export type Environment = 'production' | 'development' | 'test';

/** The program's settings. Made once at start by `readConfig`; nothing else reads the environment. */
export abstract class Config {
  /** Unset behaves as production: nothing unsafe is on by accident. */
  abstract readonly env: Environment;
  abstract readonly host: string;
  abstract readonly port: number;
  /** Public origin, without a trailing slash. Links in mails and certificates are made from it, never from a request. */
  abstract readonly origin: string;
  /** Whether cookies are marked Secure (the origin is https). */
  abstract readonly secureCookies: boolean;
  /** Null: SQLite in `dataDir`. */
  abstract readonly databaseUrl: string | null;
  abstract readonly dataDir: string;
  abstract readonly curriculaDir: string;
  /** The program of the thread that checks what people write. */
  abstract readonly checkProgram: URL;
  /** The program of the thread that unpacks what people send. */
  abstract readonly unzipProgram: URL;
  /** The compiled program of a preview's thread: the whole application once more. */
  abstract readonly previewProgram: URL;
  /** Addresses or CIDR ranges of the reverse proxies whose X-Forwarded-* are believed. */
  abstract readonly trustProxy: readonly string[];
  /** Null: mails are written to `dataDir`/outbox. */
  abstract readonly smtpUrl: string | null;
  abstract readonly mailFrom: string;
  abstract readonly logLevel: string;
  /** Moves the clock for demonstrations and tests; refused in production. */
  abstract readonly clockStart: Date | null;
  abstract readonly argon: {
    readonly memoryCost: number;
    readonly timeCost: number;
    readonly parallelism: number;
  };
  abstract readonly council: Council;
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const KNOWN = [
  'TOMONI_ENV',
  'TOMONI_HOST',
  'TOMONI_PORT',
  'TOMONI_ORIGIN',
  'TOMONI_DATA_DIR',
  'TOMONI_CURRICULA_DIR',
  'TOMONI_COUNCIL',
  'TOMONI_TRUST_PROXY',
  'TOMONI_SMTP_URL',
  'TOMONI_MAIL_FROM',
  'TOMONI_LOG_LEVEL',
  'TOMONI_CLOCK',
];
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

type Env = Readonly<Record<string, string | undefined>>;

/** Checks every setting. @throws ConfigError with one line that says what to change. */
export function readConfig(env: Env = process.env): Config {
  const unknown = Object.keys(env).find(
    (name) => name.startsWith('TOMONI_') && !KNOWN.includes(name) && !name.startsWith('TOMONI_TEST_'),
  );
  if (unknown)
    throw new ConfigError(`${unknown} is not a setting. The settings are listed in docs/operations.md.`);
  const mode = oneOf('TOMONI_ENV', env.TOMONI_ENV ?? 'production', [
    'production',
    'development',
    'test',
  ]) as Environment;
  const port = portOf(env.TOMONI_PORT ?? env.PORT ?? '3000');
  const origin = originOf(env.TOMONI_ORIGIN ?? `http://localhost:${port}`);
  return {
    env: mode,
    host: env.TOMONI_HOST ?? '127.0.0.1',
    port,
    origin,
    secureCookies: origin.startsWith('https:'),
    databaseUrl: databaseOf(env.DATABASE_URL),
    dataDir: resolve(ROOT, env.TOMONI_DATA_DIR ?? 'var'),
    curriculaDir: resolve(ROOT, env.TOMONI_CURRICULA_DIR ?? 'curricula'),
    checkProgram: new URL('../curriculum/check-worker.js', import.meta.url),
    unzipProgram: new URL('../studio/unzip-worker.js', import.meta.url),
    previewProgram: new URL('../preview-app.js', import.meta.url),
    trustProxy: proxiesOf(env.TOMONI_TRUST_PROXY ?? ''),
    smtpUrl: smtpOf(env.TOMONI_SMTP_URL),
    mailFrom: senderOf(env.TOMONI_MAIL_FROM ?? 'no-reply@localhost'),
    logLevel: oneOf('TOMONI_LOG_LEVEL', env.TOMONI_LOG_LEVEL ?? 'info', LOG_LEVELS),
    clockStart: clockOf(env.TOMONI_CLOCK, mode),
    argon:
      mode === 'test'
        ? { memoryCost: 64, timeCost: 1, parallelism: 1 }
        : { memoryCost: 19_456, timeCost: 2, parallelism: 1 },
    council: readCouncil(resolve(ROOT, env.TOMONI_COUNCIL ?? 'council.yaml')),
  };
}

function oneOf(name: string, value: string, allowed: readonly string[]): string {
  if (!allowed.includes(value))
    throw new ConfigError(`${name} is "${value}"; it may be ${allowed.join(', ')}.`);
  return value;
}

function portOf(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new ConfigError(`TOMONI_PORT is "${value}"; it must be a number from 0 to 65535.`);
  return port;
}

function originOf(value: string): string {
  const url = URL.parse(value);
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.pathname !== '/' || url.search || url.hash)
    throw new ConfigError(
      `TOMONI_ORIGIN is "${value}"; it must be an address like https://learn.example.jp.`,
    );
  return url.origin;
}

/** Whoever is believed about addresses can choose their own: nobody is by mistake, and never everybody. */
function proxiesOf(value: string): string[] {
  const proxies = value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  const wrong = proxies.find((proxy) => !isNetwork(proxy));
  if (wrong)
    throw new ConfigError(
      `TOMONI_TRUST_PROXY has "${wrong}"; it must be addresses or ranges like 127.0.0.1 or 10.0.0.0/8, with commas between.`,
    );
  return proxies;
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  if (bits === undefined) return true;
  return /^[1-9]\d*$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128);
}

function senderOf(value: string): string {
  if (!/^[^\s@<>,]+@[^\s@<>,]+$/.test(value))
    throw new ConfigError(
      `TOMONI_MAIL_FROM is "${value}"; it must be one mail address like no-reply@example.jp.`,
    );
  return value;
}

function databaseOf(value: string | undefined): string | null {
  if (!value) return null;
  if (!/^postgres(ql)?:\/\//.test(value))
    throw new ConfigError('DATABASE_URL must begin with postgres://. Leave it out for SQLite.');
  return value;
}

function smtpOf(value: string | undefined): string | null {
  if (!value) return null;
  if (!/^smtps?:\/\//.test(value))
    throw new ConfigError(
      'TOMONI_SMTP_URL must begin with smtp:// or smtps://. Leave it out to write mails to files.',
    );
  return value;
}

function clockOf(value: string | undefined, mode: Environment): Date | null {
  if (!value) return null;
  if (mode === 'production')
    throw new ConfigError(
      'TOMONI_CLOCK moves the clock and is refused in production. Set TOMONI_ENV=development to use it.',
    );
  const start = new Date(value);
  if (Number.isNaN(start.getTime()))
    throw new ConfigError(
      `TOMONI_CLOCK is "${value}"; it must be an instant like 2026-11-22T09:00:00+09:00.`,
    );
  return start;
}
