import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { crc32 as crc, deflateRawSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { compileSources } from '../../test/support/compiled.js';
import type { Compiled } from '../../test/support/compiled.js';
import { extraField, zip } from '../../test/support/zip.js';
import type { ZipEntry } from '../../test/support/zip.js';
import { Locales } from '../web/locales.js';
import { readUpload } from './read-upload.js';
import { unzip } from './unzip.js';
import { UploadRefused } from './upload.rules.js';

let built: Compiled;
const bounds = () => ({ program: pathToFileURL(join(built.folder, 'dist/studio/unzip-worker.js')) });
const read = (name: string, bytes: Buffer) => readUpload(name, bytes, bounds());

beforeAll(async () => {
  built = await compileSources();
}, 60_000);
afterAll(() => built.remove());

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]);
const TRACK: ZipEntry = { name: 'kouza/track.yaml', content: 'track: kouza\n' };
const MODULE: ZipEntry = { name: 'kouza/01-hajime.yaml', content: 'module: hajime\n' };
const IMAGE: ZipEntry = { name: 'kouza/img/e.png', content: PNG };
const named = (name: string, content: string | Buffer = 'x'): ZipEntry => ({ name, content });
const shape = async (bytes: Buffer) => {
  const upload = await read('kouza.zip', bytes);
  if ('refused' in upload) return upload;
  const { files, leftOut, folder } = upload;
  return {
    files: files.map(({ path }) => path),
    leftOut: leftOut.map(({ path, why }) => `${path}: ${why.split('.').at(-1)!}`),
    folder,
  };
};

describe('a file', () => {
  it.each([
    ['01-hajime.yaml', Buffer.from('module: a'), '01-hajime.yaml'],
    ['はじめ.YML', Buffer.from('module: a'), 'はじめ.YML'],
    ['e.png', PNG, 'img/e.png'],
    ['e.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'img/e.jpg'],
  ])('%s is taken as what it is', async (name, bytes, path) => {
    expect(await read(name, bytes)).toEqual({ files: [{ path, bytes }], leftOut: [], folder: null });
  });

  it.each([
    ['nothing.yaml', Buffer.alloc(0), 'empty'],
    ['large.yaml', Buffer.alloc(1_000_001, 'a'), 'yaml-large'],
    ['large.png', Buffer.concat([PNG, Buffer.alloc(2_000_000)]), 'image-large'],
    ['page.html', Buffer.from('<script>alert(1)</script>'), 'kind'],
    ['picture.svg', Buffer.from('<svg/>'), 'kind'],
    ['program.png', Buffer.from('MZ\x90\x00'), 'not-image'],
    ['svg.png', Buffer.from('<svg onload="x"/>'), 'not-image'],
    ['lesson.docx', Buffer.from('x'), 'office'],
    ['lesson.bin', Buffer.from('%PDF-1.7'), 'office'],
    ['lesson.doc', Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), 'office'],
    ['lesson.lzh', Buffer.from('xx-lh5-'), 'archive'],
    ['lesson.7z', Buffer.from("7z\xbc\xaf'\x1c", 'latin1'), 'archive'],
    ['lesson.tar.gz', Buffer.from([0x1f, 0x8b, 8]), 'archive'],
    ['lesson.rar', Buffer.from('Rar!\x1a\x07'), 'archive'],
    ['no.zip', Buffer.from('no zip at all'), 'broken'],
    [`${'a'.repeat(100)}.yaml`, Buffer.from('a'), 'name'],
    ['a:b.yaml', Buffer.from('a'), 'name'],
    ['.yaml', Buffer.from('a'), 'name'],
  ])('%s is refused', async (name, bytes, reason) => {
    expect(await read(name, bytes)).toMatchObject({ refused: `studio-upload.refused.${reason}` });
  });
});

