import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isKnown } from './etag.rules.js';

export interface KnownFile {
  /** What it is called where it is saved; null where it is looked up again and again. */
  readonly name: string | null;
  readonly type: string;
  /** Another one whenever the file would be. */
  readonly tag: string;
  make(): string | Readable | Promise<string>;
}

/**
 * A file that anybody may have and keep, as long as they ask each time whether it is still the same: who has it already
 * gets none of it (304), and it is not even made. Nothing is said of its length then: an empty text would say 0.
 */
export async function answerFile(
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  file: KnownFile,
): Promise<string | Readable | null> {
  void reply.headers({ etag: file.tag, 'cache-control': 'no-cache' }).type(file.type);
  if (isKnown(request.headers['if-none-match'], file.tag)) {
    void reply.code(304);
    return null;
  }
  if (file.name !== null) void reply.header('content-disposition', `attachment; filename="${file.name}"`);
  return request.method === 'HEAD' ? Readable.from([]) : file.make();
}
