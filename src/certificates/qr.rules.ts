import QRCode from 'qrcode';

/** The modules of a QR code (level M) as one SVG path on a square of `side` units; no margin. */
export function qrPath(text: string): { readonly side: number; readonly path: string } {
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: 'M' }).modules;
  let path = '';
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1)
      if (data[row * size + column]) path += `M${column} ${row}h1v1h-1z`;
  return { side: size, path };
}
