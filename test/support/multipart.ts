import type { Browser } from './app.js';

/** A file to be sent with a form. */
export interface SentFile {
  readonly file: string;
  readonly bytes: string | Buffer;
}

export type SentValue = string | SentFile;

export const BOUNDARY = '----TomoniFormBoundary7MA4YWxkTrZu0gW';
export const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`;

/** Names as browsers write them (WHATWG HTML, multipart/form-data encoding algorithm). */
const quoted = (name: string) => name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');

/** One part as browsers send it. */
export function part(name: string, value: SentValue): Buffer {
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${quoted(name)}"`;
  if (typeof value === 'string') return Buffer.from(`${head}\r\n\r\n${value}\r\n`);
  const type = '\r\nContent-Type: application/octet-stream';
  return Buffer.concat([
    Buffer.from(`${head}; filename="${quoted(value.file)}"${type}\r\n\r\n`),
    Buffer.from(value.bytes),
    Buffer.from('\r\n'),
  ]);
}

/** The parts as a whole body. */
export function inParts(parts: readonly Buffer[]): Buffer {
  return Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

/** What a form sends, by name of its fields. */
export type SentForm = Readonly<Record<string, SentValue | readonly string[]>>;

/** Sends a form as a browser does: in parts when there is a file in it. */
export function sendForm(sent: ReturnType<Browser['post']>, form: SentForm): ReturnType<Browser['post']> {
  const pairs = Object.entries(form).flatMap(([name, value]) =>
    (Array.isArray(value) ? (value as readonly string[]) : [value as SentValue]).map(
      (one) => [name, one] as const,
    ),
  );
  if (pairs.every(([, value]) => typeof value === 'string')) return sent.type('form').send(form);
  return sent.set('content-type', MULTIPART).send(inParts(pairs.map(([name, value]) => part(name, value))));
}
