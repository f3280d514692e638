import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import type { Me } from '../web/me.js';
import type { InvitationPlace } from './invitation-place.service.js';
import { InvitationService } from './invitation.service.js';
import { toSlipPage } from './office-invitation.page.js';
import type { SlipPage } from './office-invitation.page.js';

/** The paper for who has no mail. */
@Injectable()
export class InvitationSlips {
  constructor(
    private readonly invitations: InvitationService,
    private readonly database: Database,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound, DomainError as `InvitationService.printSlip` */
  async make(me: Me, { place, id }: { place: InvitationPlace; id: string }): Promise<SlipPage> {
    const at = { cohortId: place.id, id };
    const made = await this.database.write((tx) => this.invitations.printSlip(tx, me, at));
    return toSlipPage(place, made, { origin: this.config.origin, day: this.clock.today() });
  }
}
