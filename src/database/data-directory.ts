import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { StartRefused } from './database-errors.js';

/** The SQLite file, when there is no DATABASE_URL. */
export function sqliteFile(config: Config): string {
  return join(config.dataDir, 'tomoni.db');
}

/** Makes the folder, open to its owner only, unless it is there. @throws StartRefused when it cannot be written. */
export function prepareDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    throw new StartRefused(
      `The data folder ${directory} cannot be written. Give this user the right to write there, or set TOMONI_DATA_DIR to a folder that can be written.`,
    );
  }
}
