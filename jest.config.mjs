const base = {
  rootDir: '.',
  testEnvironment: '<rootDir>/test/support/native/environment.mjs',
  runtime: '<rootDir>/test/support/native/runtime.mjs',
  transform: {},
  globals: { TEST_DB: 'sqlite' },
  setupFilesAfterEnv: ['<rootDir>/test/support/timeout.mjs'],
};
const postgres = {
  globalSetup: '<rootDir>/test/support/postgres-setup.mjs',
  globalTeardown: '<rootDir>/test/support/postgres-teardown.mjs',
};

export default {
  // Browsers, databases and clocks are waited for: three files keep two cores busy.
  maxWorkers: 3,
  // A worker that starts anew loads everything again.
  workerIdleMemoryLimit: '1536MB',
  testSequencer: '<rootDir>/test/support/long-files-first.mjs',
  projects: [
    { ...base, displayName: 'unit', testRegex: '(src/.*|test/[^/]*)\\.spec\\.ts$' },
    { ...base, displayName: 'sqlite', testRegex: 'test/[^/]*\\.e2e-spec\\.ts$' },
    {
      ...base,
      ...postgres,
      displayName: 'postgres',
      testRegex: 'test/[^/]*\\.e2e-spec\\.ts$',
      // What keeps nothing in the database, or runs on a SQLite of its own.
      testPathIgnorePatterns: ['/node_modules/', 'test/studio-(guide|preview-server|preview-threads)\\.'],
      globals: { TEST_DB: 'postgres' },
    },
    { ...base, ...postgres, displayName: 'browser', testRegex: 'test/browser/.*\\.browser-spec\\.ts$' },
  ],
};