describe('a zip of a folder', () => {
  const every = { files: ['track.yaml', '01-hajime.yaml', 'img/e.png'], leftOut: [], folder: 'kouza' };

  it('gives the files of the training, whichever folder is around it', async () => {
    const inside = [TRACK, MODULE, IMAGE];
    const bare = inside.map((entry) => ({ ...entry, name: String(entry.name).slice('kouza/'.length) }));
    const within = inside.map((entry) => ({ ...entry, name: `ダウンロード/${String(entry.name)}` }));
    expect(await shape(zip(inside))).toEqual(every);
    expect(await shape(zip(within))).toEqual(every);
    expect(await shape(zip(bare))).toEqual({ ...every, folder: null });
  });

  it('gives their bytes, packed or not, with folders, times and sizes told behind', async () => {
    const entries = [
      { ...TRACK, method: 0 },
      { name: 'kouza/img/', mode: 0o40755, method: 0 },
      { ...MODULE, mode: 0o100644, flags: 0x808, toldBefore: { size: 0, packed: 0, crc: 0 } },
      { ...IMAGE, extra: extraField(0x5455, Buffer.from([1, 0, 0, 0, 0])) },
    ];
    const upload = await read(
      'kouza.zip',
      zip(entries, { comment: Buffer.from('講座'), zip64: { count: 4n } }),
    );
    expect(upload).toMatchObject({
      files: [TRACK, MODULE, IMAGE].map(({ content }) => ({ bytes: new Uint8Array(Buffer.from(content!)) })),
    });
  });

  it('reads names as Windows writes them in Japan, as macOS does, and as zips say', async () => {
    const cp932 = (text: string) => iconv.encode(text, 'cp932');
    const windows = ['表/track.yaml', '表/ソース.yaml', '表/img/①.png'].map((name, i) => ({
      ...[TRACK, MODULE, IMAGE][i]!,
      name: cp932(name),
      flags: 0,
    }));
    expect(await shape(zip(windows))).toEqual({
      files: ['track.yaml', 'ソース.yaml', 'img/①.png'],
      leftOut: [],
      folder: '表',
    });
    const mac = [{ ...MODULE, name: 'がくしゅう.yaml'.normalize('NFD'), flags: 0 }];
    expect(await shape(zip(mac))).toMatchObject({ files: ['がくしゅう.yaml'] });
  });

  it('takes the files shared by trainings, beside or inside', async () => {
    const facts = named('shared/facts.yaml');
    expect(await shape(zip([TRACK, facts]))).toMatchObject({ files: ['track.yaml', 'shared/facts.yaml'] });
    expect(await shape(zip([named('track.yaml'), facts]))).toMatchObject({
      files: ['track.yaml', 'shared/facts.yaml'],
    });
    expect(await shape(zip([facts]))).toMatchObject({ files: ['shared/facts.yaml'] });
  });

  it('takes modules or images alone', async () => {
    expect(await shape(zip([MODULE]))).toMatchObject({ files: ['01-hajime.yaml'] });
    for (const name of ['e.png', 'img/e.png', 'kouza/img/e.png', '写真/e.png'])
      expect(await shape(zip([{ ...IMAGE, name }]))).toMatchObject({ files: ['img/e.png'] });
  });

  it('leaves out what systems add without a word, and names the rest', async () => {
    const more = [
      '__MACOSX/kouza/._track.yaml',
      'kouza/.DS_Store',
      'kouza/Thumbs.db',
      'kouza/.git/config.yaml',
    ];
    const rest = [
      'kouza/readme.txt',
      'kouza/e.png',
      'kouza/old/01.yaml',
      'kouza/img/x/y.png',
      'kouza/inner.zip',
    ];
    const entries = [TRACK, ...[...more, ...rest].map((name) => named(name, PNG)), named('kouza/img/no.gif')];
    expect(await shape(zip(entries))).toEqual({
      files: ['track.yaml'],
      leftOut: [
        'kouza/readme.txt: kind',
        'kouza/e.png: image-place',
        'kouza/old/01.yaml: place',
        'kouza/img/x/y.png: place',
        'kouza/inner.zip: kind',
        'kouza/img/no.gif: not-image',
      ],
      folder: 'kouza',
    });
  });
});

const many = (count: number, of: (i: number) => ZipEntry) => Array.from({ length: count }, (_, i) => of(i));
const zeros = Buffer.alloc(900_000);

/** Fifield's: every entry of the table leads to one and the same packed file. */
function sharedKernel(): Buffer {
  const kernel = { ...named('0.yaml', zeros), at: 0 };
  const name = (i: number) => `${String(i)}.yaml`;
  return zip([kernel, ...many(9, (i) => ({ ...kernel, name: name(i + 1), isAbsent: true as const }))]);
}

