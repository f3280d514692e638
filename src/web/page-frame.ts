import { transcode } from 'node:buffer';
import { randomUUID } from 'node:crypto';

/** Trusted HTML that is the same on many pages, kept in UTF-8 so that no page has to encode it again. */
export class KeptHtml {
  readonly bytes: Buffer;

  constructor(private readonly html: string) {
    this.bytes = toUtf8(html);
  }

  toString(): string {
    return this.html;
  }
}

// Nobody can guess it: nothing that a person writes is taken for a place.
const SECRET = randomUUID();
const PLACE = new RegExp(`\u{e000}${SECRET} ([\\w-]+)\u{e000}`);

/** Stands in HTML for what is put there when the page is sent. */
export function placeOf(name: string | number): string {
  return `\u{e000}${SECRET} ${name}\u{e000}`;
}

/** What is put into one place: HTML, or HTML with kept parts in numbered places. */
export type Filling = string | { readonly html: string; readonly kept: readonly KeptHtml[] };

/** HTML in UTF-8 with places in it, made once for many pages. */
export class PageFrame {
  /** Bytes and names of places by turns. */
  private readonly parts: readonly (Buffer | string)[];

  constructor(html: string) {
    this.parts = html.split(PLACE).map((part, index) => (index % 2 === 0 ? toUtf8(part) : part));
  }

  /** The whole page. */
  fill(fillingOf: (place: string) => Filling): Buffer {
    const pieces: Buffer[] = [];
    for (const part of this.parts)
      if (typeof part !== 'string') pieces.push(part);
      else addTo(pieces, fillingOf(part));
    return Buffer.concat(pieces);
  }
}

function addTo(pieces: Buffer[], filling: Filling): void {
  if (typeof filling === 'string') pieces.push(toUtf8(filling));
  else if (filling.kept.length === 0) pieces.push(toUtf8(filling.html));
  else
    for (const [index, part] of filling.html.split(PLACE).entries())
      pieces.push(index % 2 === 0 ? toUtf8(part) : filling.kept[Number(part)]!.bytes);
}

const LONG = 2000;

/** With long texts twice as fast as Buffer.from, but it refuses half a surrogate pair (a text cut in two by code). */
function toUtf8(html: string): Buffer {
  if (html.length < LONG) return Buffer.from(html);
  try {
    return transcode(Buffer.from(html, 'utf16le'), 'utf16le', 'utf8');
  } catch {
    return Buffer.from(html);
  }
}
