import { ServiceUnavailableException } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { DomainError } from '../shared/domain-error.js';
import { PasswordService } from './password.service.js';

const config = {
  argon: { memoryCost: 64, timeCost: 1, parallelism: 1 },
  council: { name: '見本市ピアサポート協議会', site: '学びのページ' },
} as Config;
const passwords = new PasswordService(config);

describe('PasswordService', () => {
  it('turns away whom it would keep waiting too long, and goes on afterwards', async () => {
    const answers = await Promise.allSettled(Array.from({ length: 130 }, () => passwords.hash('x')));
    const turnedAway = answers.flatMap((answer) =>
      answer.status === 'rejected' ? [answer.reason as unknown] : [],
    );
    expect(turnedAway).toHaveLength(130 - 102);
    expect(turnedAway[0]).toBeInstanceOf(ServiceUnavailableException);
    expect((turnedAway[0] as ServiceUnavailableException).getResponse()).toEqual({ retryAfter: 5 });
    expect(await passwords.fits(await passwords.hash('x'), 'x')).toBe(true);
  });

  it('fits nobody’s password, also the one that it compares with', async () => {
    expect(await passwords.fits(null, 'no such account')).toBe(false);
  });

  it('sees when the costs have changed', async () => {
    const dearer = new PasswordService({ ...config, argon: { ...config.argon, timeCost: 2 } });
    const stored = await passwords.hash('x');
    expect([passwords.isOutdated(stored), dearer.isOutdated(stored)]).toEqual([false, true]);
  });

  it.each([
    ['Password12345678', 'common'],
    ['letmein letmein', 'common'],
    ['学びのページ2026年！！', 'context'],
    ['見本市ピアサポート協議会', 'context'],
    ['みじかい', 'short'],
  ])('refuses %s: %s', (typed, weakness) => {
    const check = () => passwords.check(typed, { roles: ['trainee'], words: [] });
    expect(check).toThrow(new DomainError(`accounts.password.${weakness}`));
  });

  it('takes a phrase', () => {
    expect(() =>
      passwords.check('ことりが三羽とまっている木', { roles: ['trainee'], words: ['葵'] }),
    ).not.toThrow();
  });
});
