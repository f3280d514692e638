import { getPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import { transformFile } from '@swc/core';

it('lowers its own thread, and not the program', async () => {
  const before = getPriority(process.pid);
  const { code } = await transformFile('src/shared/step-aside.ts', { configFile: '.swcrc' });
  const program = `${code}
    import { getPriority } from 'node:os';
    import { parentPort } from 'node:worker_threads';
    stepAside();
    parentPort.postMessage(getPriority());`;
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(program)}`));
  const lowered = await new Promise<number>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  expect(getPriority(process.pid)).toBe(before);
  expect(lowered).toBe(process.platform === 'linux' ? Math.max(before, 10) : before);
});
