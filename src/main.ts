/**
 * Starts the server. Nothing else of the program is imported before the version of Node is known to be one that
 * its database driver survives: on an older one the process would crash without a word.
 */
import { fileURLToPath } from 'node:url';
import { refuseOldNode } from './shared/node-version.js';

refuseOldNode('npm start');
// What was compiled and checked is kept beside the program: the next start takes half the time. Built anew, it is
// compiled and checked anew.
const kept = fileURLToPath(new URL('.compiled/', import.meta.url));
const { enableCompileCache } = await import('node:module');
enableCompileCache(kept);
const { serve } = await import('./serve.js');
await serve({ kept });

export {};
