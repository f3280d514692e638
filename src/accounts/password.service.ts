import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { Injectable, ServiceUnavailableException } from '@nestjs/common';
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { Config } from '../config/config.js';
import { DomainError } from '../shared/domain-error.js';
import type { Role } from '../web/me.js';
import { LONGEST_PASSWORD, normalisePassword, shortestPassword, weaknessOf } from './password.rules.js';

const AT_ONCE = 2;
/** About four seconds of work on two cores: who would wait longer is told to come back. */
const WAITING = 100;
const RETRY_AFTER_SECONDS = 5;

type LanguageCommon = typeof import('@zxcvbn-ts/language-common');

let common: ReadonlySet<string> | null = null;

/** Tens of thousands of passwords, read when the first one is chosen. */
function commonPasswords(): ReadonlySet<string> {
  const load = createRequire(import.meta.url);
  common ??= new Set((load('@zxcvbn-ts/language-common') as LanguageCommon).dictionary['passwords-common']);
  return common;
}

/** Hashes and compares passwords: argon2id, a few at a time, so that a rush of sign-ins cannot stop the house. */
@Injectable()
export class PasswordService {
  private readonly dummy: Promise<string>;
  private running = 0;
  private readonly queue: (() => void)[] = [];

  constructor(private readonly config: Config) {
    // Compared with when there is no such account: the answer must take as long.
    this.dummy = hash('no such account', config.argon);
  }

  /** @throws DomainError `accounts.password.short|long|common|context` when it is not to be taken. */
  check(typed: string, whose: { roles: readonly Role[]; words: readonly string[] }): void {
    const { council } = this.config;
    const shortest = shortestPassword(whose.roles);
    const weakness = weaknessOf(normalisePassword(typed), {
      shortest,
      common: commonPasswords(),
      words: [...whose.words, 'tomoni', council.site, council.name],
    });
    if (weakness)
      throw new DomainError(`accounts.password.${weakness}`, { shortest, longest: LONGEST_PASSWORD });
  }

  /** @throws ServiceUnavailableException when too many wait. */
  async hash(typed: string): Promise<string> {
    return this.inTurn(() => hash(normalisePassword(typed), this.config.argon));
  }

  /** Takes the same time whether there is a hash, and whether it fits. @throws ServiceUnavailableException */
  async fits(stored: string | null, typed: string): Promise<boolean> {
    const compared = stored ?? (await this.dummy);
    const password = [...typed].length > LONGEST_PASSWORD * 2 ? fingerprint(typed) : normalisePassword(typed);
    const isSame = await this.inTurn(() => verify(compared, password));
    return isSame && stored !== null;
  }

  /** Whether a stored hash was made with weaker or other costs than today's. */
  isOutdated(stored: string): boolean {
    const made = parseOptions(stored);
    const { memoryCost, timeCost, parallelism } = this.config.argon;
    return made.memoryCost !== memoryCost || made.timeCost !== timeCost || made.parallelism !== parallelism;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) {
      if (this.queue.length >= WAITING)
        throw new ServiceUnavailableException({ retryAfter: RETRY_AFTER_SECONDS });
      await new Promise<void>((resolve) => this.queue.push(resolve));
    } else this.running++;
    try {
      return await work();
    } finally {
      const next = this.queue.shift();
      if (next) next();
      else this.running--;
    }
  }
}

/** Longer than any password can be: hashing all of it would only cost time. */
function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
