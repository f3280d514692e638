import 'reflect-metadata';
import {
  BadRequestException,
  HttpException,
  HttpStatus,
  Injectable,
  PayloadTooLargeException,
  UseInterceptors,
  applyDecorators,
} from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { isMultipart, parseMultipart } from './multipart.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Bytes of a form in parts that the route takes; undefined where it takes none. */
    uploadBytes?: number;
  }
}

const UPLOAD = 'tomoni:upload';

/**
 * Past this a connection is closed. Up to it what is too much is let go by unread, so that the page that says so
 * arrives: browsers look for an answer only when all is sent.
 */
const LET_GO_BY = 20_000_000;

type Asked = Pick<FastifyRequest, 'headers' | 'routeOptions'>;

/** Reads the form only now, when the guard has let its sender in. */
@Injectable()
class PartsReader implements NestInterceptor {
  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    await readParts(context.switchToHttp().getRequest<FastifyRequest>());
    return next.handle();
  }
}

/**
 * Declares that a route also takes forms in parts (`enctype="multipart/form-data"`: files, or texts longer than other
 * forms may be) of up to so many bytes in all. Every other route refuses them.
 */
export function Upload({ bytes }: { bytes: number }): MethodDecorator {
  return applyDecorators(
    (_target: object, _name: string | symbol, { value }: PropertyDescriptor) =>
      Reflect.defineMetadata(UPLOAD, bytes, value as object),
    RouteConfig({ uploadBytes: bytes }),
    UseInterceptors(PartsReader),
  );
}

/** Bytes of a form in parts that the handler declares to take; null for none. */
export function uploadOn(handler: object): number | null {
  return (Reflect.getMetadata(UPLOAD, handler) as number | undefined) ?? null;
}

/** Whether this is a form in parts, sent to a route that takes such forms. */
export function isUpload({ headers, routeOptions }: Asked): boolean {
  return routeOptions.config.uploadBytes !== undefined && isMultipart(headers['content-type']);
}

/** What is told before anything is read of a form in parts; null when it may come in. */
export function refuseUpload({ headers }: Asked): HttpException | null {
  // Browsers always say how much they send, and what says so is bounded by it.
  if (headers['content-length'] === undefined) return new HttpException('', HttpStatus.LENGTH_REQUIRED);
  return Number(headers['content-length']) > LET_GO_BY ? new PayloadTooLargeException() : null;
}

/** Lets forms in parts past the server's own readers, unread. */
export function passUploads(server: FastifyInstance): void {
  server.addContentTypeParser('multipart/form-data', (_request, _payload, done) => done(null, undefined));
}

/**
 * Reads a form in parts, once, into the body of its request; of any other request nothing. Files stay in memory.
 * @throws PayloadTooLargeException, BadRequestException
 */
export async function readParts(request: FastifyRequest): Promise<void> {
  if (!isUpload(request) || request.body !== undefined) return;
  const most = request.routeOptions.config.uploadBytes!;
  if (Number(request.headers['content-length']) > most) throw new PayloadTooLargeException();
  const whole = await wholeOf(request);
  request.body = await parseMultipart(request.headers['content-type']!, whole);
}

/** As many bytes as were announced: the HTTP parser passes no more. */
async function wholeOf({ raw }: FastifyRequest): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of raw) chunks.push(chunk as Buffer);
  } catch {
    throw new BadRequestException(); // its sender went away
  }
  return Buffer.concat(chunks);
}
