import { ConfigError } from './config-error.js';
import { readConfig } from './config.js';

describe('readConfig', () => {
  it('starts with nothing set, as production', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      env: 'production',
      port: 3000,
      origin: 'http://localhost:3000',
      secureCookies: false,
    });
    expect(config.council.contacts.length).toBeGreaterThan(3);
  });

  it('keeps the zeros of telephone numbers', () => {
    expect(readConfig({}).council.contacts.map((c) => c.number)).toContain('0120-279-338');
  });

  it('knows the addresses of the proxies', () => {
    const { trustProxy } = readConfig({ TOMONI_TRUST_PROXY: '127.0.0.1, 10.0.0.0/8,fd00::/8' });
    expect(trustProxy).toEqual(['127.0.0.1', '10.0.0.0/8', 'fd00::/8']);
  });

  it.each([
    [{ TOMONI_PROT: '3000' }, 'TOMONI_PROT'],
    [{ TOMONI_PORT: 'http' }, 'TOMONI_PORT'],
    [{ TOMONI_ORIGIN: 'learn.example.jp' }, 'TOMONI_ORIGIN'],
    [{ TOMONI_ORIGIN: 'https://learn.example.jp/path' }, 'TOMONI_ORIGIN'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
    [{ TOMONI_ENV: 'prod' }, 'TOMONI_ENV'],
    [{ TOMONI_CLOCK: '2026-01-01T00:00:00Z' }, 'TOMONI_CLOCK'],
    [{ TOMONI_ENV: 'development', TOMONI_CLOCK: 'yesterday' }, 'TOMONI_CLOCK'],
    [{ TOMONI_COUNCIL: 'nowhere.yaml' }, 'council.yaml'],
    [{ TOMONI_SMTP_URL: 'mail.example.jp' }, 'TOMONI_SMTP_URL'],
    [{ TOMONI_TRUST_PROXY: 'true' }, 'TOMONI_TRUST_PROXY'],
    [{ TOMONI_TRUST_PROXY: '127.0.0.1,999.1.1.1' }, 'TOMONI_TRUST_PROXY'],
    [{ TOMONI_TRUST_PROXY: '10.0.0.0/33' }, 'TOMONI_TRUST_PROXY'],
    [{ TOMONI_TRUST_PROXY: '0.0.0.0/0' }, 'TOMONI_TRUST_PROXY'],
    [{ TOMONI_MAIL_FROM: 'office' }, 'TOMONI_MAIL_FROM'],
    [{ TOMONI_MAIL_FROM: 'a@example.jp\nBcc: b@example.jp' }, 'TOMONI_MAIL_FROM'],
    [{ TOMONI_TRUST_PROXY: '127.0.0.1, proxy.example.jp' }, 'proxy.example.jp'],
    [{ TOMONI_TRUST_PROXY: '10.0.0.0/8/8' }, 'TOMONI_TRUST_PROXY'],
  ])('refuses %j and names what to change', (env, named) => {
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).toThrow(named);
  });

  it('takes addresses and ranges of proxies, of both kinds', () => {
    const { trustProxy } = readConfig({ TOMONI_TRUST_PROXY: '127.0.0.1, 10.0.0.0/8,::1,fd00::/8' });
    expect(trustProxy).toEqual(['127.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8']);
  });
});
