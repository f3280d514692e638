import { fileURLToPath } from 'node:url';
import { readCurricula } from './curricula.js';

const folder = fileURLToPath(new URL('../../curricula', import.meta.url));

describe('the curricula beside the program', () => {
  const { tracks, report } = readCurricula(folder);

  it('have no errors', () => {
    const errors = report.problems.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ file, line, code }) => `${file}:${line} ${code}`)).toEqual([]);
  });

  it('are all served, each named after its folder', () => {
    expect(tracks.length).toBeGreaterThan(0);
    for (const { path, id, compiled } of tracks) {
      expect(id).toBe(path);
      expect(compiled?.edition.modules.length).toBeGreaterThan(0);
    }
  });

  it('name what comes up so that the page can say that it is spoken of', () => {
    const topics = tracks
      .flatMap(({ compiled }) => compiled?.edition.modules ?? [])
      .flatMap((module) => [module, ...module.steps])
      .flatMap(({ care }) => care?.topics ?? []);
    expect(topics.length).toBeGreaterThan(0);
    expect(topics.filter((topic) => topic.endsWith('話'))).toEqual([]);
  });
});
