export default async function teardown() {
  await globalThis.__tomoniPostgres?.stop();
  delete globalThis.__tomoniPostgres;
}
