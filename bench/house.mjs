/** The built program with its own settings on a folder of its own: what the bench measures. */
import { createApp } from '../dist/app.js';
import { readConfig } from '../dist/config/config.js';
import { makeLog } from '../dist/web/log.js';

export const settings = (folder) => ({
  TOMONI_ENV: 'production',
  TOMONI_HOST: '127.0.0.1',
  TOMONI_PORT: '0',
  TOMONI_ORIGIN: 'http://127.0.0.1',
  TOMONI_DATA_DIR: folder,
  TOMONI_LOG_LEVEL: 'silent',
});

export async function openHouse(folder) {
  const config = readConfig(settings(folder));
  const { nest } = await createApp(config, { log: makeLog(config.logLevel) });
  return nest;
}
