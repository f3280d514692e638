import { readFileSync } from 'node:fs';
import { Controller, Get, Header } from '@nestjs/common';
import { Allow } from '../web/allow.js';
import { printLook } from './print-look.rules.js';

const ASSETS = new URL('../../views/assets/', import.meta.url);
/** The edges that a printer leaves. */
const EDGES = 'body { padding: 18mm 16mm 20mm; }';

/** The rules for paper as rules for a screen, for the frame of a preview that shows a sheet. */
@Controller('studio/preview')
export class PrintLookController {
  private css: string | null = null;

  @Allow('facilitator', 'administrator')
  @Get('print.css')
  @Header('content-type', 'text/css; charset=utf-8')
  // The same for everybody; it changes with the program only.
  @Header('cache-control', 'private, max-age=600')
  look(): string {
    return (this.css ??= [
      ...['app.css', 'paper.css'].map((name) => printLook(readFileSync(new URL(name, ASSETS), 'utf8'))),
      EDGES,
    ].join('\n'));
  }
}
