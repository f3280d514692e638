// The thread that unpacks, for tests, which run the program from its sources.
import './from-sources.mjs';

await import(new URL('../../src/studio/unzip-worker.ts', import.meta.url).href);
