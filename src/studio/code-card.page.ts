import type { Words } from '../web/locales.js';
import type { Message } from '../web/form.js';
import type { CodeCard } from './code-cards.js';

export interface CodeListPage {
  readonly groups: readonly { readonly letter: string; readonly cards: readonly CodeLine[] }[];
}

interface CodeLine {
  readonly code: string;
  readonly severity: CodeCard['severity'];
  readonly cause: Message;
}

/** In the order in which problems are mended: the writing first, then what it says. */
const LETTERS = ['Y', 'S', 'R', 'Q', 'D', 'L', 'C', 'E'];

export function toCodeList(cards: ReadonlyMap<string, CodeCard>): CodeListPage {
  return {
    groups: LETTERS.map((letter) => ({
      letter,
      cards: [...cards.values()]
        .filter(({ code }) => code.startsWith(letter))
        .map((card) => ({ code: card.code, severity: card.severity, cause: causeOf(card) })),
    })),
  };
}

export interface CodeCardPage extends Omit<CodeCard, 'params' | 'variant'> {
  readonly title: string;
  readonly cause: Message;
  readonly fix: Message;
  /** The example is told in words, not in writing to copy. */
  readonly isTold: boolean;
  /** Null for an error: nobody may leave it. */
  readonly comment: string | null;
}

export function toCodeCard(card: CodeCard, words: Words): CodeCardPage {
  const { code, severity, isRepaired, place, why, before, after, params } = card;
  return {
    ...{ title: code, code, severity, isRepaired, place, why, before, after },
    cause: causeOf(card),
    fix: { code: fixKeyOf(card, words), params },
    isTold: place === 'special',
    comment: severity === 'error' ? null : `# tomoni-ignore ${code}: `,
  };
}

const causeOf = ({ code, params }: CodeCard): Message => ({ code: `checker.code.${code}.cause`, params });

/** Some codes have several fixes: that of the example. */
export function fixKeyOf({ code, variant }: CodeCard, words: Words): string {
  const special = `checker.code.${code}.fix-${variant ?? ''}`;
  return variant !== null && words.has(special) ? special : `checker.code.${code}.fix`;
}
