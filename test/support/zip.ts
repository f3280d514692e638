import { crc32, deflateRawSync } from 'node:zlib';

/** What a header tells of its file; what is left out is true. */
interface Told {
  readonly size?: number;
  readonly packed?: number;
  readonly crc?: number;
  readonly method?: number;
  readonly flags?: number;
  readonly name?: string | Buffer;
}

export interface ZipEntry {
  readonly name: string | Buffer;
  readonly content?: string | Buffer;
  /** What lies there instead of the content packed. */
  readonly raw?: Buffer;
  /** 8 unless told: deflated. */
  readonly method?: number;
  /** 0x800 unless told: the name is UTF-8. */
  readonly flags?: number;
  /** A mode of Unix. */
  readonly mode?: number;
  readonly extra?: Buffer;
  /** Lies in the table of contents. */
  readonly told?: Told;
  /** Lies before the file. */
  readonly toldBefore?: Told;
  /** Where the table of contents says that it begins. */
  readonly at?: number;
  /** It stands in the table of contents only. */
  readonly isAbsent?: true;
}

export interface ZipEnd {
  readonly count?: number;
  readonly start?: number;
  readonly comment?: Buffer;
  /** An end for more than 65,535 entries, that tells of so many, with the table there. */
  readonly zip64?: { readonly count: bigint; readonly start?: bigint };
  readonly disk?: number;
  readonly before?: Buffer;
}

/** A zip as it is asked for, also one that no tool would make. Source: PKWARE APPNOTE 6.3.10. */
export function zip(entries: readonly ZipEntry[], end: ZipEnd = {}): Buffer {
  const bodies: Buffer[] = [end.before ?? Buffer.alloc(0)];
  const table: Buffer[] = [];
  let at = bodies[0]!.length;
  for (const entry of entries) {
    const content = Buffer.from(entry.content ?? '');
    const method = entry.method ?? 8;
    const data = entry.raw ?? (method === 8 ? deflateRawSync(content) : content);
    const own = {
      size: content.length,
      packed: data.length,
      crc: crc32(content),
      method,
      flags: entry.flags ?? 0x800,
    };
    const before = { ...own, name: entry.name, ...entry.toldBefore };
    const name = Buffer.from(before.name);
    const start = entry.at ?? at;
    if (!entry.isAbsent) {
      bodies.push(local(before, name.length), name, data);
      at += 30 + name.length + data.length;
    }
    table.push(central(entry, { ...own, name: entry.name, ...entry.told }, start));
  }
  const contents = Buffer.concat(table);
  const size = contents.length;
  const tail = end.zip64
    ? zip64End({ count: end.zip64.count, start: end.zip64.start ?? BigInt(at), size }, at + size)
    : [];
  const comment = end.comment ?? Buffer.alloc(0);
  const last = Buffer.alloc(22);
  last.writeUInt32LE(0x06054b50, 0);
  last.writeUInt16LE(end.disk ?? 0, 4);
  last.writeUInt16LE(end.count ?? entries.length, 8);
  last.writeUInt16LE(end.count ?? entries.length, 10);
  last.writeUInt32LE(size, 12);
  last.writeUInt32LE(end.start ?? at, 16);
  last.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...bodies, contents, ...tail, last, comment]);
}

type Full = Required<Told>;

function local(told: Full, nameLength: number): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(told.flags, 6);
  head.writeUInt16LE(told.method, 8);
  head.writeUInt32LE(told.crc, 14);
  head.writeUInt32LE(told.packed, 18);
  head.writeUInt32LE(told.size, 22);
  head.writeUInt16LE(nameLength, 26);
  return head;
}

function central(entry: ZipEntry, told: Full, start: number): Buffer {
  const [name, extra] = [Buffer.from(told.name), entry.extra ?? Buffer.alloc(0)];
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(entry.mode === undefined ? 20 : 0x0314, 4);
  head.writeUInt16LE(20, 6);
  head.writeUInt16LE(told.flags, 8);
  head.writeUInt16LE(told.method, 10);
  head.writeUInt32LE(told.crc, 16);
  head.writeUInt32LE(told.packed, 20);
  head.writeUInt32LE(told.size, 24);
  head.writeUInt16LE(name.length, 28);
  head.writeUInt16LE(extra.length, 30);
  head.writeUInt32LE(((entry.mode ?? 0) << 16) >>> 0, 38);
  head.writeUInt32LE(start, 42);
  return Buffer.concat([head, name, extra]);
}

function zip64End(
  { count, start, size }: { count: bigint; start: bigint; size: number },
  at: number,
): Buffer[] {
  const [record, locator] = [Buffer.alloc(56), Buffer.alloc(20)];
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(count, 24);
  record.writeBigUInt64LE(count, 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(start, 48);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(at), 8);
  locator.writeUInt32LE(1, 16);
  return [record, locator];
}

/** An extra field. */
export function extraField(id: number, data: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id, 0);
  head.writeUInt16LE(data.length, 2);
  return Buffer.concat([head, data]);
}
