import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Assets } from './assets.js';

const KB = 1024;
const assets = Assets.load(fileURLToPath(new URL('../../views/assets/', import.meta.url)));
const css = assets.url('app.css');
const sent = (encodings: string) => assets.answer(css, encodings)!;

describe('Assets', () => {
  it('names a file after its content and lets browsers keep it', () => {
    expect(css).toMatch(/^\/assets\/app\.[0-9a-f]{12}\.css$/);
    expect(sent('').headers).toMatchObject({
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
    });
  });

  it.each([
    ['br', 'gzip, deflate, br'],
    ['br', 'BR;q=1.0, gzip'],
    ['gzip', 'gzip, deflate'],
    ['gzip', 'br;q=0, gzip;q=0.5'],
    [undefined, ''],
    [undefined, 'identity'],
    [undefined, 'br;q=0.0'],
  ])('sends %s to a browser that accepts "%s"', (encoding, accepted) => {
    expect(sent(accepted).headers['content-encoding']).toBe(encoding);
  });

  it('sends the same bytes, compressed or not', () => {
    expect(brotliDecompressSync(sent('br').body)).toEqual(sent('').body);
    expect(gunzipSync(sent('gzip').body)).toEqual(sent('').body);
  });

  it.each(['/assets/app.css', '/assets/app.000000000000.css', '/assets/', '/assets/../layouts/main.hbs'])(
    'has nothing at %s',
    (path) => expect(assets.answer(path)).toBeNull(),
  );

  it('does not know files that are not there', () => {
    expect(assets.has('other.css')).toBe(false);
    expect(() => assets.url('other.css')).toThrow('no asset "other.css"');
  });

  it.each([
    ['app.css', 6 * KB],
    ['e.js', 3 * KB],
  ])('%s stays within its budget', (name, budget) => {
    expect(assets.answer(assets.url(name), 'gzip')!.body.length).toBeLessThanOrEqual(budget);
  });
});
