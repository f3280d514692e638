import type { YAMLError } from 'yaml';

/** The checker's own code for what the parser could not read. Every code of the parser has one. */
const codes: Readonly<Record<YAMLError['code'], string>> = {
  ALIAS_PROPS: 'Y120',
  BAD_ALIAS: 'Y120',
  BAD_DIRECTIVE: 'Y120',
  BAD_PROP_ORDER: 'Y120',
  MULTIPLE_ANCHORS: 'Y120',
  MULTIPLE_TAGS: 'Y120',
  TAG_RESOLVE_FAILED: 'Y120',
  BAD_COLLECTION_TYPE: 'Y120',
  BAD_DQ_ESCAPE: 'Y126',
  BAD_INDENT: 'Y124',
  BAD_SCALAR_START: 'Y106',
  BLOCK_AS_IMPLICIT_KEY: 'Y105',
  BLOCK_IN_FLOW: 'Y123',
  DUPLICATE_KEY: 'Y109',
  IMPOSSIBLE: 'Y129',
  KEY_OVER_1024_CHARS: 'Y129',
  MISSING_CHAR: 'Y129',
  MULTILINE_IMPLICIT_KEY: 'Y118',
  MULTIPLE_DOCS: 'Y121',
  NON_STRING_KEY: 'Y129',
  RESOURCE_EXHAUSTION: 'Y133',
  TAB_AS_INDENT: 'Y107',
  UNEXPECTED_TOKEN: 'Y125',
};

const byMessage: readonly (readonly [RegExp, string])[] = [
  [/^Missing closing .quote/, 'Y122'],
  [/^Missing ,|between flow|Missing space after :|Unexpected empty item|flow (?:map|seq)/, 'Y123'],
  [/^Implicit map keys need to be followed/, 'Y118'],
  [/^Sequence item without/, 'Y124'],
  [/^Block scalar header/, 'Y106'],
];

export function codeOf(error: YAMLError): string {
  return byMessage.find(([message]) => message.test(error.message))?.[1] ?? codes[error.code];
}
