import { aCourse, aLesson, aModule, aQuestion, aQuiz } from '../../test/factories/course.js';
import { placeOfPath, previewOfLineHref, readPlace } from './preview-place.rules.js';

const course = aCourse({ modules: [aModule('a', [aLesson('l'), aQuiz('q', [aQuestion('one')])])] });

describe('which place a page shows', () => {
  it.each([
    ['/learn/introductory/a/l', 'a/l', null],
    ['/learn/introductory/a/l?x#y', 'a/l', null],
    ['/quiz/introductory/a/q', 'a/q', null],
    ['/quiz/introductory/a/q/2/answer', 'a/q', 2],
    ['/learn/introductory/a', 'a', null],
    ['/learn/introductory/a/gone', 'a', null],
    ['/path/introductory', '', null],
    ['/tracks/introductory', '', null],
  ])('%s: %s', (url, place, page) => expect(placeOfPath(course, url)).toMatchObject({ place, page }));

  it.each(['/home', '/learn/other/a/l', '/learn/introductory/b/l', '/certificates/introductory/a/l', ''])(
    '%s: none',
    (url) => expect(placeOfPath(course, url)).toBeNull(),
  );

  it('is read from the name of a place', () => {
    expect(readPlace('')).toEqual({ module: null, step: null, inner: null });
    expect(readPlace('m')).toEqual({ module: 'm', step: null, inner: null });
    expect(readPlace('m/s#q')).toEqual({ module: 'm', step: 's', inner: 'q' });
  });

  it('is found from a line, whatever its file is called', () =>
    expect(previewOfLineHref('d', { path: 't/あ&b.yaml', line: 3 })).toBe(
      '/studio/drafts/d/preview/at?path=t%2F%E3%81%82%26b.yaml&line=3',
    ));
});
