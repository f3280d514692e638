import type { Config } from '../config/config.js';
import type { Engine, Entities } from './engine.js';
import type { UnitScope } from './unit-scope.js';

/** Opens the configured database: migrated first, the reading connection last. @throws StartRefused */
export async function openEngine(config: Config, entities: Entities, scope: UnitScope): Promise<Engine> {
  // Each brings a driver of which the other has no use.
  if (config.databaseUrl) {
    const { openPostgres } = await import('./open-postgres.js');
    return openPostgres(config.databaseUrl, entities, scope);
  }
  const { openSqlite } = await import('./open-sqlite.js');
  return openSqlite(config, entities, scope);
}
