import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import type { Tx } from '../database/database.js';
import type { Edition } from '../curriculum/edition.js';
import { Locales } from '../web/locales.js';
import type { SheetWords } from './certificate-sheet.js';
import { Clock } from '../shared/clock.js';
import { sheetWords } from './sheet.rules.js';
import type { Issued } from './sheet.rules.js';

/** Words a certificate with the council's own names. Certificates are documents of the council: always in Japanese. */
@Injectable()
export class SheetWriter {
  constructor(
    private readonly locales: Locales,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  write(edition: Pick<Edition, 'track' | 'modules'>, issued: Issued): SheetWords {
    return sheetWords(this.locales.in('ja'), edition, { ...issued, council: this.config.council });
  }

  /** The picture outlives the configuration: what is on a certificate stays on it. */
  async keepSeal(tx: Tx, { seal: hash }: SheetWords): Promise<void> {
    const settings = Object.values(this.config.council.certificates);
    const seal = settings.find((one) => one.seal !== null && one.seal.hash === hash)?.seal;
    if (!seal) return;
    await tx.sql`
      insert into file (hash, media_type, content, created_at)
      values (${seal.hash}, 'image/png', ${seal.bytes.toString('base64')}, ${this.clock.now().getTime()})
      on conflict (hash) do nothing`;
  }
}
