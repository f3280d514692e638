import { MULTIPART, inParts, part } from './support/multipart.js';
import type { SentValue } from './support/multipart.js';

/** What a form can be made to carry by hand, for one of its fields. */
export interface Shape {
  readonly name: string;
  readonly type: string;
  /** Never gets past the reading of bodies, which is the same for every field: one field of a form shows it. */
  readonly isOfReader?: boolean;
  body(rest: readonly (readonly [string, string])[], field: string): string | Buffer;
}

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

const encoded = (pairs: readonly (readonly [string, string])[]) =>
  pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);

const ofReader = (shape: Shape): Shape => ({ ...shape, isOfReader: true });

/** `of` gives what stands for the field, encoded already. */
function form(name: string, of: (field: string) => string): Shape {
  return { name, type: FORM, body: (rest, field) => [...encoded(rest), of(field)].join('&') };
}

function value(name: string, text: string): Shape {
  return form(name, (field) => `${field}=${encodeURIComponent(text)}`);
}

function json(name: string, text: string): Shape {
  return {
    name,
    type: JSON_TYPE,
    body: (rest, field) =>
      `{${[...rest.map(([key, word]) => [key, JSON.stringify(word)] as const), [field, text] as const]
        .map(([key, word]) => `${JSON.stringify(key)}:${word}`)
        .join(',')}}`,
  };
}

export const SHAPES: readonly Shape[] = [
  form('nothing', () => ''),
  value('an empty text', ''),
  value('spaces', ' \u3000\u00a0 '),
  form('the same name twice', (field) => `${field}=1&${field}=2`),
  form('an array', (field) => `${field}[]=1&${field}[]=2`),
  form('an object', (field) => `${field}[b]=1`),
  ofReader(form('__proto__ inside', (field) => `${field}[__proto__][polluted]=1`)),
  ofReader(form('__proto__ beside', (field) => `${field}=1&__proto__=1&__proto__[polluted]=1`)),
  ofReader(form('constructor', (field) => `${field}=1&constructor=1&constructor[prototype][polluted]=1`)),
  form('a name only', (field) => field),
  ofReader(form('half a percent sign', (field) => `${field}=%zz%`)),
  form('half a character', (field) => `${field}=%ed%a0%80`),
  ofReader(form('bytes that are no text', (field) => `${field}=%ff%fe%c0%af`)),
  value('U+0000', 'a\u0000b'),
  value('a turned writing direction', 'a\u202eb'),
  ...[40, 60, 200].map((times) => value(`${times} letters of two signs each`, '☀\ufe0f'.repeat(times))),
  value('ten thousand combining marks', `a${'\u0301'.repeat(10_000)}`),
  value('line ends', 'a\r\nSet-Cookie: x=1\r\n\r\nb'),
  value('terminal escapes', '\u001b[2J\u001b]0;x\u0007'),
  value('a number out of range', '1e309'),
  value('minus zero', '-0'),
  value('a hexadecimal number', '0x10'),
  value('a number beyond exactness', '9007199254740993'),
  value('a huge number', '9'.repeat(400)),
  value('not a number', 'NaN'),
  value('SQL', `' OR 1=1; --`),
  value('a wildcard', '%_'),
  value('a template', '{{constructor.constructor "return process"}}{{> layout}}'),
  value('a path', '../../../../etc/passwd'),
  value('an address in letters', '/学び'),
  value('sixty kilobytes', 'あ'.repeat(6_000)),
  ofReader(value('over a hundred kilobytes', 'a'.repeat(101_000))),
  ofReader(json('JSON null', 'null')),
  ofReader(json('a JSON number', '1e309')),
  ofReader(json('a JSON object', '{"__proto__":{"polluted":1},"$ne":null}')),
  ofReader(json('a JSON array', '[["a"]]')),
  ofReader(json('a lone surrogate in JSON', '"\\ud800"')),
];

/** `of` gives the parts that stand for the field. */
function parts(name: string, of: (field: string) => readonly Buffer[]): Shape {
  return {
    name: `in parts, ${name}`,
    type: MULTIPART,
    body: (rest, field) => inParts([...rest.map(([key, text]) => part(key, text)), ...of(field)]),
  };
}

const onePart = (name: string, value: SentValue) => parts(name, (field) => [part(field, value)]);
const file = (name: string, bytes: string | Buffer = 'id: a\n') => onePart(name, { file: name, bytes });

