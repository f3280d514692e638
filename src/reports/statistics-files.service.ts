import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Locales } from '../web/locales.js';
import type { Words } from '../web/locales.js';
import type { Me } from '../web/me.js';
import { page } from '../web/view.js';
import type { View } from '../web/view.js';
import { ExportDownloads } from './export-downloads.service.js';
import { encode, isCharset, lackingIn932, markOf, typeOf } from './files/charset.rules.js';
import { statisticsCsv, statisticsSheets } from './files/statistics.rules.js';
import type { Statistics } from './files/statistics.rules.js';
import { xlsx, XLSX_TYPE } from './files/xlsx.js';
import { toUnwritablePage } from './letters.page.js';
import type { ReportQuestion } from './report-question.rules.js';

/** Tables that are asked for as a file, and by whom. */
export interface AskedTables {
  readonly me: Me;
  readonly question: ReportQuestion;
  readonly make: (words: Words) => Statistics;
  /** Of their numbers, how many are hidden. */
  readonly hidden: number;
  /** Of the file. */
  readonly name: string;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/**
 * Tables without names as files; that one leaves is written down. They go to authorities: their words are Japanese
 * whatever the official's screen speaks.
 */
@Injectable()
export class StatisticsFiles {
  constructor(
    private readonly downloads: ExportDownloads,
    private readonly locales: Locales,
  ) {}

  /** In UTF-8 unless another charset is asked for. What CP932 cannot hold is told instead: nothing is left out of a file. */
  async csv(asked: AskedTables, how: { charset: string; utf8Href: string }): Promise<Buffer | View> {
    const charset = isCharset(how.charset) ? how.charset : 'utf-8';
    const text = statisticsCsv(asked.make(this.locales.in('ja')));
    const lacking = charset === 'cp932' ? lackingIn932(text) : [];
    if (lacking.length > 0)
      return page('reports/unwritable', toUnwritablePage(lacking, how.utf8Href), { status: 422 });
    return this.leave(asked, typeOf(charset), encode(markOf(charset) + text, charset));
  }

  async xlsx(asked: AskedTables): Promise<Buffer> {
    const words = this.locales.in('ja');
    const how = { name: words.text('reports.statistics.how-to-read'), width: 100 };
    return this.leave(asked, XLSX_TYPE, await buffer(xlsx(statisticsSheets(asked.make(words), how))));
  }

  private async leave(asked: AskedTables, type: string, file: Buffer): Promise<Buffer> {
    const { me, question, hidden, name, request, reply } = asked;
    if (request.method !== 'HEAD') await this.downloads.recordTotals(me, question, { file, hidden });
    void reply.header('content-type', type);
    void reply.header('content-disposition', `attachment; filename="${name}"`);
    return file;
  }
}
