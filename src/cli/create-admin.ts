import { StaffEntryService } from '../accounts/staff-entry.service.js';
import { createApp } from '../app.js';
import { readConfig } from '../config/config.js';
import { makeLog } from '../web/log.js';

/** Prints a new link for the first administrator. Answers 1 when there is an administrator already: they invite others. */
export async function run(): Promise<number> {
  const config = readConfig();
  const { nest } = await createApp(config, { log: makeLog('silent') });
  try {
    const link = await nest.get(StaffEntryService).firstAdministratorLink(config);
    process.stdout.write(link ? `${link}\n` : 'There is an administrator already; they can invite others.\n');
    return link ? 0 : 1;
  } finally {
    await nest.close();
  }
}
