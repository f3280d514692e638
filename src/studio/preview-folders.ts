import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';

/** `tomoni-preview-<process>-<letters>`: whose it is can be seen from outside. */
const NAME = /^tomoni-preview-(\d+)-[A-Za-z0-9]{6}$/;
const own = new Set<string>();

/** A folder for all previews of this server; nobody else may look into it. */
export async function aRoot(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), `tomoni-preview-${process.pid}-`));
  own.add(root);
  return root;
}

export async function removeRoot(root: string): Promise<void> {
  await rm(root, { recursive: true, force: true });
  own.delete(root);
}

/** Removes what servers left that were killed. What cannot be removed is somebody else's, and stays. */
export async function sweepRoots(): Promise<void> {
  // The application of a preview is one as well, and stands in such a folder.
  if (!isMainThread) return;
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names) {
    const pid = Number(NAME.exec(name)?.[1] ?? Number.NaN);
    const root = join(tmpdir(), name);
    // In a container every server has the same number: what bears ours and is not ours is of one before us.
    if (Number.isNaN(pid) || own.has(root) || (pid !== process.pid && isRunning(pid))) continue;
    await rm(root, { recursive: true, force: true }).catch(() => undefined);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
