import { randomBytes } from 'node:crypto';
import { Catch, HttpException, Logger } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config/config.js';
import { DatabaseUnavailable } from '../database/database-errors.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { securityHeaders } from './browser-guard.js';
import { pageDataOf } from './page-data.js';
import { enctypeFor, postedFields } from './posted-fields.js';
import type { PostedField } from './posted-fields.js';
import { LedElsewhere } from './view.js';
import type { ViewEngine } from './view-engine.js';

const RETRY_AFTER_SECONDS = 10;

/** Turns whatever went wrong into a page that says what happened and what to do; never a stack, never a reason that tells too much. */
@Catch()
export class ErrorPages implements ExceptionFilter {
  private readonly log = new Logger('Errors');
  private readonly headers: Readonly<Record<string, string>>;

  constructor(
    private readonly views: ViewEngine,
    private readonly config: Config,
  ) {
    this.headers = securityHeaders(config);
  }

  catch(error: unknown, host: ArgumentsHost): void {
    this.answer(error, host.switchToHttp().getRequest(), host.switchToHttp().getResponse());
  }

  /** Also for what Fastify refuses before any hook has run: an address that cannot be read has its headers from here. */
  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    if (reply.sent) return;
    reply.headers(this.headers);
    if (error instanceof LedElsewhere) return void reply.code(303).header('location', error.location).send();
    const status = statusOf(error);
    const incident = status >= 500 ? this.report(error, request) : null;
    if (status === 503 || status === 429) reply.header('retry-after', retryAfter(error));
    const model = {
      incident,
      again: status === 503 ? typedAgain(request) : null,
      refusal: error instanceof DomainError ? { code: error.code, params: error.params } : null,
    };
    void reply
      .code(status)
      .type('text/html; charset=utf-8')
      .send(this.render(status, model, request));
  }

  private render(status: number, model: object, request: FastifyRequest): Buffer {
    const name = `errors/${this.views.has(`errors/${status}`) ? status : status >= 500 ? 500 : 400}`;
    try {
      return this.views.render(name, model, pageDataOf(request, this.config, false));
    } catch (error) {
      this.log.error({ err: error }, 'the error page itself failed');
      return this.views.lastResort;
    }
  }

  private report(error: unknown, request: FastifyRequest): string {
    const incident = randomBytes(4).toString('hex');
    // The route's pattern, not its URL: a URL may hold a code that opens something.
    this.log.error(
      { err: error, incident, method: request.method, route: request.routeOptions?.url },
      'request failed',
    );
    return incident;
  }
}

/** HTTP status of an error: ours by kind, Nest's and Fastify's by what they say, anything else 500. */
export function statusOf(error: unknown): number {
  if (error instanceof NotFound) return 404;
  if (error instanceof DomainError) return 409;
  if (error instanceof DatabaseUnavailable) return 503;
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

function retryAfter(error: unknown): string {
  const seconds =
    error instanceof HttpException ? (error.getResponse() as { retryAfter?: unknown }).retryAfter : undefined;
  return String(typeof seconds === 'number' ? Math.ceil(seconds) : RETRY_AFTER_SECONDS);
}

/** What was posted, to be sent again with one press when the house was too busy to take it. Secrets are typed anew. */
function typedAgain(
  request: FastifyRequest,
): { action: string; enctype: string; fields: PostedField[] } | null {
  const fields = request.method === 'POST' ? postedFields(request.body) : [];
  return fields.length === 0 ? null : { action: request.url, enctype: enctypeFor(fields), fields };
}
