import { freeNumber } from './enrolment-number.rules.js';

const counting = () => {
  let n = 0;
  return () => n++;
};

describe('freeNumber', () => {
  it('has six digits', async () => {
    expect(
      await freeNumber(
        async () => false,
        () => 0,
      ),
    ).toBe(100_000);
    expect(
      await freeNumber(
        async () => false,
        (under) => under - 1,
      ),
    ).toBe(999_999);
  });

  it('draws again while the number is taken', async () => {
    expect(await freeNumber(async (number) => number < 100_003, counting())).toBe(100_003);
  });

  it('takes a digit more when a cohort is full', async () => {
    const number = await freeNumber(
      async (number) => number < 1_000_000,
      () => 0,
    );
    expect(number).toBe(1_000_000);
  });
});
