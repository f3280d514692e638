import { createRequire } from 'node:module';

type Maker = typeof import('qrcode');

let maker: Maker | null = null;

/** It comes with writers of pictures that nobody needs here: read when the first code is drawn. */
const loaded = (): Maker => (maker ??= createRequire(import.meta.url)('qrcode') as Maker);

/** Modules of quiet around the code. */
const MARGIN = 2;

export interface QrDrawing {
  /** Modules along one side, without margin. */
  readonly side: number;
  /** The same with a margin, for a box that begins at -2. */
  readonly box: number;
  /** Every dark run of a row as one box; one module is one unit. */
  readonly path: string;
}

/** A QR code (level M) as one SVG path: sharp on paper, light in a page. */
export function qrPath(text: string): QrDrawing {
  const { size, data } = loaded().create(text, { errorCorrectionLevel: 'M' }).modules;
  let path = '';
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1) {
      const from = column;
      while (column < size && data[row * size + column]) column += 1;
      const run = column - from;
      if (run > 0) path += `M${from} ${row}h${run}v1h-${run}z`;
    }
  return { side: size, box: size + 2 * MARGIN, path };
}

/** The same for the `src` of an image. */
export function qrImage(text: string): string {
  const { box, path } = qrPath(text);
  const field = `M-${MARGIN}-${MARGIN}h${box}v${box}h-${box}z`;
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-${MARGIN} -${MARGIN} ${box} ${box}"><path fill="#fff" d="${field}"/><path d="${path}"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(drawing)}`;
}
