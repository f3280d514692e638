import {
  LEARNER_NUMBERS,
  checkDigit,
  formatLearnerNumber,
  parseLearnerNumber,
  toLearnerNumber,
} from './learner-number.rules.js';

it('knows the published example: 572 has the check digit 4', () => {
  expect(checkDigit('572')).toBe('4');
});

it('finds every wrong digit and every swap of neighbours', () => {
  const number = toLearnerNumber(57_213_408);
  for (let place = 0; place < 9; place++) {
    for (const digit of '0123456789') {
      const wrong = number.slice(0, place) + digit + number.slice(place + 1);
      expect(parseLearnerNumber(wrong)).toBe(wrong === number ? number : null);
    }
    const swapped =
      number.slice(0, place) +
      number
        .slice(place, place + 2)
        .split('')
        .reverse()
        .join('') +
      number.slice(place + 2);
    expect(parseLearnerNumber(swapped)).toBe(swapped === number ? number : null);
  }
});

it.each([0, 1, LEARNER_NUMBERS - 1])('makes a number that can be read again from %i', (random) => {
  const number = toLearnerNumber(random);
  expect(number).toMatch(/^[1-9]\d{8}$/);
  expect(parseLearnerNumber(number)).toBe(number);
});

describe('parseLearnerNumber', () => {
  const number = toLearnerNumber(12_345_678);
  const [a, b, c] = formatLearnerNumber(number).split('-');
  it.each([
    `${a}-${b}-${c}`,
    `${a} ${b} ${c}`,
    ` ${a}\u3000${b}${c} `,
    `${a}ー${b}−${c}`,
    number.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
  ])('reads "%s"', (typed) => {
    expect(parseLearnerNumber(typed)).toBe(number);
  });

  it.each(['', '12345678', `${number}0`, 'A-1024', `0${number.slice(1)}`])('refuses "%s"', (typed) => {
    expect(parseLearnerNumber(typed)).toBeNull();
  });
});
