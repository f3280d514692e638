import { startPostgres } from './postgres.mjs';

/** One server for every project that asks; each test file makes its own database on it. */
export default async function setup() {
  globalThis.__tomoniPostgres ??= await startPostgres();
  process.env.TOMONI_TEST_POSTGRES_URL = globalThis.__tomoniPostgres.url;
}
