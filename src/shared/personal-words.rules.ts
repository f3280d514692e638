/** What in a text may lead to somebody. Words: `board.personal.<key>`. */
export const PERSONAL = ['mail', 'phone', 'web', 'account', 'name', 'clinic'] as const;
export type Personal = (typeof PERSONAL)[number];

/** By which somebody can be reached. What everybody may read names places and sites besides. */
const REACHES: readonly Personal[] = ['mail', 'phone', 'account'];

const MAIL = /[^\s@]+@[^\s@]+\.[a-z]{2,}|\S+\s*(?:\((?:at|アット)\)|\[at\]|アットマーク|あっと)\s*\S+/gi;
/** Ten or eleven digits from a 0, or after 81, whatever stands between them. */
const PHONE = /(?<!\d)(?:\+?81[\s()‐-―−ー・.-]*[1-9]|0)(?:[\s()‐-―−ー・.-]*\d){9,10}(?!\d)/;
const WEB =
  /https?:\/\/|www\.|(?<![\w-])[a-z0-9-]{2,}\.(?:com|jp|net|org|info|me|io|be|gg|ly|link|app|tv|co)(?![a-z])/i;
const SERVICE =
  '(?:(?<![a-z])(?:line|instagram|twitter|facebook|discord|skype|tiktok|x)(?![a-z])|(?<!オン)ライン|らいん|カカオ|インスタ|ツイッター|フェイスブック|ディスコード|スカイプ)';
const ACCOUNTS = [
  new RegExp(
    `${SERVICE}[\\sでのを]*(?:id|アイディー?|アカウント|アカ(?![ァ-ヶー])|交換|教えて|つなが|繋が|グループ|やって)`,
    'i',
  ),
  /(?<![\w.])@[a-z0-9_.]{3,}/i,
  /(?<![a-z])id\s*[:=は]\s*[\w.-]{3,}/i,
  /(?<![\w-])line\.me\//i,
];
const NAME = /([一-龠々]{1,6}|[ァ-ヶー]{2,10})(?:さん|ちゃん|くん|先生)/g;
/** How somebody is spoken of who is not named. */
const NOBODY =
  /(?:[皆娘妻奥母父兄姉弟妹孫客子隣供夫婆爺屋者員師士医人主方達]|旦那|息子|担当|先輩|後輩|学校|大学|病院|家族|当事者|スタッフ|メンバー|ボランティア|ヘルパー|ワーカー|サポーター|リーダー|ドクター|ナース|カウンセラー|オーナー|ママ|パパ)$/;
const CLINIC = /([一-龠々ァ-ヶーA-Za-z]*)(?:病院|クリニック|医院|診療所)/g;
const ANY_CLINIC =
  /^(?:|精神科?|心療内科?|メンタル|総合|専門|内科|歯科|外科|眼科|大学|公立|私立|市立|県立|国立|個人|小|大|各|当|同|他|通院先|入院先|一般|救急|地域)$/;

/** What its writer is asked about before it is sent; a hint, for who wants to may send it. In the order of PERSONAL. */
export function personalIn(text: string): readonly Personal[] {
  const plain = text.normalize('NFKC');
  const withoutMail = plain.replace(MAIL, ' ');
  const found: Readonly<Record<Personal, boolean>> = {
    mail: withoutMail !== plain,
    phone: PHONE.test(plain),
    web: WEB.test(withoutMail),
    account: ACCOUNTS.some((account) => account.test(withoutMail)),
    name: [...plain.matchAll(NAME)].some(([, name]) => !NOBODY.test(name!)),
    clinic: [...plain.matchAll(CLINIC)].some(([, name]) => !ANY_CLINIC.test(name!)),
  };
  return PERSONAL.filter((key) => found[key]);
}

export function holdsContactDetails(text: string): boolean {
  return personalIn(text).some((kind) => REACHES.includes(kind));
}

/** What the writer has not been asked about yet. `sure`: what they want to send all the same, with commas. */
export function notSureOf(text: string, sure: string): readonly Personal[] {
  const found = personalIn(text);
  const asked = sure.split(',');
  return found.every((kind) => asked.includes(kind)) ? [] : found;
}
