import type { ServerOptions } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyServerOptions } from 'fastify';
import type { Config } from '../config/config.js';
import { pageDataOf } from './page-data.js';
import { SeeOther, View } from './view.js';
import type { ViewEngine } from './view-engine.js';

/** Fastify for Nest, where a handler may answer with a View or a SeeOther. */
export class PageAdapter extends FastifyAdapter {
  constructor(
    options: FastifyServerOptions & { http?: ServerOptions },
    private readonly views: ViewEngine,
    private readonly config: Config,
  ) {
    super(options);
  }

  override reply(
    response: Parameters<FastifyAdapter['reply']>[0],
    body: unknown,
    status?: number,
  ): ReturnType<FastifyAdapter['reply']> {
    if (body instanceof View) return this.sendView(response as FastifyReply, body);
    if (body instanceof SeeOther)
      return (response as FastifyReply).code(303).header('location', body.location).send();
    return super.reply(response, body, status);
  }

  private sendView(reply: FastifyReply, view: View): FastifyReply {
    const data = pageDataOf(reply.request, this.config, view.isInvalid);
    return reply
      .code(view.status)
      .type('text/html; charset=utf-8')
      .send(
        view.isKept
          ? this.views.renderKept(view.name, view.model, data)
          : this.views.render(view.name, view.model, data),
      );
  }
}
