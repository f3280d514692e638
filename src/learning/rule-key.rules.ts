import type { CompletionRule } from '../curriculum/edition.js';

/** A rule of completion under a name of its own. */
export interface KeyedRule {
  /** The kind, from the second of a kind on with its number: a rule that only changes its measure keeps its key. */
  readonly key: string;
  readonly rule: CompletionRule;
}

/** The rules of a track that all must hold, each with its key, in their order. */
export function keyedRules(complete: readonly CompletionRule[]): readonly KeyedRule[] {
  return complete.map((rule, index) => {
    const before = complete.slice(0, index).filter(({ kind }) => kind === rule.kind).length;
    return { key: before === 0 ? rule.kind : `${rule.kind}#${before + 1}`, rule };
  });
}
