/** The little of fontkit (which has no types of its own) that certificates use. */
declare module 'fontkit' {
  export interface Font {
    hasGlyphForCodePoint(codePoint: number): boolean;
    /** Internal: maps characters to glyphs. */
    readonly _cmapProcessor: CharacterMap;
  }

  interface CharacterMap {
    /** Format 14: which glyph a character with a variation selector has. */
    readonly uvs: { readonly varSelectors: { toArray(): readonly VariationSelector[] } } | null;
    /** 0 when the font says nothing of the pair. */
    getVariationSelector(codePoint: number, selector: number): number;
    lookup(codePoint: number, selector?: number): number;
  }

  interface VariationSelector {
    readonly varSelector: number;
    readonly defaultUVS:
      readonly { readonly startUnicodeValue: number; readonly additionalCount: number }[] | null;
    readonly nonDefaultUVS: readonly { readonly unicodeValue: number; readonly glyphID: number }[] | null;
  }

  export function create(buffer: Buffer): Font;
}
