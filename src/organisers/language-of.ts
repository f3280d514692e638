import '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import { parseDisplay } from '../web/display.rules.js';
import type { Language } from '../web/locales.js';
import { DISPLAY_COOKIE } from '../web/page-data.js';

/** The language in which somebody reads the site: of their account, else of their browser. */
export function languageOf(request: FastifyRequest): Language {
  return parseDisplay(request.me ? request.me.ui : request.cookies[DISPLAY_COOKIE]).lang;
}
