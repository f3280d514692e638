const FIRST = 100_000;
const SPAN = 900_000;

/**
 * A number of six digits that is not taken, drawn so that nobody can tell from it who came first; a digit more
 * once a cohort is so full that drawing seldom hits. `draw(n)` gives a random whole number under n.
 */
export async function freeNumber(
  isTaken: (number: number) => Promise<boolean>,
  draw: (under: number) => number,
): Promise<number> {
  for (let tries = 0, scale = 1; ; tries++) {
    if (tries > 0 && tries % 20 === 0) scale *= 10;
    const number = FIRST * scale + draw(SPAN * scale);
    if (!(await isTaken(number))) return number;
  }
}
