import type { Config } from '../config/config.js';
import type { Engine, Entities } from './engine.js';
import { openPostgres } from './open-postgres.js';
import { openSqlite } from './open-sqlite.js';
import type { UnitScope } from './unit-scope.js';

/** Opens the configured database: migrated first, the reading connection last. @throws StartRefused */
export async function openEngine(config: Config, entities: Entities, scope: UnitScope): Promise<Engine> {
  if (config.databaseUrl) return openPostgres(config.databaseUrl, entities, scope);
  return openSqlite(config, entities, scope);
}
