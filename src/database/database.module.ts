import { Module } from '@nestjs/common';
import type { DynamicModule, InjectionToken } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { Config } from '../config/config.js';
import { Database } from './database.js';
import type { Engine, Entities } from './engine.js';
import { openEngine } from './open-engine.js';
import { UnitScope } from './unit-scope.js';

const ENGINE: InjectionToken = Symbol('Engine');

@Module({})
class ConnectionsModule {}

/** The database for the whole program. Repositories (`TypeOrmModule.forFeature`) stand on the reading connection. */
@Module({})
export class DatabaseModule {
  static forRoot({ entities }: { entities: Entities }): DynamicModule {
    const connections = connectionsModule(entities);
    return {
      module: DatabaseModule,
      global: true,
      imports: [connections, readingConnection(connections)],
      exports: [connections],
    };
  }
}

function connectionsModule(entities: Entities): DynamicModule {
  return {
    module: ConnectionsModule,
    providers: [
      {
        provide: UnitScope,
        inject: [Config],
        useFactory: (config: Config) => new UnitScope(config.env !== 'production'),
      },
      {
        provide: ENGINE,
        inject: [Config, UnitScope],
        useFactory: (config: Config, scope: UnitScope) => openEngine(config, entities, scope),
      },
      {
        provide: Database,
        inject: [ENGINE, UnitScope],
        useFactory: (engine: Engine, scope: UnitScope) => new Database(engine, scope),
      },
    ],
    exports: [ENGINE, Database],
  };
}

function readingConnection(connections: DynamicModule): DynamicModule {
  let reader: DataSource;
  return TypeOrmModule.forRootAsync({
    imports: [connections],
    inject: [ENGINE],
    useFactory: (engine: Engine) => {
      reader = engine.reader;
      return { ...reader.options, retryAttempts: 0 };
    },
    dataSourceFactory: async () => reader,
  });
}
