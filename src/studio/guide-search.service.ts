import { Injectable } from '@nestjs/common';
import { Locales } from '../web/locales.js';
import type { Language, Words } from '../web/locales.js';
import { codeCards } from './code-cards.js';
import { fixKeyOf } from './code-card.page.js';
import { firstOf, hrefOfKey } from './guide.page.js';
import { indexOf } from './guide-search.rules.js';
import type { Entry, GuideIndex } from './guide-search.rules.js';
import { guideChapters } from './guide-text.js';
import { keyList } from './key-list.js';
import { readSamples } from './sample-course.js';

/** What the guide, the samples, the cards and the list of keys say, to be searched. Made at the first search. */
@Injectable()
export class GuideSearch {
  private readonly made = new Map<Language, GuideIndex>();

  constructor(private readonly locales: Locales) {}

  index(language: Language): GuideIndex {
    const known = this.made.get(language);
    if (known) return known;
    const words = this.locales.in(language);
    const index = indexOf([...ofGuide(), ...ofSamples(), ...ofCodes(words), ...ofKeys(words)]);
    this.made.set(language, index);
    return index;
  }
}

const ofGuide = (): Entry[] =>
  guideChapters().flatMap(({ slug, sections }) =>
    sections.map(({ id, heading, texts }) => ({
      kind: 'guide' as const,
      href: `/studio/guide/${slug}${id === null ? '' : `#${encodeURIComponent(id)}`}`,
      title: heading,
      names: [],
      texts,
    })),
  );

const ofSamples = (): Entry[] =>
  readSamples().map(({ kind, title, use, seen, slips, yaml }) => ({
    kind: 'sample' as const,
    href: `/studio/samples/${kind}`,
    title,
    names: [kind],
    texts: [use, seen, ...slips, ...yaml.split('\n').map((line) => line.trim())],
  }));

const ofCodes = (words: Words): Entry[] =>
  [...codeCards().values()].map((card) => ({
    kind: 'code' as const,
    href: `/studio/codes/${card.code}`,
    title: `${card.code} ${words.text(`checker.code.${card.code}.cause`, card.params)}`,
    names: [card.code],
    texts: [words.text(fixKeyOf(card, words), card.params), card.why],
  }));

const ofKeys = (words: Words): Entry[] =>
  keyList().map(({ key, uses }) => ({
    kind: 'key' as const,
    href: hrefOfKey(key),
    title: key,
    names: [key],
    texts: [...new Set(uses.flatMap(({ described }) => firstOf(described, words) ?? []))],
  }));
