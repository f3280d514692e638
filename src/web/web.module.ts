import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { HealthController, Readiness } from './health.controller.js';
import { HomeNotes } from './home-notes.js';
import { Locales } from './locales.js';
import { NowhereController } from './nowhere.controller.js';
import { WaitingWork } from './waiting-work.js';
import { PersonalLinks } from './personal-links.js';
import { RouteTable } from './route-table.js';
import { Submissions } from './submissions.js';
import { SupportController } from './support.controller.js';
import { ViewEngine } from './view-engine.js';

@Module({})
export class WebModule {
  static forRoot(views: ViewEngine, locales: Locales): DynamicModule {
    return {
      module: WebModule,
      global: true,
      imports: [DiscoveryModule],
      controllers: [HealthController, SupportController, NowhereController],
      providers: [
        Readiness,
        HomeNotes,
        PersonalLinks,
        WaitingWork,
        RouteTable,
        Submissions,
        { provide: ViewEngine, useValue: views },
        { provide: Locales, useValue: locales },
      ],
      exports: [
        Readiness,
        HomeNotes,
        PersonalLinks,
        WaitingWork,
        RouteTable,
        Submissions,
        ViewEngine,
        Locales,
      ],
    };
  }
}
