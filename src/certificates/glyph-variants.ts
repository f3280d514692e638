import type { Font } from 'fontkit';

/** Variation selectors: 葛 with the one stroke order of Katsushika and with the other are one character and two selectors. */
const SELECTOR = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/u;

export function isSelector(character: string): boolean {
  return SELECTOR.test(character);
}

/** Whether the font itself says how this character looks with this selector. */
export function knowsVariant(font: Font, character: string, selector: string): boolean {
  const code = character.codePointAt(0) as number;
  const found = selectorTable(font, selector.codePointAt(0) as number);
  const isUsual = found?.defaultUVS?.some(
    (range) => code >= range.startUnicodeValue && code <= range.startUnicodeValue + range.additionalCount,
  );
  return isUsual === true || variantGlyph(font, code, selector.codePointAt(0) as number) !== 0;
}

/**
 * fontkit 2.0.4 forgets the second table when a selector has two, and then prints the usual form of a name's rare one.
 * Repaired once for all fonts, on the class that pdfkit's fonts share; a test fails when this no longer takes hold.
 */
export function repairVariants(font: Font): void {
  const shared = Object.getPrototypeOf(font._cmapProcessor) as Font['_cmapProcessor'];
  shared.getVariationSelector = function (code, selector) {
    return variantGlyph({ _cmapProcessor: this }, code, selector);
  };
}

type HasMap = Pick<Font, '_cmapProcessor'>;

function variantGlyph(font: HasMap, code: number, selector: number): number {
  const found = selectorTable(font, selector)?.nonDefaultUVS;
  if (!found) return 0;
  for (const entry of found) if (entry.unicodeValue === code) return entry.glyphID;
  return 0;
}

function selectorTable(font: HasMap, selector: number) {
  return font._cmapProcessor.uvs?.varSelectors.toArray().find((entry) => entry.varSelector === selector);
}
