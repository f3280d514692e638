import { validateSync } from 'class-validator';
import { AtMost } from './at-most.js';

class Form {
  @AtMost(4, { message: 'too-long' })
  text: unknown;
}

describe('AtMost', () => {
  it.each([
    ['', true],
    ['よんもじ', true],
    ['ごもじです', false],
    ['𠮷𠮷𠮷𠮷', true],
    ['☀\ufe0f☀\ufe0f', true],
    ['☀\ufe0f☀\ufe0f☀', false],
    [['a'], false],
    [undefined, false],
  ])('%j: %s', (text, isGood) => {
    expect(validateSync(Object.assign(new Form(), { text })).length === 0).toBe(isGood);
  });
});
