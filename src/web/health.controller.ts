import { Controller, Get, Injectable, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Database } from '../database/database.js';
import { Allow } from './allow.js';

type Check = () => boolean | Promise<boolean>;

/** What must be true before requests are sent here. Each room adds its own condition. */
@Injectable()
export class Readiness {
  private readonly checks = new Map<string, Check>();
  private closing = false;

  add(name: string, check: Check): void {
    this.checks.set(name, check);
  }

  /** From now on "not ready": the proxy stops sending before the door closes. */
  close(): void {
    this.closing = true;
  }

  async isReady(): Promise<boolean> {
    if (this.closing) return false;
    const answers = await Promise.all([...this.checks.values()].map(async (check) => check()));
    return answers.every(Boolean);
  }
}

/** For the reverse proxy and the monitor. Says yes or no and nothing else. */
@Controller('health')
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    database: Database,
  ) {
    readiness.add('database', async () => (await database.one`select 1 as up`) !== null);
  }

  /** The process answers. */
  @Allow.everyone()
  @Get('live')
  live(): string {
    return 'ok';
  }

  @Allow.everyone()
  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const isReady = await this.readiness.isReady().catch(() => false);
    if (isReady) return 'ok';
    reply.code(503);
    return 'not ready';
  }
}
