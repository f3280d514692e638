import { replaceTraps } from './characters.js';
import { Findings } from './findings.js';
import { BlockValue } from './block-value.js';
import { LineStart } from './line-start.js';
import type { KeyWords, Mode } from './mode.js';

/**
 * Looks at the text before any parser does: half of what a Japanese keyboard gets wrong is read by YAML
 * without a word. Answers the findings, whose `repaired` lines are then parsed.
 */
export function scanRawText(path: string, lines: readonly string[], keys: KeyWords): Findings {
  const findings = new Findings(path, lines);
  const shown = replaceTraps(findings);
  const start = new LineStart(shown, findings, keys);
  const value = new BlockValue(shown, findings);
  let mode: Mode = { in: 'structure' };
  for (let line = 0; line < shown.length; line++) {
    if (mode.in === 'block' && value.continuesBlock(line, mode)) {
      findings.textLines.add(line);
      continue;
    }
    if (mode.in === 'quote') {
      const left = value.continueQuote(line, mode);
      if (left !== 'not mine') {
        mode = left;
        continue;
      }
    }
    mode = structure;
    const found = start.read(line);
    if (!found) continue;
    const read = value.read(found);
    mode = read.mode;
    line = read.lastLine;
    start.after(read);
  }
  if (mode.in === 'quote') value.unclosedQuote(shown.length, mode);
  return findings;
}

const structure: Mode = { in: 'structure' };
