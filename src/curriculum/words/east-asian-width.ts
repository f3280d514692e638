/** Characters that take two columns of a terminal, and stand without blanks between words. */
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;
/** Takes no column: marks that join the character before. */
const none = /^[\p{Mn}\p{Me}\p{Cf}]/u;
/** Signs that Japanese fonts draw wide although they have no width of their own. */
const drawnWide = /^[○×△●□◎※→←↑↓…‥―“”‘’★☆①-⑳Ⅰ-Ⅻ〜～]/u;

export const isWide = (character: string): boolean =>
  wide.test(character) || /[\ud840-\ud8ff]/.test(character);

/** Columns of a terminal set to East Asian width. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (none.test(character)) continue;
    columns += wide.test(character) || drawnWide.test(character) ? 2 : 1;
  }
  return columns;
}
