import type { Findings } from './findings.js';

/** Ruby with at least one full-width sign: ｛漢字｜かんじ｝, {漢字｜かんじ}. */
const wideRuby = /[{｛]([^{}｛｝|｜]{1,40})[|｜]([^{}｛｝|｜]{1,40})[}｝]/g;
const wideSigns: Readonly<Record<string, string>> = { '｛': '{', '｜': '|', '｝': '}' };

/** Characters nobody can see: control characters, zero-width spaces and marks that turn the direction of text. */
// eslint-disable-next-line no-control-regex -- what it looks for, without asking a table of Unicode for each sign
const invisible = /[\0-\x08\v\f\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]/g;

/**
 * What is wrong with single characters, anywhere in a file. Answers the lines with every such character
 * replaced by one of the same length, so that indexes stay.
 */
export function replaceTraps(findings: Findings): string[] {
  return findings.lines.map((text, line) => {
    const shown = /[｛｜｝]/.test(text) ? replaceWideRuby(findings, line, text) : text;
    return replaceInvisible(findings, line, shown);
  });
}

function replaceWideRuby(findings: Findings, line: number, text: string): string {
  return text.replace(wideRuby, (ruby: string, _base, _reading, start: number) => {
    if (!/[｛｜｝]/.test(ruby)) return ruby;
    findings.add({ line, start, end: start + ruby.length, code: 'Y110', params: { ruby }, fixable: true });
    return ruby.replace(/[｛｜｝]/g, (sign, at: number) => {
      findings.edit(line, start + at, start + at + 1, wideSigns[sign] ?? sign);
      return wideSigns[sign] ?? sign;
    });
  });
}

function replaceInvisible(findings: Findings, line: number, text: string): string {
  return text.replace(invisible, (sign, start: number) => {
    const name = `U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
    findings.add({ line, start, end: start + 1, code: 'Y113', params: { name } });
    findings.edit(line, start, start + 1, ' ');
    return ' ';
  });
}