/** What a form in parts can be made to carry, where a route takes such forms. */
export const IN_PARTS: readonly Shape[] = [
  parts('nothing', () => []),
  onePart('an empty text', ''),
  onePart('U+0000', 'a\u0000b'),
  onePart('a turned writing direction', 'a\u202eb'),
  ofReader(onePart('over a megabyte', 'a: あ\n'.repeat(200_000))),
  ofReader(onePart('more than is taken', 'a'.repeat(3_000_000))),
  parts('a text and a file of one name', (field) => [
    part(field, 'a'),
    part(field, { file: 'a', bytes: 'a' }),
  ]),
  parts('two files of one name', (field) => [1, 2].map(() => part(field, { file: 'a.png', bytes: 'a' }))),
  ofReader(parts('a hundred parts', (field) => Array.from({ length: 100 }, () => part(field, 'a')))),
  ofReader(parts('__proto__ beside', (field) => [part(field, 'a'), part('__proto__', 'a')])),
  parts('bytes that are no text', (field) => [part(field, 'X'), Buffer.from([0xff, 0xfe])]),
  file(''),
  file('empty.zip', ''),
  file('../../etc/passwd'),
  file('a\u0000.yaml'),
  file('\u202elmay.png', Buffer.from([0x89, 0x50, 0x4e, 0x47])),
  file('a.zip', Buffer.from('PK\u0005\u0006')),
  file('a.zip', Buffer.from(`PK\u0003\u0004${'\u0000'.repeat(2000)}`)),
  file('a.yaml', Buffer.alloc(1_000_000, 0xff)),
  file('a.yaml', '[ '.repeat(500_000)),
  file('a.yaml', '&a [*a,*a,*a]\n'.repeat(60_000)),
  file('a.png', '<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>'),
  {
    ...parts('one that breaks off', () => []),
    body: (_, field) => part(field, 'a'.repeat(200)).subarray(0, 150),
  },
];

/** What can stand in an address instead of an id. */
export const PARTS: readonly string[] = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '0',
  '-1',
  '1e309',
  '0x1',
  '99999999999999999999',
  'null',
  'undefined',
  "'%20OR%201=1--",
  '%25',
  '%00',
  'a%00b',
  '..%2f..%2fetc%2fpasswd',
  '%2e%2e',
  '%ed%a0%80',
  '%e2%80%ae',
  '%f0%9f%8c%b1',
  '%0d%0aSet-Cookie:%20x=1',
  'a'.repeat(199),
  'a'.repeat(3000),
  '%3Cscript%3E',
];

/**
 * What reaches a database as it is and which one can take while the other fails over it: signs it does not store,
 * numbers and texts beyond its own. The rest is refused before, or is any text to both.
 */
export const ON_EVERY_ENGINE = {
  shapes: ['half a character', 'U+0000', 'a number beyond exactness', 'a lone surrogate in JSON'],
  parts: ['-1', '99999999999999999999', '%00', '%ed%a0%80'],
  queries: /%ed%a0%80|1e309|\[\]=1|=1&/,
};

const NAMES = [
  'next',
  'saved',
  'back',
  'memo',
  'track',
  'year',
  'from',
  'to',
  'asOfYear',
  'asOfMonth',
  'asOfDay',
];
const QUESTION = 'track=&year=2026&from=4&to=3&asOfYear=2026&asOfMonth=5&asOfDay=11';

/** What can stand behind an address. */
export const QUERIES: readonly string[] = [
  ...['[]=1', '[b]=1', '[__proto__][polluted]=1', '=1&ID=2', '=%ed%a0%80', '=%zz', '=1e309', '=a%0d%0ab'].map(
    (text) => NAMES.map((name) => name + text.replace('ID', name)).join('&'),
  ),
  'constructor[prototype][polluted]=1&__proto__=1&toString=1',
];

/** What can be asked of a report. */
export const QUESTIONS: readonly string[] = [
  `${QUESTION}&isAdmin=1`,
  ...NAMES.slice(4).flatMap((name) =>
    ['', '-1', '0', '13', '1e3', '9999', '99999', '0x4', '４', '%e2%80%ae', 'a%27--'].map((text) =>
      QUESTION.replace(new RegExp(`\\b${name}=\\d*`), `${name}=${text}`),
    ),
  ),
];

/** What must not stand in any answer: how the house is built. */
export const INSIDES =
  /node_modules|\.(?:js|ts):\d+|SQLITE_|QueryFailed|(?:Type|Syntax|Range|Reference)Error|\bselect [\w.*, ]+ from \w|\binsert into\b|violates|constraint|\/(?:src|dist)\//i;
