import { isUtf8 } from 'node:buffer';
import { Busboy } from '@fastify/busboy';
import type { BusboyFileStream } from '@fastify/busboy';
import { BadRequestException } from '@nestjs/common';
import { PostedFile } from './posted-file.js';

/** As many as a form of ours can have, with room. What has more was not sent by one of our pages. */
const MOST_PARTS = 64;
const LONGEST_FIELD_NAME = 100;
const HEADERS_OF_A_PART = 10;
const HEADER_BYTES = 4096;

const TYPE = /^multipart\/form-data *; *boundary=("?)[\w'()+,./:=?-]{1,70}\1 *$/i;

/** Whether a content type says `multipart/form-data` as browsers say it, with one boundary and nothing else. */
export function isMultipart(type: string | undefined): boolean {
  return type !== undefined && TYPE.test(type);
}

type Value = string | PostedFile;

/**
 * The fields of a form that was sent in parts, in the shape in which other forms are read: a name sent twice has
 * a list. A file field that nothing was chosen in is not there.
 * @throws BadRequestException when it is no such form, or one that no page of ours would send.
 */
export function parseMultipart(type: string, whole: Buffer): Promise<Readonly<Record<string, unknown>>> {
  const parts: Promise<readonly [string, Value] | null>[] = [];
  const parsed = new Promise<void>((resolve, reject) => {
    const refuse = () => reject(new BadRequestException());
    const parser = new Busboy({
      headers: { 'content-type': type },
      limits: { parts: MOST_PARTS, headerPairs: HEADERS_OF_A_PART, headerSize: HEADER_BYTES },
      // All are read as bytes: what a part says about its letters is not asked.
      isPartAFile: () => true,
      preservePath: true,
    });
    // The types say that there is a name; a part made by hand has none, and a text has no name of a file.
    parser.on('file', (name: string | undefined, stream: BusboyFileStream, fileName: string | undefined) => {
      const part = readPart(stream, { name, fileName });
      part.catch(refuse);
      parts.push(part);
    });
    parser.on('partsLimit', refuse);
    parser.on('error', refuse);
    parser.on('finish', resolve);
    parser.end(whole);
  });
  return parsed.then(async () => toBody(await Promise.all(parts)));
}

async function readPart(
  stream: BusboyFileStream,
  { name, fileName }: { name: string | undefined; fileName: string | undefined },
): Promise<readonly [string, Value] | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  if (!name || name.length > LONGEST_FIELD_NAME) throw new BadRequestException();
  if (fileName !== undefined)
    return fileName === '' && bytes.length === 0 ? null : [name, new PostedFile(fileName, bytes)];
  if (!isUtf8(bytes)) throw new BadRequestException();
  return [name, bytes.toString('utf8')];
}

function toBody(parts: readonly (readonly [string, Value] | null)[]): Readonly<Record<string, unknown>> {
  const body = Object.create(null) as Record<string, Value | Value[]>;
  for (const part of parts) {
    if (!part) continue;
    const [name, value] = part;
    const earlier = body[name];
    body[name] = earlier === undefined ? value : [earlier, value].flat();
  }
  return body;
}
