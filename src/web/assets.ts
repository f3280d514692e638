import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { sha256 } from '../shared/ids.js';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
};
const PREFIX = '/assets/';

interface Asset {
  readonly url: string;
  readonly type: string;
  readonly content: Buffer;
  /** What was asked for so far. */
  readonly encodings: Map<Encoding, Buffer>;
}
type Encoding = 'br' | 'gzip' | 'identity';

export interface AssetAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** The files of views/assets under names that change with their content, so that browsers keep them for ever. */
export class Assets {
  private readonly byUrl: ReadonlyMap<string, Asset>;

  private constructor(private readonly byName: ReadonlyMap<string, Asset>) {
    this.byUrl = new Map([...byName.values()].map((asset) => [asset.url, asset]));
  }

  /** Reads everything once. @throws Error for a kind of file that it cannot name the type of. */
  static load(folder: string): Assets {
    return new Assets(new Map(readdirSync(folder).map((name) => [name, toAsset(folder, name)])));
  }

  has(name: string): boolean {
    return this.byName.has(name);
  }

  /** `app.css` → `/assets/app.3f9a….css`. @throws Error when there is no such file. */
  url(name: string): string {
    const asset = this.byName.get(name);
    if (!asset) throw new Error(`no asset "${name}"`);
    return asset.url;
  }

  /** What to send for a request path; null when nothing stands there (an old name, after an update). */
  answer(path: string, acceptEncoding = ''): AssetAnswer | null {
    const asset = this.byUrl.get(path);
    if (!asset) return null;
    const encoding = choose(acceptEncoding);
    const headers = {
      'content-type': asset.type,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
    };
    return { headers, body: encoded(asset, encoding) };
  }
}

function toAsset(folder: string, name: string): Asset {
  const extension = extname(name);
  const type = TYPES[extension];
  if (!type) throw new Error(`views/assets/${name}: no content type for "${extension}"`);
  const content = readFileSync(join(folder, name));
  const stem = name.slice(0, -extension.length);
  return {
    url: `${PREFIX}${stem}.${sha256(content).slice(0, 12)}${extension}`,
    type,
    content,
    encodings: new Map(),
  };
}

/** Compressed once, when it is first asked for: starting does not wait for it. */
function encoded({ content, encodings }: Asset, encoding: Encoding): Buffer {
  const known = encodings.get(encoding);
  if (known) return known;
  const made = encode(content, encoding);
  encodings.set(encoding, made);
  return made;
}

function encode(content: Buffer, encoding: Encoding): Buffer {
  if (encoding === 'identity') return content;
  if (encoding === 'gzip') return gzipSync(content, { level: 9 });
  return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
}

function choose(acceptEncoding: string): Encoding {
  const accepted = acceptEncoding.toLowerCase().split(',');
  const takes = (name: string) =>
    accepted.some((one) => new RegExp(`^\\s*${name}\\s*(;\\s*q=(?!0(\\.0*)?\\s*$).*)?$`).test(one));
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity';
}
