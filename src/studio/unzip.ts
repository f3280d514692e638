import { crc32, inflateRawSync } from 'node:zlib';
import { fromBufferPromise } from 'yauzl';
import type { Entry, LocalFileHeader, ZipFile } from 'yauzl';
import type { SourceFile } from '../curriculum/notation/source-file.js';
import { imageType } from '../curriculum/words/image-type.js';
import { layOut } from './upload-layout.rules.js';
import { UploadRefused, checkSize, isLitter, kindOf, leaveOut, uploadLimits } from './upload.rules.js';
import type { LeftOut } from './upload.rules.js';
import { checkDoubles, checkNames, decodeName, safePath } from './zip-name.rules.js';

export interface Unzipped {
  readonly files: readonly SourceFile[];
  readonly leftOut: readonly LeftOut[];
  readonly folder: string | null;
}

interface Packed {
  /** Null: a folder. */
  readonly path: string | null;
  readonly entry: Entry;
}

const UTF8 = 0x800;
const ENCRYPTED = 0x2041;
const SIZES_FOLLOW = 0x8;
const STORED = 0;
const DEFLATED = 8;
const ENTRY_SIGNATURE = 0x02014b50;
/** The kind of file in the mode that Unix keeps: the upper half of the attributes. */
const kindInMode = (attributes: number): number => (attributes >>> 28) & 0xf;
const ORDINARY = [0, 4, 8]; // not told, folder, file

/**
 * The files of a training in a zip. Nothing is believed: names, sizes and places are held against each other before
 * a byte is unpacked, and no more is unpacked than was told.
 * @throws UploadRefused
 */
export async function unzip(bytes: Buffer): Promise<Unzipped> {
  const packed = await listed(bytes);
  const files = packed.flatMap(({ path, entry }) => (path === null ? [] : [{ path, entry }]));
  checkDoubles(files.map(({ path }) => path));
  const starts = await placed(bytes, packed);
  const used = files.filter(({ path }) => !isLitter(path));
  if (used.some(({ path }) => path === '[Content_Types].xml' || path === 'META-INF/manifest.xml'))
    throw new UploadRefused('office');
  const { places, leftOut, folder } = layOut(used.map(({ path }) => path));
  checkDoubles([...places.values()]);
  const wanted = used.filter(({ path }) => places.has(path));
  checkTold(wanted, places);
  const unpacked = wanted.map(({ path, entry }) => ({
    from: path,
    path: places.get(path)!,
    bytes: unpack(bytes, { path, entry, start: starts.get(entry)! }),
  }));
  const isBroken = (file: SourceFile) => kindOf(file.path) === 'image' && imageType(file.bytes) === null;
  const broken = unpacked.filter(isBroken).map(({ from }) => leaveOut(from, 'not-image'));
  const sound = unpacked.filter((file) => !isBroken(file));
  if (sound.length === 0) throw new UploadRefused('nothing');
  return {
    files: sound.map(({ path, bytes: content }) => ({ path, bytes: content })),
    leftOut: [...leftOut, ...broken],
    folder,
  };
}

/** The table of contents. */
async function listed(bytes: Buffer): Promise<Packed[]> {
  const zip = await orBroken(() =>
    fromBufferPromise(bytes, { lazyEntries: true, decodeStrings: false, validateEntrySizes: false }),
  );
  if (zip.entryCount > uploadLimits.entries) throw new UploadRefused('many', { most: uploadLimits.entries });
  const packed: Packed[] = [];
  for (const entry of await orBroken(() => entriesOf(zip))) {
    const name = { bytes: entry.fileNameRaw, saysUtf8: (entry.generalPurposeBitFlag & UTF8) !== 0 };
    const path = safePath(decodeName({ ...name, extraFields: entry.extraFields }));
    checkEntry(entry, path);
    packed.push({ path, entry });
  }
  // The types say whether it reads on; it also says where.
  const end = (zip as unknown as { readEntryCursor: number }).readEntryCursor;
  if (end + 4 <= bytes.length && bytes.readUInt32LE(end) === ENTRY_SIGNATURE)
    throw new UploadRefused('hidden');
  return packed;
}

async function entriesOf(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  return entries;
}

