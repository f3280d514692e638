import { BadRequestException } from '@nestjs/common';
import { BOUNDARY, MULTIPART, inParts, part } from '../../test/support/multipart.js';
import { isMultipart, parseMultipart } from './multipart.js';
import { PostedFile, shownName } from './posted-file.js';

describe('isMultipart', () => {
  it.each([
    [MULTIPART, true],
    ['multipart/form-data; boundary="a b"', false],
    ['multipart/form-data;boundary="a-b"', true],
    ['Multipart/Form-Data ; Boundary=a', true],
    ['multipart/form-data', false],
    ['multipart/form-data; boundary=', false],
    [`multipart/form-data; boundary=${'a'.repeat(71)}`, false],
    ['multipart/form-data; boundary=a; boundary=b', false],
    ['multipart/form-data\t; boundary=a', false],
    ['multipart/mixed; boundary=a', false],
    ['application/json, multipart/form-data; boundary=a', false],
    [undefined, false],
  ])('%j: %s', (type, expected) => {
    expect(isMultipart(type)).toBe(expected);
  });
});

describe('parseMultipart', () => {
  const parse = (...parts: Buffer[]) => parseMultipart(MULTIPART, inParts(parts));

  it('gives texts as other forms do, and files with their bytes', async () => {
    const bytes = Buffer.from([0, 255, 13, 10, 45, 45]);
    const body = await parse(
      part('_key', 'k'),
      part('text', '  一行目\r\n二行目 '),
      part('topic', 'a'),
      part('topic', 'b'),
      part('upload', { file: '教材.yaml', bytes }),
    );
    expect(body).toEqual({
      _key: 'k',
      text: '  一行目\r\n二行目 ',
      topic: ['a', 'b'],
      upload: new PostedFile('教材.yaml', bytes),
    });
  });

  it('reads a text and a file of a megabyte as they are', async () => {
    const [text, bytes] = ['あ\n'.repeat(250_000), Buffer.alloc(1_000_000, 'ab\r\n--')];
    const body = await parse(part('text', text), part('upload', { file: 'a', bytes }));
    expect(body.text === text).toBe(true);
    expect((body.upload as PostedFile).bytes.equals(bytes)).toBe(true);
  });

  it('leaves out a file field that nothing was chosen in, and keeps a file with nothing in it', async () => {
    const body = await parse(
      part('none', { file: '', bytes: '' }),
      part('empty', { file: 'a.yaml', bytes: '' }),
    );
    expect(body).toEqual({ empty: new PostedFile('a.yaml', Buffer.alloc(0)) });
  });

  it('makes no prototype of a name', async () => {
    const body = await parse(part('__proto__', 'x'), part('constructor', 'y'));
    expect(Object.entries(body)).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
    expect(Object.prototype).not.toHaveProperty('polluted');
  });

  const head = (text: string) => Buffer.from(`--${BOUNDARY}\r\n${text}\r\n\r\nx\r\n`);
  const bodies: readonly (readonly [string, Buffer])[] = [
    ['nothing', Buffer.alloc(0)],
    ['no part', inParts([])],
    ['another form', Buffer.from('a=1&b=2')],
    [
      'another boundary',
      Buffer.from(
        inParts([part('a', '1')])
          .toString()
          .replaceAll('Tomoni', 'Omonit'),
      ),
    ],
    ['one that breaks off in its text', part('a', 'b'.repeat(1000)).subarray(0, 300)],
    ['one that breaks off in its head', part('a', '1').subarray(0, 60)],
    ['one that breaks off before its end', inParts([part('a', '1')]).subarray(0, -6)],
    ['a part without a name', inParts([head('Content-Disposition: form-data')])],
    ['a part with an empty name', inParts([part('', 'x')])],
    ['a part with a very long name', inParts([part('a'.repeat(101), 'x')])],
    [
      'a head of ten kilobytes',
      inParts([head(`Content-Disposition: form-data; name="${'a'.repeat(10_000)}"`)]),
    ],
    ['sixty-five parts', inParts(Array.from({ length: 65 }, (_, i) => part(`a${i}`, '')))],
    ['forty thousand parts', inParts(Array.from({ length: 40_000 }, () => part('a', '')))],
    [
      'bytes that are no text',
      inParts([
        Buffer.concat([
          head('Content-Disposition: form-data; name="a"').subarray(0, -3),
          Buffer.from([0xff, 0xfe, 13, 10]),
        ]),
      ]),
    ],
  ];
  it.each(bodies)('refuses %s', async (what, body) => {
    const parsed = parseMultipart(MULTIPART, body);
    if (what === 'no part') expect(await parsed).toEqual({});
    else await expect(parsed).rejects.toThrow(BadRequestException);
  });

  it('does not ask a part in what letters it is written', async () => {
    const told =
      'Content-Disposition: form-data; name="a"\r\nContent-Type: text/plain; charset=utf-16\r\nContent-Transfer-Encoding: base64';
    expect(await parse(head(told))).toEqual({ a: 'x' });
  });
});

describe('shownName', () => {
  it.each([
    ['教材.yaml', '教材.yaml'],
    ['C:\\fakepath\\教材.yaml', '教材.yaml'],
    ['../../etc/passwd', 'passwd'],
    ['..', '..'],
    ['', ''],
    ['a\u0000b\r\n\u202egnp.yaml', 'abgnp.yaml'],
    ['\ud800a', '\ufffda'],
    ['か\u3099.png', 'が.png'],
    ['あ'.repeat(200) + '.yaml', `${'あ'.repeat(109)}…${'あ'.repeat(5)}.yaml`],
  ])('%j: %j', (name, expected) => {
    expect(shownName(name)).toBe(expected);
  });
});
