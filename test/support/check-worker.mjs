// The checker's thread for tests, which run the program from its sources.
import './from-sources.mjs';

await import(new URL('../../src/curriculum/check-worker.ts', import.meta.url).href);
