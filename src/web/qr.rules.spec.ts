import QRCode from 'qrcode';
import { qrImage, qrPath } from './qr.rules.js';

const ADDRESS = 'https://tomoni.example.jp/worksheet/introductory/ayumi/sempai-no-heya';

/** Dark modules that a path draws, as row and column. */
function drawn(path: string): Set<string> {
  return new Set(
    [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)].flatMap(([, column, row, run]) =>
      Array.from({ length: Number(run) }, (_, at) => `${row} ${Number(column) + at}`),
    ),
  );
}

describe('a QR code', () => {
  it.each(['x', ADDRESS, `${ADDRESS}?${'a'.repeat(200)}`])('draws exactly its dark modules: %s', (text) => {
    const { size, data } = QRCode.create(text, { errorCorrectionLevel: 'M' }).modules;
    const dark = Array.from(data, (isDark, at) => (isDark ? `${Math.floor(at / size)} ${at % size}` : ''));
    const { side, box, path } = qrPath(text);
    expect([side, box]).toEqual([size, size + 4]);
    expect(drawn(path)).toEqual(new Set(dark.filter(Boolean)));
    expect(path.replaceAll(/M\d+ \d+h\d+v1h-\d+z/g, '')).toBe('');
  });

  it('is an image of the same code with quiet around it', () => {
    const drawing = decodeURIComponent(qrImage(ADDRESS).replace('data:image/svg+xml,', ''));
    const { box, path } = qrPath(ADDRESS);
    expect(drawing).toContain(`viewBox="-2 -2 ${box} ${box}"`);
    expect(drawing).toContain(`d="${path}"`);
  });
});
