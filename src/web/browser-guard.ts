import { ForbiddenException, MisdirectedException, UnsupportedMediaTypeException } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../config/config.js';
import { NotFound } from '../shared/domain-error.js';
import { isUpload, passUploads, refuseUpload } from './upload.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Headers that every response carries, errors included. Constants: building them per request costs more than sending them. */
export function securityHeaders(config: Config): Readonly<Record<string, string>> {
  return {
    'content-security-policy':
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    // With no-referrer browsers would send `Origin: null` on our own forms, and the check below would refuse everybody.
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), interest-cohort=()',
    'x-robots-tag': 'noindex',
    'cache-control': 'no-store',
    ...(config.secureCookies ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  };
}

/** Whether a request that changes something came from our own pages. Source: OWASP CSRF cheat sheet, Fetch Metadata with Origin fallback. */
export function isFromOurPages(request: Pick<FastifyRequest, 'method' | 'headers'>, origin: string): boolean {
  if (SAFE.has(request.method)) return true;
  const site = request.headers['sec-fetch-site'];
  if (site === 'same-origin') return true;
  if (site !== undefined && site !== 'none') return false;
  if (request.headers.origin !== undefined) return request.headers.origin === origin;
  // "none": the person did it without a page, by restoring a closed tab.
  if (site === 'none') return true;
  const referer = request.headers.referer;
  return referer !== undefined && URL.parse(referer)?.origin === origin;
}

/**
 * Whether a body, if there is one, is a form as browsers send it. Nothing else is read, except forms in parts where a
 * route takes them: JSON can hold what no form can.
 */
export function isForm({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  const type = headers['content-type'];
  return type === undefined || /^application\/x-www-form-urlencoded(?: *;|$)/i.test(type);
}

/** Whether no page has this address, whatever is sent to it. */
function isNowhere({ routeOptions }: Pick<FastifyRequest, 'routeOptions'>): boolean {
  return routeOptions.url === undefined || /^\/?\*$/.test(routeOptions.url);
}

/** Puts headers on everything and refuses foreign forms before any handler runs. */
export function guardBrowsers(server: FastifyInstance, config: Config): void {
  const headers = securityHeaders(config);
  const host = new URL(config.origin).host;
  passUploads(server);
  server.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers);
    if (
      config.env === 'production' &&
      config.secureCookies &&
      request.host !== host &&
      !request.url.startsWith('/health/')
    ) {
      done(new MisdirectedException());
    } else if (request.url.includes('%00')) {
      // Nothing has such a name, and PostgreSQL would call it an error.
      done(new NotFound());
    } else if (!isFromOurPages(request, config.origin)) {
      done(new ForbiddenException());
    } else if (isUpload(request)) {
      const refusal = refuseUpload(request);
      // What is left of it is not waited for.
      if (refusal) reply.header('connection', 'close');
      done(refusal ?? undefined);
    } else if (!isForm(request)) {
      done(isNowhere(request) ? new NotFound() : new UnsupportedMediaTypeException());
    } else done();
  });
}
