/** What a style sheet says about paper, for a screen that shows what paper will show. */
export function printLook(css: string): string {
  const blocks: string[] = [];
  for (let at = css.indexOf('@media print'); at !== -1; at = css.indexOf('@media print', at + 1)) {
    const open = css.indexOf('{', at);
    const end = endOf(css, open);
    blocks.push(`@media all ${css.slice(open, end)}`);
  }
  return blocks.join('\n');
}

function endOf(css: string, open: number): number {
  let depth = 0;
  for (let at = open; at < css.length; at++) {
    if (css[at] === '{') depth++;
    else if (css[at] === '}' && --depth === 0) return at + 1;
  }
  return css.length;
}
