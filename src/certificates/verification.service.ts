import { Injectable } from '@nestjs/common';
import { networkOf } from '../accounts/throttle.rules.js';
import { ThrottleService } from '../accounts/throttle.service.js';
import { EditionService } from '../curriculum/edition.service.js';
import { Database } from '../database/database.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { sha256 } from '../shared/ids.js';
import type { CertificateState } from './certificate.entity.js';
import { readCode } from './code.rules.js';
import { LookupLimit } from './lookup-limit.js';
import { meetingHoursOf } from './meeting-hours.rules.js';
import { matchesName } from './name-digest.js';
import { validityOf } from './validity.rules.js';
import type { Validity } from './validity.rules.js';

/** What everybody who has the code may know. */
export interface Verified extends Validity {
  readonly number: string;
  readonly title: string;
  readonly issuer: string;
  /** Of study by oneself. */
  readonly minutes: number;
  /** Of the sessions that the track asked for; 0 where it asked for none. */
  readonly meetingHours: number;
  readonly isDraft: boolean;
  readonly completedOn: CalendarDay;
  /** Of the first one, where a certificate was made anew. */
  readonly issuedOn: CalendarDay;
  /** The day on which this one was made in another's place; null for a first one. */
  readonly reissuedOn: CalendarDay | null;
  readonly state: CertificateState;
  readonly revokedOn: CalendarDay | null;
  readonly replacedOn: CalendarDay | null;
  /** Number of the certificate that took its place. It opens nothing, and why is nobody's business. */
  readonly newNumber: string | null;
}

/** `limited`: too many were looked up from this address. `unknown` never says why. */
export type Lookup =
  { readonly kind: 'found'; readonly certificate: Verified } | { readonly kind: 'unknown' | 'limited' };
export type NameAnswer = 'match' | 'no-match' | 'limited';

interface Row {
  number: string;
  public_title: string;
  issuer: string;
  minutes: number;
  edition_hash: string;
  is_draft: number | boolean;
  completed_on: string;
  issued_on: string;
  first_issued_on: string | null;
  valid_through: string | null;
  state: CertificateState;
  revoked_on: string | null;
  replaced_on: string | null;
  new_number: string | null;
}

const NAMES_PER_CODE_AND_DAY = 10;
const NAMES_PER_ADDRESS_AND_DAY = 100;

/** Answers strangers who hold a certificate's code. It starts from nothing else. */
@Injectable()
export class VerificationService {
  constructor(
    private readonly database: Database,
    private readonly editions: EditionService,
    private readonly throttle: ThrottleService,
    private readonly limit: LookupLimit,
    private readonly clock: Clock,
  ) {}

  /** Malformed, never issued and erased go the same way: one hash, one look-up, one answer. */
  async find(typed: string, address: string): Promise<Lookup> {
    if (!this.limit.take(address)) return { kind: 'limited' };
    const codeHash = sha256(readCode(typed));
    const row = await this.database.one<Row>`
      select c.number, c.public_title, c.issuer, c.minutes, c.edition_hash, c.is_draft, c.completed_on, c.issued_on,
        c.first_issued_on, c.valid_through, c.state, c.revoked_on, c.replaced_on, s.number as new_number
      from certificate c left join certificate s on s.replaces_id = c.id
      where c.code_hash = ${codeHash}`;
    if (!row) return { kind: 'unknown' };
    const edition = await this.editions.get(row.edition_hash);
    const meetingHours = meetingHoursOf(edition);
    return { kind: 'found', certificate: toVerified(row, { meetingHours, today: this.clock.today() }) };
  }

  /** Whether the typed name is the one on the paper. Ten tries a day for a code. */
  async checkName(typed: { code: string; name: string }, address: string): Promise<NameAnswer> {
    const codeHash = sha256(readCode(typed.code));
    const isFree = await this.database.write(
      async (tx) =>
        (await this.throttle.spend(tx, `verify-address:${networkOf(address)}`, NAMES_PER_ADDRESS_AND_DAY)) &&
        (await this.throttle.spend(tx, `verify-code:${codeHash}`, NAMES_PER_CODE_AND_DAY)),
    );
    if (!isFree) return 'limited';
    const row = await this.database.one<{ name_digest: string | null }>`
      select name_digest from certificate where code_hash = ${codeHash}`;
    return row?.name_digest && (await matchesName(typed.name, row.name_digest)) ? 'match' : 'no-match';
  }
}

function toVerified(
  row: Row,
  { meetingHours, today }: { meetingHours: number; today: CalendarDay },
): Verified {
  return {
    number: row.number,
    title: row.public_title,
    issuer: row.issuer,
    minutes: row.minutes,
    meetingHours,
    isDraft: Boolean(row.is_draft),
    completedOn: CalendarDay.parse(row.completed_on)!,
    issuedOn: CalendarDay.parse(row.first_issued_on ?? row.issued_on)!,
    reissuedOn: row.first_issued_on === null ? null : CalendarDay.parse(row.issued_on),
    state: row.state,
    ...validityOf(row, today),
    revokedOn: dayOf(row.revoked_on),
    replacedOn: dayOf(row.replaced_on),
    newNumber: row.new_number,
  };
}

function dayOf(text: string | null): CalendarDay | null {
  return text === null ? null : CalendarDay.parse(text);
}
