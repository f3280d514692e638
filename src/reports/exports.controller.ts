import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import { isId } from '../shared/ids.js';
import { Allow, Reauthenticated } from '../web/allow.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { page } from '../web/view.js';
import type { View } from '../web/view.js';
import { ExportService } from './export.service.js';
import { typeOf } from './files/charset.rules.js';
import type { Charset } from './files/charset.rules.js';
import { XLSX_TYPE } from './files/xlsx.js';
import { toLettersPage } from './letters.page.js';
import { NameFiles } from './name-files.service.js';
import type { AskedNames } from './name-files.service.js';
import { fileName } from './report-question.rules.js';

interface Sent {
  readonly charset: Charset;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** What was asked for by name, as files of each kind: to who asked, within the hour. */
@Controller('office/reports/exports/:export')
export class ExportsController {
  constructor(
    private readonly exports: ExportService,
    private readonly files: NameFiles,
    private readonly clock: Clock,
  ) {}

  @Allow('office')
  @Reauthenticated()
  @Get()
  async checkLetters(@Param('export') id: string, @CurrentPerson() me: Me): Promise<View> {
    const asked = await this.asked(me, id);
    return page('reports/letters', toLettersPage(id, asked.question, await this.files.lacking(asked)));
  }

  @Allow('office')
  @Reauthenticated()
  @Get('completions.csv')
  async csv(
    @Param('export') id: string,
    @CurrentPerson() me: Me,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable> {
    return this.sendCsv(me, await this.asked(me, id), { charset: 'utf-8', request, reply });
  }

  @Allow('office')
  @Reauthenticated()
  @Get('completions-plain.csv')
  async plainCsv(
    @Param('export') id: string,
    @CurrentPerson() me: Me,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable> {
    return this.sendCsv(me, await this.asked(me, id), { charset: 'utf-8-plain', request, reply });
  }

  @Allow('office')
  @Reauthenticated()
  @Get('completions-cp932.csv')
  async oldCsv(
    @Param('export') id: string,
    @CurrentPerson() me: Me,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable> {
    return this.sendCsv(me, await this.asked(me, id), { charset: 'cp932', request, reply });
  }

  @Allow('office')
  @Reauthenticated()
  @Get('completions.xlsx')
  async xlsx(
    @Param('export') id: string,
    @CurrentPerson() me: Me,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable> {
    const asked = await this.asked(me, id);
    this.name(reply, asked, { type: XLSX_TYPE, ending: 'xlsx' });
    return isHead(request) ? Readable.from([]) : this.files.xlsx(me, asked);
  }

  private async asked(me: Me, id: string): Promise<AskedNames> {
    if (!isId(id)) throw new NotFound();
    return this.exports.getAsked(me.personId, id);
  }

  private async sendCsv(me: Me, asked: AskedNames, { charset, request, reply }: Sent): Promise<Readable> {
    this.name(reply, asked, { type: typeOf(charset), ending: 'csv' });
    return isHead(request) ? Readable.from([]) : this.files.csv(me, asked, charset);
  }

  private name(
    reply: FastifyReply,
    { question }: AskedNames,
    file: { type: string; ending: 'csv' | 'xlsx' },
  ) {
    const name = fileName('names', { question, today: this.clock.today() }, file.ending);
    void reply.header('content-type', file.type);
    void reply.header('content-disposition', `attachment; filename="${name}"`);
  }
}

/** Who looks whether there is a file takes none. */
function isHead({ method }: FastifyRequest): boolean {
  return method === 'HEAD';
}