/** Fifield's: each file begins with the head of the next, quoted, so that their bytes are shared. */
function quoted(): Buffer {
  const inner = zip([MODULE]);
  const before: ZipEntry = {
    name: 'a.yaml',
    raw: inner.subarray(0, 60),
    method: 0,
    told: { size: 60 },
    toldBefore: { size: 60 },
  };
  return zip([before, { ...MODULE, isAbsent: true, at: 36 }]);
}

const sound = zip([TRACK, MODULE, IMAGE]);

const corpus: readonly (readonly [what: string, reason: string, bytes: Buffer])[] = [
  ['an end alone', 'nothing', zip([])],
  ['folders alone', 'nothing', zip([{ name: 'kouza/', method: 0 }])],
  ['nothing of use', 'nothing', zip([named('readme.txt'), named('__MACOSX/a.yaml')])],
  ['only images that are none', 'nothing', zip([named('img/a.png')])],
  ['a beginning alone', 'broken', sound.subarray(0, 40)],
  ['half of it', 'broken', sound.subarray(0, sound.length / 2)],
  ['no end', 'broken', sound.subarray(0, -22)],
  ['bytes behind its end', 'broken', Buffer.concat([sound, Buffer.from('x')])],
  [
    'zeros behind its beginning',
    'broken',
    Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(2_000_000)]),
  ],
  ['a table that is no table', 'broken', zip([TRACK], { start: 3 })],
  ['a table behind its end', 'broken', zip([TRACK], { start: 0xfffffff0 })],
  ['more entries than it has', 'broken', zip([TRACK], { count: 3 })],
  ['fewer entries than it has', 'hidden', zip([TRACK, named('kouza/virus.exe')], { count: 1 })],
  ['several disks', 'broken', zip([TRACK], { disk: 1 })],
  ['a zip64 end with 2^53 entries', 'many', zip([TRACK], { zip64: { count: 2n ** 53n } })],
  ['a zip64 end that leads nowhere', 'broken', zip([TRACK], { zip64: { count: 1n, start: 2n ** 60n } })],
  [
    'a zip64 size of an exabyte',
    'growth',
    zip([
      {
        ...TRACK,
        told: { size: 0xffffffff },
        toldBefore: { size: 0xffffffff },
        extra: extraField(1, Buffer.from('0000000000000010', 'hex')),
      },
    ]),
  ],
  [
    'a zip64 place of an exabyte',
    'broken',
    zip([{ ...TRACK, at: 0xffffffff, extra: extraField(1, Buffer.from('0000000000000010', 'hex')) }]),
  ],
  [
    'a zip64 field cut short',
    'broken',
    zip([{ ...TRACK, at: 0xffffffff, extra: extraField(1, Buffer.alloc(2)) }]),
  ],
  ['an extra field longer than it is', 'broken', zip([{ ...TRACK, extra: Buffer.from([1, 0, 0xff, 0xff]) }])],
  ['five hundred and one entries', 'many', zip(many(501, (i) => named(`kouza/${i}.yaml`)))],
  ['sixty thousand entries', 'many', zip(many(20_000, (i) => ({ name: `${i}`, method: 0 })))],
  ['a bomb of one file', 'growth', zip([named('a.yaml', zeros)])],
  [
    'a bomb that tells little',
    'sizes',
    zip([{ ...named('a.yaml', zeros), told: { size: 1000 }, toldBefore: { size: 1000 } }]),
  ],
  [
    'a bomb that is told behind',
    'sizes',
    zip([{ ...named('a.yaml', zeros), flags: 0x808, told: { size: 1000 } }]),
  ],
  ['a bomb of shared bytes', 'sizes', sharedKernel()],
  ['a bomb of quoted heads', 'overlap', quoted()],
  [
    'a file over the table',
    'broken',
    zip([{ ...TRACK, told: { packed: 100_000 }, toldBefore: { packed: 100_000 } }]),
  ],
  ['a file shorter than told', 'sizes', zip([{ ...TRACK, told: { size: 50 }, toldBefore: { size: 50 } }])],
  ['a file told twice differently', 'sizes', zip([{ ...TRACK, told: { size: 12 } }])],
  ['a file named twice differently', 'sizes', zip([{ ...TRACK, toldBefore: { name: 'kouza/drack.yaml' } }])],
  ['a file packed in two ways', 'sizes', zip([{ ...TRACK, toldBefore: { method: 0 } }])],
  ['a file with another sum', 'broken-file', zip([{ ...TRACK, told: { crc: 1 } }])],
  ['a file that is not packed', 'broken-file', zip([{ ...TRACK, raw: Buffer.alloc(40, 0xff) }])],
  [
    'a file that ends early',
    'broken-file',
    zip([{ ...named('a.yaml', 'abc'.repeat(900)), raw: deflateRawSync('abc'.repeat(900)).subarray(0, 8) }]),
  ],
  [
    'a large YAML',
    'yaml-large',
    zip([{ name: 'a.yaml', content: Buffer.alloc(1_000_001, 'a: b\n'), method: 0 }]),
  ],
  [
    'a large image',
    'image-large',
    zip([{ ...named('img/a.png', Buffer.concat([PNG, Buffer.alloc(2_000_000)])), method: 0 }]),
  ],
  [
    'many images',
    'images-large',
    zip(
      many(3, (i) => ({ ...named(`img/${i}.png`, Buffer.concat([PNG, Buffer.alloc(700_000)])), method: 0 })),
    ),
  ],
  [
    'many YAML',
    'total-large',
    zip(
      many(5, (i) => ({ ...named(`${i}.yaml`, Buffer.alloc(900_000, `${i}: か\n`)), told: {} })).map(
        (entry) => ({ ...entry, raw: Buffer.alloc(5_000) }),
      ),
    ),
  ],
  ['a path that goes up', 'path', zip([named('../../etc/cron.yaml')])],
  ['a path that goes up within', 'path', zip([named('kouza/../../x.yaml')])],
  ['a path that stays', 'path', zip([named('./x.yaml')])],
  ['an empty part of a path', 'path', zip([named('kouza//x.yaml')])],
  ['a path from the root', 'path', zip([named('/etc/passwd.yaml')])],
  ['a drive', 'path', zip([named('C:/x.yaml')])],
  ['backslashes', 'path', zip([named('..\\..\\x.yaml')])],
  ['another computer', 'path', zip([named('\\\\host\\share\\x.yaml')])],
  [
    'a path that goes up in other letters',
    'path',
    zip([{ ...named('x'), name: iconv.encode('表\\..\\x.yaml', 'cp932'), flags: 0 }]),
  ],
  [
    'a path that goes up in a second name',
    'path',
    zip([
      {
        ...TRACK,
        extra: extraField(
          0x7075,
          Buffer.concat([Buffer.from([1]), crcOf('kouza/track.yaml'), Buffer.from('../x.yaml')]),
        ),
      },
    ]),
  ],
  ['U+0000 in a name', 'unseen', zip([named('a.yaml\0.png')])],
  ['a line end in a name', 'unseen', zip([named('a\r\nb.yaml')])],
  ['a turned writing direction in a name', 'unseen', zip([named('a\u202elmay.yaml')])],
  [
    'a name that is no text',
    'unreadable-name',
    zip([{ ...named('x'), name: Buffer.from([0x81, 0xff, 0xff]), flags: 0 }]),
  ],
  [
    'a name that is not the text it says',
    'unreadable-name',
    zip([{ ...named('x'), name: iconv.encode('表.yaml', 'cp932') }]),
  ],
  ['a name of a thousand letters', 'name', zip([named(`${'a'.repeat(1000)}.yaml`)])],
  ['a name with signs of a shell', 'name', zip([named('a|b?.yaml')])],
  ['folders in folders', 'deep', zip([named(`${'a/'.repeat(7)}x.yaml`)])],
  ['thousands of folders in folders', 'deep', zip([named(`${'a/'.repeat(15_000)}x.yaml`)])],
  ['a link', 'link', zip([{ ...named('kouza/track.yaml', '/etc/passwd'), mode: 0o120777 }])],
  ['a device', 'link', zip([{ ...TRACK, mode: 0o020666 }])],
  ['a pipe', 'link', zip([{ ...TRACK, mode: 0o010666 }])],
  [
    'a link that is left out',
    'link',
    zip([TRACK, { ...named('kouza/passwd', '/etc/passwd'), mode: 0o120777 }]),
  ],
  ['a password', 'encrypted', zip([{ ...TRACK, flags: 0x801 }])],
  ['strong encryption', 'encrypted', zip([{ ...TRACK, flags: 0x841 }])],
  ['a hidden table', 'encrypted', zip([{ ...TRACK, flags: 0x2800 }])],
  ['AES', 'encrypted', zip([{ ...TRACK, method: 99, flags: 0x801 }])],
  ['LZMA', 'method', zip([{ ...TRACK, method: 14 }])],
  ['BZIP2', 'method', zip([{ ...TRACK, method: 12 }])],
  ['the same name twice', 'double', zip([TRACK, TRACK])],
  ['the same name in capitals', 'double', zip([TRACK, { ...TRACK, name: 'kouza/TRACK.yaml' }])],
  ['the same name written in two ways', 'double', zip([named('が.yaml'), named('が.yaml'.normalize('NFD'))])],
  ['a file that is a folder, too', 'double', zip([named('img', 'x'), named('img/a.png', PNG)])],
  [
    'one place from two folders',
    'double',
    zip([TRACK, named('shared/a.yaml'), named('kouza/shared/a.yaml')]),
  ],
  ['two trainings', 'folders', zip([TRACK, named('other/track.yaml')])],
  ['modules in two folders', 'folders', zip([named('a/1.yaml'), named('b/1.yaml')])],
  ['images in two folders', 'folders', zip([named('a/1.png', PNG), named('b/1.png', PNG)])],
  ['a spreadsheet', 'office', zip([named('[Content_Types].xml'), named('xl/media/a.png', PNG)])],
  ['a folder with bytes in it', 'broken', zip([{ name: 'kouza/', content: 'x', method: 0 }])],
];

