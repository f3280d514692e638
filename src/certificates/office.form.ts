import { IsIn, IsNotEmpty } from 'class-validator';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';
import { REVOCATION_REASONS } from './certificate.entity.js';
import type { RevocationReason } from './certificate.entity.js';
import { readNumber } from './number.rules.js';

const LONGEST_NUMBER = 40;

/** The number on a certificate, however it was typed. */
export class FindCertificateForm {
  @Field({ as: readNumber })
  @AtMost(LONGEST_NUMBER, { message: 'certificates.office.number.unknown' })
  @IsNotEmpty({ message: 'certificates.office.number.empty' })
  number: string;
}

/** Why a certificate is to be revoked: one of the closed list, and nothing to write. */
export class RevocationForm {
  @Field()
  @IsIn(REVOCATION_REASONS, { message: 'certificates.office.reason.choose' })
  reason: RevocationReason;
}
