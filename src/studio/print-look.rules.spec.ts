import { printLook } from './print-look.rules.js';

describe('the look of paper on a screen', () => {
  it('takes what is said about paper, whole, and nothing else', () => {
    const css =
      'a { b: c } @media print { @page { size: A4 } .x { y: z } } d { e: f } @media print { g { h: i } }';
    expect(printLook(css)).toBe('@media all { @page { size: A4 } .x { y: z } }\n@media all { g { h: i } }');
  });

  it('is empty where nothing is said about paper', () => expect(printLook('a { b: c }')).toBe(''));
});
