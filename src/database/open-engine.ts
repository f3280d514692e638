import type { DataSourceOptions } from 'typeorm';
import type { Config } from '../config/config.js';
import type { Engine } from './engine.js';
import type { UnitScope } from './unit-scope.js';

export type Entities = NonNullable<DataSourceOptions['entities']>;

/** Opens the configured database: migrated first, the reading connection last. @throws StartRefused */
export async function openEngine(_config: Config, _entities: Entities, _scope: UnitScope): Promise<Engine> {
  throw new Error('not built yet');
}
