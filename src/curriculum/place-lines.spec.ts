import { fileURLToPath } from 'node:url';
import { course, aModule, aLesson, aQuiz } from '../../test/support/curriculum.js';
import { checkFiles } from './check.js';
import { readCurricula } from './curricula.js';
import { lineOfPlace, placeAt, placeLines } from './place-lines.js';
import { placesOf } from './published-place.rules.js';
import { readSources } from './source-folder.js';

const dialogue = `- dialogue: hanasu
  start: a
  scenes:
    a: {says: はい, go: b}
    b:
      says: おわり
      end: good
      closing: またね

# 終わりの前のメモ
- {reflection: kangaeru, ask: どうですか}
`;

const linesOf = (text: string) => {
  const [folder] = checkFiles(course({ 't/01-m.yaml': text })).course.tracks;
  return folder ? placeLines(folder) : [];
};

describe('the places of a track', () => {
  const lines = linesOf(`# メモ\n${aModule(aLesson + aQuiz + dialogue)}`);

  it('stand where the author wrote them', () => {
    expect(lines.map(({ place, file, line, last }) => `${file} ${line}–${last} ${place}`)).toEqual([
      't/track.yaml 2–7 ',
      't/01-m.yaml 3–36 m',
      't/01-m.yaml 8–15 m/yomu',
      't/01-m.yaml 16–25 m/toi',
      't/01-m.yaml 18–25 m/toi#q1',
      't/01-m.yaml 26–33 m/hanasu',
      't/01-m.yaml 29–29 m/hanasu#a',
      't/01-m.yaml 30–33 m/hanasu#b',
      't/01-m.yaml 36–36 m/kangaeru',
    ]);
  });

  it.each([
    ['t/01-m.yaml', 1, 'm'],
    ['t/01-m.yaml', 10, 'm/yomu'],
    ['t/01-m.yaml', 17, 'm/toi'],
    ['t/01-m.yaml', 20, 'm/toi#q1'],
    ['t/01-m.yaml', 27, 'm/hanasu'],
    ['t/01-m.yaml', 29, 'm/hanasu#a'],
    ['t/01-m.yaml', 32, 'm/hanasu#b'],
    ['t/01-m.yaml', 35, 'm'],
    ['t/01-m.yaml', 36, 'm/kangaeru'],
    ['t/track.yaml', 1, ''],
    ['shared/shared.yaml', 1, null],
  ])('%s:%i is held by %s', (file, line, place) => {
    expect(placeAt(lines, { file, line })).toBe(place);
  });

  it('are found by name, and only when they are there', () => {
    expect(lineOfPlace(lines, 'm/toi#q1')?.line).toBe(18);
    expect(lineOfPlace(lines, 'm/toi#q2')).toBeNull();
  });

  it('leave out what has no id, and a module that cannot be read', () => {
    expect(
      linesOf(aModule('- lesson:\n  body: a\n- quiz: 　\n- just words\n')).map(({ place }) => place),
    ).toEqual(['', 'm']);
    expect(linesOf('module: [').map(({ place }) => place)).toEqual(['']);
    expect(linesOf('').map(({ place }) => place)).toEqual(['']);
  });
});

describe('the places of the curricula beside the program', () => {
  const folder = fileURLToPath(new URL('../../curricula', import.meta.url));
  const { course: read } = checkFiles(readSources(folder));

  it('are those that are published, apart from objectives', () => {
    for (const { path, compiled } of readCurricula(folder).tracks) {
      const lines = read.tracks.filter((track) => track.path === path).flatMap(placeLines);
      const published = compiled ? placesOf(compiled.edition).map(({ place }) => place) : [];
      expect(lines.map(({ place }) => place).toSorted()).toEqual(
        ['', ...published.filter((place) => !place.includes('@'))].toSorted(),
      );
      for (const one of lines) {
        expect(lineOfPlace(lines, one.place)).toEqual(one);
        expect(placeAt(lines, one)).toBe(one.place);
      }
    }
  });
});
