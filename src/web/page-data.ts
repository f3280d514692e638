import '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import type { Config } from '../config/config.js';
import { parseDisplay } from './display.rules.js';
import type { PageData } from './view-engine.js';

/** Name of the cookie that holds a visitor's display settings. */
export const DISPLAY_COOKIE = 'ui';

/** What every page knows besides its own model, from the request and the council. */
export function pageDataOf(request: FastifyRequest, config: Config, isInvalid: boolean): PageData {
  const me = request.me ?? null;
  const ui = parseDisplay(me ? me.ui : request.cookies?.[DISPLAY_COOKIE]);
  const query = request.url.indexOf('?');
  return {
    lang: ui.lang,
    ui,
    me,
    path: query === -1 ? request.url : request.url.slice(0, query),
    site: config.council.site,
    office: config.council.office,
    isInvalid,
  };
}
