/** The built program on a folder of data: what the bench measures. */
import { createApp } from '../dist/app.js';
import { readConfig } from '../dist/config/config.js';
import { makeLog } from '../dist/web/log.js';
import { settings } from './settings.mjs';

export async function openHouse(folder) {
  const config = readConfig({ ...settings(folder), TOMONI_PORT: '0' });
  const { nest } = await createApp(config, { log: makeLog(config.logLevel) });
  return nest;
}