function checkEntry(entry: Entry, path: string | null): void {
  const name = { name: path ?? '' };
  if (entry.generalPurposeBitFlag & ENCRYPTED) throw new UploadRefused('encrypted');
  if (!ORDINARY.includes(kindInMode(entry.externalFileAttributes))) throw new UploadRefused('link', name);
  if (path === null) {
    if (entry.uncompressedSize !== 0) throw new UploadRefused('broken');
  } else if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED)
    throw new UploadRefused('method', name);
}

/** Where the bytes of each entry begin. @throws UploadRefused when two of them share bytes, or tell of themselves differently */
async function placed(bytes: Buffer, packed: readonly Packed[]): Promise<Map<Entry, number>> {
  const zip = await orBroken(() => fromBufferPromise(bytes, { lazyEntries: true, decodeStrings: false }));
  const starts = new Map<Entry, number>();
  const ranges: (readonly [from: number, to: number])[] = [];
  for (const { entry, path } of packed) {
    const local = await orBroken(() => zip.readLocalFileHeaderPromise(entry));
    if (!isSame(entry, local)) throw new UploadRefused('sizes', { name: path ?? '' });
    const to = local.fileDataStart + entry.compressedSize;
    if (to > bytes.length) throw new UploadRefused('sizes', { name: path ?? '' });
    ranges.push([entry.relativeOffsetOfLocalHeader, to]);
    starts.set(entry, local.fileDataStart);
  }
  ranges.sort(([one], [other]) => one - other);
  if (ranges.some(([from], i) => i > 0 && from < ranges[i - 1]![1])) throw new UploadRefused('overlap');
  return starts;
}

/** Whether an entry tells the same where it lies as in the table of contents. */
function isSame(entry: Entry, local: LocalFileHeader): boolean {
  if (!entry.fileNameRaw.equals(local.fileName)) return false;
  if (entry.compressionMethod !== local.compressionMethod) return false;
  if (local.generalPurposeBitFlag & SIZES_FOLLOW) return true;
  // Of a zip for more than four gigabytes the sizes stand elsewhere; what is unpacked is counted in any case.
  const tells = (told: number, size: number) => told === size || told === 0xffffffff;
  return (
    tells(local.uncompressedSize, entry.uncompressedSize) && tells(local.compressedSize, entry.compressedSize)
  );
}

function checkTold(
  wanted: readonly { path: string; entry: Entry }[],
  places: ReadonlyMap<string, string>,
): void {
  let [images, total] = [0, 0];
  for (const { path, entry } of wanted) {
    const size = entry.uncompressedSize;
    checkNames(places.get(path)!);
    if (size > uploadLimits.small && size > entry.compressedSize * uploadLimits.growth)
      throw new UploadRefused('growth', { name: path });
    checkSize(path, size);
    total += size;
    if (kindOf(path) === 'image') images += size;
  }
  const most = (bytes: number) => ({ most: bytes / 1_000_000 });
  if (images > uploadLimits.images) throw new UploadRefused('images-large', most(uploadLimits.images));
  if (total > uploadLimits.total) throw new UploadRefused('total-large', most(uploadLimits.total));
}

function unpack(
  bytes: Buffer,
  { path, entry, start }: { path: string; entry: Entry; start: number },
): Uint8Array {
  const packed = bytes.subarray(start, start + entry.compressedSize);
  const told = entry.uncompressedSize;
  const content = entry.compressionMethod === STORED ? packed : inflate(packed, { path, told });
  if (content.length !== told) throw new UploadRefused('sizes', { name: path });
  if (crc32(content) !== entry.crc32) throw new UploadRefused('broken-file', { name: path });
  return new Uint8Array(content);
}

function inflate(packed: Buffer, { path, told }: { path: string; told: number }): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: told + 1 });
  } catch (error) {
    const isLonger = (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
    throw new UploadRefused(isLonger ? 'sizes' : 'broken-file', { name: path });
  }
}

async function orBroken<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    // The only thing that its words are asked for: somebody who set a password knows what to do.
    const isLocked = error instanceof Error && error.message.includes('encryption');
    throw new UploadRefused(isLocked ? 'encrypted' : 'broken');
  }
}
