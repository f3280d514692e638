/** The syllables in the order of the table of kana, from あ on. */
const syllables =
  'a i u e o ka ki ku ke ko sa shi su se so ta chi tsu te to na ni nu ne no ha hi fu he ho ma mi mu me mo ya yu yo ra ri ru re ro wa wo n ga gi gu ge go za ji zu ze zo da ji zu de do ba bi bu be bo pa pi pu pe po'.split(
    ' ',
  );
const kana =
  'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをんがぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽ';
const small: Readonly<Record<string, string>> = { ゃ: 'a', ゅ: 'u', ょ: 'o' };

/** Kana in the letters ids are written in: きょり, キョリ → kyori. Other signs stay. */
export function romaji(text: string): string {
  const hiragana = text.replace(/[ァ-ヶ]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0x60));
  return hiragana
    .replaceAll('ー', '')
    .replace(/[ぁ-ん](?![ゃゅょ])/g, (sign) => syllables[kana.indexOf(sign)] ?? sign)
    .replace(/([ぁ-ん])([ゃゅょ])/g, (_both, sign: string, sound: string) => joined(sign, small[sound] ?? ''))
    .replace(/っ([a-z])/g, '$1$1');
}

/** し and ゃ make sha, き and ゃ make kya. */
function joined(sign: string, vowel: string): string {
  const syllable = syllables[kana.indexOf(sign)] ?? sign;
  return /^(?:sh|ch|j)i$/.test(syllable)
    ? syllable.slice(0, -1) + vowel
    : `${syllable.slice(0, -1)}y${vowel}`;
}
