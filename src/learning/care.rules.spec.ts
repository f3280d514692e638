import { aLesson, aModule, aQuestion, aQuiz } from '../../test/factories/course.js';
import { aDialogue } from '../../test/factories/dialogue.js';
import type { Care } from '../curriculum/care.js';
import { careOf } from './care.rules.js';

const note = (level: Care['level'], topic: string): Care => ({
  level,
  topics: [topic],
  where: null,
  instead: null,
  insteadEasy: null,
});
const light = note(1, '課');
const hard = note(2, '課');
const own = note(1, '読みもの');

describe('the content note of a step', () => {
  it.each([
    ['none anywhere', null, null, null],
    ['its own', null, own, own],
    ['the light note of its module, where no place is told', light, null, light],
    ['its own beside a light one', light, own, own],
    ['a hard note of its module, whatever it says itself', hard, own, hard],
    ['nothing, where it says that nothing comes up', null, note(0, ''), null],
  ])('is %s', (_, ofModule, ofStep, expected) => {
    const lesson = aLesson('yomu', { care: ofStep });
    expect(careOf(aModule('m', [lesson], { care: ofModule }), lesson)).toEqual(expected);
  });

  const marked = { ...aQuestion('q'), care: own };
  const dialogue = aDialogue();
  const scenes = dialogue.scenes.map((scene, index) => (index === 1 ? { ...scene, care: own } : scene));
  it.each([
    ['a lesson', aLesson('hoka', { care: own })],
    ['a question', aQuiz('hoka', [marked])],
    ['a scene', aDialogue({ id: 'hoka', scenes })],
  ])('is none where the light note of the module has its place in %s', (_, place) => {
    const lesson = aLesson('yomu');
    expect(careOf(aModule('m', [lesson, place], { care: light }), lesson)).toBeNull();
    expect(careOf(aModule('m', [lesson, place], { care: hard }), lesson)).toEqual(hard);
  });
});
