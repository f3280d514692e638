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
  ])('refuses %j and names what to change', (env, named) => {
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).toThrow(named);
  });
});
