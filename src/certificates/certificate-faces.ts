import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create } from 'fontkit';
import type { Font } from 'fontkit';
import { isSelector, knowsVariant, repairVariants } from './glyph-variants.js';

export type FaceName = 'text' | 'rare';

/** A stretch of text that one typeface can show. */
export interface Run {
  readonly face: FaceName;
  readonly text: string;
}

interface Face {
  readonly name: FaceName;
  readonly bytes: Buffer;
  readonly font: Font;
}

/** For a character that no face has. Names with such a character are refused before; this is for titles. */
const GETA = '〓';
const FILES: readonly (readonly [FaceName, string])[] = [
  ['text', '@expo-google-fonts/biz-udpmincho/400Regular/BIZUDPMincho_400Regular.ttf'],
  ['rare', '@expo-google-fonts/noto-serif-jp/500Medium/NotoSerifJP_500Medium.ttf'],
];

let loaded: readonly Face[] | null = null;

/** Reads 13 MB once, when the first certificate is made. */
function faces(): readonly Face[] {
  if (loaded) return loaded;
  const { resolve } = createRequire(import.meta.url);
  loaded = FILES.map(([name, file]) => {
    const bytes = readFileSync(resolve(file));
    return { name, bytes, font: create(bytes) };
  });
  for (const face of loaded) repairVariants(face.font);
  return loaded;
}

export function faceBytes(name: FaceName): Buffer {
  return faces().find((face) => face.name === name)!.bytes;
}

/** The characters, as typed, that no face can show. */
export function unprintable(text: string): string[] {
  return [...new Set([...text.normalize('NFC')].filter((c) => !isSelector(c) && !faceFor(c)))];
}

/**
 * The text in runs of one face each: BIZ UDPMincho where it can, Noto Serif JP for what it lacks. A word of Latin letters
 * stays in one face. A variation selector that no face knows is dropped, so that the plain form is printed.
 */
export function runsOf(text: string): Run[] {
  const runs: { face: FaceName; text: string }[] = [];
  for (const { face, text: shown } of unitsOf(text.normalize('NFC')).flatMap(printable)) {
    const last = runs.at(-1);
    if (last?.face === face) last.text += shown;
    else runs.push({ face, text: shown });
  }
  return runs;
}

/** Latin words, and single characters with their selector. */
function unitsOf(text: string): string[] {
  return text.match(/[\p{Script=Latin}\p{M}]{2,}|.[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]*/gsu) ?? [];
}

function printable(unit: string): Run[] {
  const face = faceFor(unit);
  if (face) return [{ face: face.name, text: unit }];
  const [character = '', ...rest] = [...unit];
  if (rest.length > 0 && rest.every(isSelector)) return withSelector(character, rest[0] as string);
  if (rest.length > 0) return [...unit].flatMap(printable);
  return isSelector(unit) ? [] : [{ face: 'text', text: GETA }];
}

function withSelector(character: string, selector: string): Run[] {
  const knowing = faces().find((face) => knowsVariant(face.font, character, selector));
  return knowing ? [{ face: knowing.name, text: character + selector }] : printable(character);
}

function faceFor(text: string): Face | undefined {
  return faces().find((face) =>
    [...text].every((c) => c >= ' ' && face.font.hasGlyphForCodePoint(c.codePointAt(0) as number)),
  );
}
