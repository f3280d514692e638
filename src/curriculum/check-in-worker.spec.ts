import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Compiled } from '../../test/support/compiled.js';
import { compileSources } from '../../test/support/compiled.js';
import { aModule, course, file } from '../../test/support/curriculum.js';
import { checkInWorker } from './check-in-worker.js';
import { checkFiles } from './check.js';

let built: Compiled;
const bounds = () => ({ program: pathToFileURL(join(built.folder, 'dist/curriculum/check-worker.js')) });

beforeAll(async () => {
  built = await compileSources();
}, 60_000);
afterAll(() => built.remove());

describe('a check in a thread of its own', () => {
  it('finds what the check finds', async () => {
    const files = course({ 't/01-m.yaml': aModule().replace('title: 課', 'title：課') });
    const { problems, ignored } = checkFiles(files);
    expect(await checkInWorker(files, bounds())).toEqual({ problems, ignored });
  });

  it('ends when its time is over, with a problem that says so', async () => {
    const { problems } = await checkInWorker(course(), { ...bounds(), milliseconds: 1 });
    expect(problems).toMatchObject([{ file: 't/track.yaml', severity: 'error', code: 'Y135' }]);
  });

  it('ends when it takes too much memory', async () => {
    const greedy = Array.from({ length: 20 }, (_, n) => file(`t/${n}-m.yaml`, '{a|b: "\n'.repeat(20_000)));
    const { problems } = await checkInWorker(greedy, { ...bounds(), megabytes: 24 });
    expect(problems).toMatchObject([{ code: 'Y135' }]);
  });
});
