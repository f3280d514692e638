import { Injectable, RequestMethod } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { allowedOn } from './allow.js';
import type { Entrant } from './allow.js';
import { uploadOn } from './upload.js';

export interface Route {
  readonly method: string;
  readonly path: string;
  readonly allowed: readonly Entrant[];
  /** Bytes of a form in parts that it takes; null for none. */
  readonly upload: number | null;
}

/** Every route with its rule. @throws Error while starting when a route declares none. */
@Injectable()
export class RouteTable implements OnModuleInit {
  private routes: readonly Route[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    this.routes = this.discovery.getControllers().flatMap(({ instance, metatype }) => {
      if (!instance || !metatype) return [];
      const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
      const base = pathsOf(metatype)[0] ?? '/';
      return this.scanner
        .getAllMethodNames(prototype)
        .flatMap((name) => this.routesOf(prototype[name]!, base, `${metatype.name}.${name}`));
    });
  }

  list(): readonly Route[] {
    return this.routes;
  }

  private routesOf(handler: object, base: string, where: string): Route[] {
    const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
    if (method === undefined) return [];
    const allowed = allowedOn(handler);
    if (!allowed) throw new Error(`${where} does not declare who may enter: add @Allow(...)`);
    return pathsOf(handler).map((path) => ({
      method: RequestMethod[method],
      path: join(base, path),
      allowed,
      upload: uploadOn(handler),
    }));
  }
}

function pathsOf(target: object): string[] {
  const path = Reflect.getMetadata(PATH_METADATA, target) as string | string[] | undefined;
  return path === undefined ? [] : [path].flat();
}

function join(base: string, path: string): string {
  return `/${base}/${path}`.replace(/\/+/g, '/').replace(/(?<=.)\/$/, '');
}
