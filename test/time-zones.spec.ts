import { spawnSync } from 'node:child_process';

/** Tests of days and hours in Japan that must not care where the server stands. */
const TESTS = ['src/cohorts/', 'src/shared/'];
const JEST = 'node_modules/jest/bin/jest.js';
const TELLS = 'console.log(Intl.DateTimeFormat().resolvedOptions().timeZone)';

// A test cannot move its own process: its `process.env` is a copy.
describe.each(['America/New_York', 'Pacific/Kiritimati'])('on a server in %s', (TZ) => {
  const env = { ...process.env, TZ };

  it('which is where it believes to stand', () => {
    expect(spawnSync(process.execPath, ['-e', TELLS], { env, encoding: 'utf8' }).stdout.trim()).toBe(TZ);
  });

  it('days and hours are Japan’s', () => {
    const run = spawnSync(process.execPath, [JEST, '--selectProjects', 'unit', '-i', ...TESTS], {
      env,
      encoding: 'utf8',
    });
    expect([run.status, run.stderr]).toEqual([0, expect.stringMatching(/Tests: .* passed/)]);
  });
});
