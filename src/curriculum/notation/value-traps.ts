import type { Findings } from './findings.js';

/** A place in the lines, both from 0. */
export interface At {
  readonly line: number;
  readonly index: number;
}

/** Ruby as authors write it, at the start of what is left. */
export const rubyAtStart = /^\{[^{}|,]+\|[^{}]*\}/;
/** `#` right after a blank, with no blank behind it: meant as text (「研修 #1」), read as a comment. */
const hiddenText = /\s#(?=[^\s#!])/;
const comment = /(?:^|\s+)#(?:\s.*)?$/;

/** The part of a value before a real comment (`# ` with a blank behind it). */
export function withoutComment(rest: string): string {
  return rest.replace(/\s#[\s].*$|\s#$/, '').trimEnd();
}

export const isComment = (rest: string): boolean => comment.test(rest) && rest.trimStart().startsWith('#');

/** Puts a value in double quotes, in place. */
export function quote(findings: Findings, at: At, value: string): void {
  findings.edit(at.line, at.index, at.index, '"');
  for (const found of value.matchAll(/["\\]/g)) {
    const index = at.index + found.index;
    findings.edit(at.line, index, index, '\\');
  }
  findings.edit(at.line, at.index + value.length, at.index + value.length, '"');
}

/** The sign that gives a plain value's first character a special meaning; null: it is text. */
export function specialStart(rest: string): string | null {
  if (rubyAtStart.test(rest)) return '{';
  if (rest.startsWith('[[')) return '[[';
  if (/^[-?](\s|$)/.test(rest)) return rest.charAt(0);
  return /^[[{*&!%@`|>,\]}]/.test(rest) ? rest.charAt(0) : null;
}

/** `&name`, `*name`, `!tag`: YAML's own features, which a curriculum does not have. */
export const isYamlFeature = (rest: string): boolean =>
  /^(?:[&*][A-Za-z0-9_-]+|!!?[A-Za-z0-9_/:.-]*|!<[^>]*>)(?:\s|$)/.test(rest) && !rest.startsWith('![');

/**
 * Traps inside a value that is meant as plain text: a `: ` and a ` #`. Reports the first, at its place, and
 * quotes the value. True when there was one.
 */
export function reportInside(findings: Findings, at: At, value: string): boolean {
  const hidden = hiddenText.exec(value);
  const colon = /:(?=\s|$)/.exec(value);
  if (!hidden && !colon) return false;
  const colonFirst = colon !== null && (hidden === null || colon.index < hidden.index);
  const start = at.index + (colonFirst ? colon.index : (hidden?.index ?? 0) + 1);
  findings.add({ line: at.line, start, end: start + 1, code: colonFirst ? 'Y105' : 'Y104', fixable: true });
  quote(findings, at, value);
  return true;
}

/** `＂傾聴"`: a quotation mark of the other width opens nothing. True when there was one. */
export function reportWideQuote(findings: Findings, at: At, value: string): boolean {
  if (!/^[＂＇]/.test(value)) return false;
  const { line, index } = at;
  const params = { sign: value.charAt(0) };
  findings.add({ line, start: index, end: index + 1, code: 'Y114', params, fixable: true });
  const words = value.slice(1).replace(/["'＂＇]$/, '');
  findings.edit(line, index, index + value.length, `"${words.replace(/["\\]/g, '\\$&')}"`);
  return true;
}

/** `傾聴"`: closed, and never opened. It would be read as it stands, with the mark in the text. */
export function reportUnopened(findings: Findings, at: At, value: string): void {
  if (!/^[^"].*"$/.test(value) || value.split('"').length !== 2) return;
  const { line, index } = at;
  const end = index + value.length;
  findings.add({
    line,
    start: index,
    end,
    code: 'Y122',
    severity: 'warning',
    variant: 'start',
    params: { sign: '"' },
    replacement: `"${value}`,
  });
}

/** Reports a value whose first sign means something else, and quotes it. */
export function reportStart(findings: Findings, at: At, value: string): void {
  quote(findings, at, value);
  if (findings.hasErrorAt(at.line, at.index)) return;
  const sign = specialStart(value) ?? value.charAt(0);
  const variant = sign === '[[' ? 'blank' : rubyAtStart.test(value) ? 'ruby' : undefined;
  const end = at.index + markedLength(value);
  findings.add({
    line: at.line,
    start: at.index,
    end,
    code: 'Y106',
    params: { sign },
    fixable: true,
    ...(variant ? { variant } : {}),
  });
}

function markedLength(value: string): number {
  const close = value.startsWith('[') ? value.indexOf(']') : value.startsWith('{') ? value.indexOf('}') : 0;
  return close > 0 ? close + 1 : 1;
}

/** A line that runs on from the text above: what a parser would trip over, or lose. */
export function reportContinuation(
  findings: Findings,
  at: { line: number; index: number },
  text: string,
): void {
  const hidden = /\s#(?=[^\s#!])/.exec(text);
  const colon = /:(?=\s|$)/.exec(text.slice(at.index));
  if (!hidden && !colon) return;
  const start = colon ? at.index + colon.index : (hidden?.index ?? 0) + 1;
  findings.add({ line: at.line, start, end: start + 1, code: colon ? 'Y105' : 'Y104' });
  findings.edit(at.line, start, start + 1, colon ? '：' : '＃');
}
