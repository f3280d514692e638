import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import { Database } from '../database/database.js';
import type { Me } from '../web/me.js';

/** Names that leave the house, on paper or in a file, leave a line in the record. */
@Injectable()
export class SheetPapers {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  async taken(me: Me, sessionId: string): Promise<void> {
    await this.database.write((tx) =>
      this.audit.record(tx, {
        actor: me,
        act: 'attendance.exported',
        object: `training-session:${sessionId}`,
      }),
    );
  }
}
