import type { Problem } from '../../src/curriculum/problem.js';
import { checkFiles } from '../../src/curriculum/check.js';
import type { SourceFile } from '../../src/curriculum/notation/source-file.js';

export const file = (path: string, text: string | Uint8Array): SourceFile => ({
  path,
  bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text,
});

export const aTrack = `format: 1
track: t
code: TST
title: 講座
edition: "1"
audience: participants
modules: [m]
`;

export const aLesson = `- lesson: yomu
  meets: [shiru]
  body: |
    はじめに読みます。
    ## 場面
    場面を読みます。
  easy: |
    {読|よ}みます。
`;

export const aQuiz = `- quiz: toi
  questions:
  - choose-one: q1
    ask: どれですか。
    choices:
    - ○: ひとつめ
      feedback: そうです。
    - ×: ふたつめ
      misconception: M01
      feedback: そう考えたくなることがあります。
`;

export const moduleHead = `format: 1
module: m
title: 課
objectives: {shiru: 知る}
sources: [s1]
`;

export const aModule = (steps = aLesson + aQuiz, head = moduleHead): string => `${head}steps:\n${steps}`;

export const someShared = `format: 1
sources: {s1: {title: 本, year: "2020"}}
facts: {kazu: {text: 数です。, as-of: 2020年, source: s1, checked: 2026-01-01}}
terms: {peer: {word: ピア, reading: ぴあ, means: 仲間}}
misconceptions: {M01: {is: 思いちがい, reply: 返す言葉}}
`;

/** A small course that the checker finds nothing in, with some of its files replaced. */
export function course(files: Readonly<Record<string, string | Uint8Array>> = {}): SourceFile[] {
  const all: Record<string, string | Uint8Array> = {
    't/track.yaml': aTrack,
    't/01-m.yaml': aModule(),
    'shared/shared.yaml': someShared,
    ...files,
  };
  return Object.entries(all).map(([path, text]) => file(path, text));
}

export const problemsOf = (files: Readonly<Record<string, string | Uint8Array>> = {}): readonly Problem[] =>
  checkFiles(course(files)).problems;

/** `line:column CODE` of every problem, for tables. */
export const told = (problems: readonly Problem[]): string[] =>
  problems.map(({ line, column, code }) => `${line}:${column} ${code}`);
