/**
 * Starts the server. Nothing of the program is imported before the version of Node is known to be one that
 * its database driver survives: on an older one the process would crash without a word.
 */
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 13)) {
  console.error(
    `Tomoni needs Node 22.13 or newer; this is ${process.versions.node}. Start it with "npm start", which brings its own.`,
  );
  process.exit(1);
}
// What was compiled and checked is kept beside the program: the next start takes half the time. Built anew, it is
// compiled and checked anew.
const kept = fileURLToPath(new URL('.compiled/', import.meta.url));
const { enableCompileCache } = await import('node:module');
enableCompileCache(kept);
const { serve } = await import('./serve.js');
await serve({ kept });

export {};
