import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { NotFound } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { FileService } from './file.service.js';

/** Images under names that say what they hold, so that browsers keep them for ever. */
@Controller('files')
export class FileController {
  constructor(private readonly files: FileService) {}

  @Allow.everyone()
  @Get(':hash')
  async file(@Param('hash') hash: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new NotFound('file');
    const { mediaType, content } = await this.files.get(hash);
    reply.type(mediaType).header('cache-control', 'public, max-age=31536000, immutable');
    return content;
  }
}
