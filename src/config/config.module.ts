import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { Clock, SystemClock } from '../shared/clock.js';
import { Config } from './config.js';

@Module({})
export class ConfigModule {
  /** Gives the whole program one Config and one Clock. */
  static forRoot(
    config: Config,
    clock: Clock = new SystemClock(config.clockStart ?? undefined),
  ): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      providers: [
        { provide: Config, useValue: config },
        { provide: Clock, useValue: clock },
      ],
      exports: [Config, Clock],
    };
  }
}
