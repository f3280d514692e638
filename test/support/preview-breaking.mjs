// A thread of a preview that breaks off as the address it is asked for says; for tests of whoever asks it.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parentPort, threadId, workerData } from 'node:worker_threads';

writeFileSync(join(dirname(workerData.folder), `began-${threadId}`), '');
const { modules } = JSON.parse(workerData.edition);

parentPort.on('message', ({ id, request }) => {
  const how = /\?(\w+)$/.exec(request.url ?? '')?.[1];
  if (how === 'crash') throw new Error('broke off');
  if (how === 'exit') process.exit(0);
  if (how === 'silent') for (;;);
  if (how === 'mute') return;
  if (how === 'memory') {
    const held = [];
    for (;;) held.push(new Array(100_000).fill(held.length));
  }
  if (how === 'failed') return parentPort.postMessage({ id, failure: 'Error' });
  const pieces = ['<html><head>', '</head><body>', `<header></header>${modules[0].title}</body></html>`];
  parentPort.postMessage({
    id,
    answer: {
      ...{ status: 200, type: 'text/html; charset=utf-8', location: null, place: null, days: 0 },
      pieces: pieces.map((piece) => Buffer.from(piece)),
    },
  });
});
parentPort.postMessage('ready');
