/** Each kana and its letters, a row of the table of kana a line. */
const syllables: ReadonlyMap<string, string> = new Map(
  [
    'あ a い i う u え e お o',
    'か ka き ki く ku け ke こ ko',
    'さ sa し shi す su せ se そ so',
    'た ta ち chi つ tsu て te と to',
    'な na に ni ぬ nu ね ne の no',
    'は ha ひ hi ふ fu へ he ほ ho',
    'ま ma み mi む mu め me も mo',
    'や ya ゆ yu よ yo',
    'ら ra り ri る ru れ re ろ ro',
    'わ wa を wo',
    'ん n',
    'が ga ぎ gi ぐ gu げ ge ご go',
    'ざ za じ ji ず zu ぜ ze ぞ zo',
    'だ da ぢ ji づ zu で de ど do',
    'ば ba び bi ぶ bu べ be ぼ bo',
    'ぱ pa ぴ pi ぷ pu ぺ pe ぽ po',
  ].flatMap((row) =>
    [...row.matchAll(/(\S) (\S+)/g)].map(([, sign = '', letters = '']) => [sign, letters] as const),
  ),
);
const small: Readonly<Record<string, string>> = { ゃ: 'a', ゅ: 'u', ょ: 'o' };

/** Kana in the letters ids are written in: きょり, キョリ → kyori. Other signs stay. */
export function romaji(text: string): string {
  const hiragana = text.replace(/[ァ-ヶ]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0x60));
  return hiragana
    .replaceAll('ー', '')
    .replace(/[ぁ-ん](?![ゃゅょ])/g, (sign) => syllables.get(sign) ?? sign)
    .replace(/([ぁ-ん])([ゃゅょ])/g, (_both, sign: string, sound: string) => joined(sign, small[sound] ?? ''))
    .replace(/っ([a-z])/g, '$1$1');
}

/** し and ゃ make sha, き and ゃ make kya. */
function joined(sign: string, vowel: string): string {
  const syllable = syllables.get(sign) ?? sign;
  return /^(?:sh|ch|j)i$/.test(syllable)
    ? syllable.slice(0, -1) + vowel
    : `${syllable.slice(0, -1)}y${vowel}`;
}
