import BetterSqlite3 from 'better-sqlite3';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { codeOf, StartRefused } from './database-errors.js';
import { prepareDirectory } from './data-directory.js';

/** Kept here, because a handle that nobody holds would be closed, and the lock with it. */
const claimed = new Map<string, BetterSqlite3.Database>();

/** The right to serve a SQLite file, held by one process at a time. */
export interface ServerClaim {
  release(): void;
}

/**
 * Taken before serving. The lock is the operating system's, so it is free again after the process is gone, however
 * it went. On PostgreSQL several servers may run. @throws StartRefused when another process serves this file.
 */
export function claimServer(config: Config): ServerClaim {
  if (config.databaseUrl) return { release: () => {} };
  const file = lockFile(config);
  prepareDirectory(config.dataDir);
  const handle = hold(file);
  claimed.set(file, handle);
  return {
    release: () => {
      claimed.delete(file);
      handle.close();
    },
  };
}

/** Runs `work` while nobody serves this file, or as its server. @throws StartRefused when another process serves. */
export async function withoutOtherServer<T>(config: Config, work: () => Promise<T>): Promise<T> {
  if (claimed.has(lockFile(config))) return work();
  const claim = claimServer(config);
  try {
    return await work();
  } finally {
    claim.release();
  }
}

function lockFile(config: Config): string {
  return join(config.dataDir, 'tomoni.server-lock');
}

function hold(file: string): BetterSqlite3.Database {
  const handle = new BetterSqlite3(file, { timeout: 0 });
  try {
    handle.exec('BEGIN EXCLUSIVE');
    return handle;
  } catch (error) {
    handle.close();
    if (codeOf(error) !== 'SQLITE_BUSY') throw error;
    throw new StartRefused(
      `Tomoni is already running on this database (${file}). Stop that process first, or set TOMONI_DATA_DIR to another folder.`,
    );
  }
}