function crcOf(name: string): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(Number(crc(name)));
  return bytes;
}

/** @throws whatever is no refusal */
function reasonOf(error: unknown): string {
  if (error instanceof UploadRefused) return error.message;
  throw error;
}

describe('a hostile zip', () => {
  const words = Locales.load('views/locales');

  it.each(corpus)('with %s is refused (%s), at once, in words', async (_what, reason, bytes) => {
    const [before, held] = [process.cpuUsage(), process.memoryUsage().rss];
    const answer = await read('kouza.zip', bytes);
    expect(answer).toMatchObject({ refused: `studio-upload.refused.${reason}` });
    const { user, system } = process.cpuUsage(before);
    expect(user + system).toBeLessThan(20_000_000); // µs; what swells or repeats takes minutes
    expect(process.memoryUsage().rss - held).toBeLessThan(150_000_000);
    if (!('refused' in answer)) return;
    for (const language of ['ja', 'en'] as const) {
      const told = words.in(language).text(answer.refused, answer.params);
      expect(told.length).toBeLessThan(500);
      expect(told).not.toMatch(/\{|undefined|[\p{Cc}\p{Cf}]/u);
    }
  });

  it('is refused or read, and nothing else, whatever bit of it is another', async () => {
    const seen = new Set<string>();
    for (let bit = 0; bit < sound.length * 8; bit++) {
      const bytes = Buffer.from(sound);
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      seen.add(await unzip(bytes).then(() => 'read', reasonOf));
    }
    expect([...seen]).toEqual(
      expect.arrayContaining(['read', 'broken', 'broken-file', 'sizes', 'link', 'method']),
    );
  });

  it('that takes too long is stopped', async () => {
    const slow = await readUpload('kouza.zip', sound, { ...bounds(), milliseconds: 1 });
    expect(slow).toMatchObject({ refused: 'studio-upload.refused.stopped' });
  });

  it('waits for its turn, and is refused when too many wait', async () => {
    const answers = await Promise.all(Array.from({ length: 25 }, () => read('kouza.zip', sound)));
    const refused = answers.flatMap((answer) => ('refused' in answer ? [answer.refused] : []));
    expect(refused).toEqual(Array.from({ length: 3 }, () => 'studio-upload.refused.busy'));
  });
});
