import type { FastifyInstance } from 'fastify';
import { NotFound } from '../shared/domain-error.js';
import type { Assets } from './assets.js';

/** Style sheet and script: the only things that a browser may keep. */
export function serveAssets(server: FastifyInstance, assets: Assets): void {
  server.get('/assets/*', (request, reply) => {
    const answer = assets.answer(request.url, request.headers['accept-encoding']);
    if (!answer) throw new NotFound();
    return reply.headers(answer.headers).send(answer.body);
  });
}
