import { inflateSync } from 'node:zlib';

export interface ReadPdf {
  /** Words of the page in the order of the file, decorations left out. */
  readonly text: string;
  /** Structure types in the order in which they were made: Document, P, H1 … */
  readonly tags: readonly string[];
  /** Every object of the file, streams inflated. */
  readonly source: string;
}

/** Reads back what pdfkit wrote: one page, hex strings, one ToUnicode map per font. Not a general reader. */
export function readPdf(bytes: Buffer): ReadPdf {
  const objects = objectsOf(bytes);
  const source = [...objects.values()].join('\n');
  const content =
    [...objects.values()].find((object) => / BDC|Artifact BMC/.test(object) && object.includes(' Tf')) ?? '';
  const fonts = new Map(
    [...source.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, id]) => [name!, Number(id)]),
  );
  const maps = new Map([...fonts].map(([name, id]) => [name, unicodeMap(objects, id)]));
  const tags = [...source.matchAll(/\/S \/(\w+)/g)].map(([, tag]) => tag!);
  return { text: textOf(content, maps), tags, source };
}

function objectsOf(bytes: Buffer): Map<number, string> {
  const raw = bytes.toString('latin1');
  const objects = new Map<number, string>();
  for (const found of raw.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [head = '', body] = found[2]!.split(/stream\n/, 2);
    const start = found.index + found[0].indexOf('stream\n') + 'stream\n'.length;
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);
    const data = bytes.subarray(start, start + length);
    const shown = body === undefined ? '' : head.includes('FlateDecode') ? inflateSync(data) : data;
    objects.set(Number(found[1]), `${head}\n${shown.toString('latin1')}`);
  }
  return objects;
}

function unicodeMap(objects: Map<number, string>, fontId: number): string[] {
  const id = Number(/\/ToUnicode (\d+)/.exec(objects.get(fontId) ?? '')?.[1]);
  const map: string[] = [];
  for (const [, from, , list] of (objects.get(id) ?? '').matchAll(/<(\w+)> <(\w+)> \[([^\]]*)\]/g)) {
    const start = parseInt(from!, 16);
    [...list!.matchAll(/<([\w ]*)>/g)].forEach(
      ([, hex], at) => (map[start + at] = utf16(hex!.replaceAll(' ', ''))),
    );
  }
  return map;
}

function textOf(content: string, maps: Map<string, string[]>): string {
  let font = '';
  let isDecoration = false;
  let text = '';
  for (const [token, name, glyphs] of content.matchAll(
    /\/(F\d+) [\d.]+ Tf|\[(.*?)\] TJ|\/Artifact\b|\bEMC\b/g,
  )) {
    if (token.startsWith('/Artifact')) isDecoration = true;
    else if (token === 'EMC') [isDecoration, text] = [false, `${text}\n`];
    else if (name) font = name;
    else if (!isDecoration) text += decoded(glyphs ?? '', maps.get(font) ?? []);
  }
  return text.replace(/\n+/g, '\n').trim();
}

function decoded(glyphs: string, map: string[]): string {
  const hex = [...glyphs.matchAll(/<(\w+)>/g)].map(([, h]) => h).join('');
  return (hex.match(/.{4}/g) ?? []).map((code) => map[parseInt(code, 16)] ?? '\uFFFD').join('');
}

function utf16(hex: string): string {
  return (hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(parseInt(unit, 16))).join('');
}
