import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import type { Edition } from '../curriculum/edition.js';
import { Locales } from '../web/locales.js';
import type { SheetWords } from './certificate-sheet.js';
import { sheetWords } from './sheet.rules.js';
import type { Issued } from './sheet.rules.js';

/** Words a certificate with the council's own names. Certificates are documents of the council: always in Japanese. */
@Injectable()
export class SheetWriter {
  constructor(
    private readonly locales: Locales,
    private readonly config: Config,
  ) {}

  write(edition: Pick<Edition, 'track' | 'modules'>, issued: Issued): SheetWords {
    return sheetWords(this.locales.in('ja'), edition, { ...issued, council: this.config.council });
  }
}
