/** What in a text may lead to somebody. Words: `board.personal.<key>`. */
export const PERSONAL = ['mail', 'phone', 'web', 'account', 'name', 'clinic'] as const;
export type Personal = (typeof PERSONAL)[number];

/** By which somebody can be reached. What everybody may read names places and sites besides. */
const REACHES: readonly Personal[] = ['mail', 'phone', 'account'];

const MAIL =
  /[^\s@]+@[^\s@]+\.[a-z]{2,}|\S+\s*(?:\((?:at|アット)\)|\[at\]|アットマーク)\s*\S+|[\w.-]+\s*(?:あっと|アット)\s*[\w.-]+/gi;
/** Taken out first: two days in a row look like a number. */
const DAY = /(?<!\d)20\d\d[-.]\d{1,2}[-.]\d{1,2}(?!\d)/g;
/** Ten or eleven digits from a 0, or after 81, whatever stands between them. */
const PHONE = /(?<!\d)(?:\+?81[\s()‐-―−ー・._-]*[1-9]|0)(?:[\s()‐-―−ー・._-]*\d){9,10}(?!\d)/;
const ENDINGS = '\\.(?:com|jp|net|org|info|me|io|be|gg|ly|link|app|tv|co)';
const WEB = new RegExp(
  `https?://|www\\.|(?<![\\w-])(?:[a-z0-9-]{2,}${ENDINGS}(?![a-z])|[a-z0-9-]${ENDINGS}/)`,
  'i',
);
const SERVICE =
  '(?:(?<![a-z])(?:line|instagram|twitter|facebook|discord|skype|tiktok|x)(?![a-z])|(?<![ァ-ヶー])ライン|(?<![ぁ-ん])らいん|カカオ|インスタ|ツイッター|フェイスブック|ディスコード|スカイプ)';
const ACCOUNTS = [
  new RegExp(
    `${SERVICE}[\\sでのを]*(?:id|アイディー?|アカウント|アカ(?![ァ-ヶー])|交換|教えて(?!もら)|つなが|繋が|グループ|やって)`,
    'i',
  ),
  new RegExp(`${SERVICE}\\s*[:は]\\s*(?=[\\w.-]*[a-z])[\\w.-]{3,}`, 'i'),
  /(?<![\w.])@(?=[\d_.]*[a-z])[a-z0-9_.]{3,}/i,
  /(?<![a-z])id\s*[:=は]\s*[\w.-]{3,}/i,
  /(?<![\w-])line\.me\//i,
];
const NAME = /([一-龠々]{1,6}|[ァ-ヶー]{2,10})(?:さん|ちゃん|くん|先生)/g;
/** How somebody is spoken of who is not named: by kinship, by what they do, by where they are. */
const NOBODY =
  /^(?:子|赤|方|坊|嬢|神|仏|猫|犬|係|大家)$|(?:[皆娘妻奥母父兄姉弟妹孫客隣供夫婆爺屋者員師医主達長役氏局所]|[親双弟男女]子|[友恋本知大話理職別新隣住芸]人|[祉法理覚育養護築防書学]士|(?:学|習|修|級|講|校)生|[番門担当][当番]|運転手|相手|助手|選手|[農作画]家|[女男]性|[老妊産]婦|彼女|旦那|息子|先輩|後輩|同僚|上司|部下|仲間|受付|司会|書記|会計|世話|常連|社協|役場|会社|学校|大学|病院|家族|[ァ-ヶー]+ー|スタッフ|ボランティア|ケアマネ|ナース|ゲスト|ホスト|コーチ|パート|バイト|ピア|ママ|パパ|ネコ|ワン)$/;
const CLINIC = /([一-龠々ァ-ヶーA-Za-z]*)(?:病院|クリニック|医院|診療所)/g;
const ANY_CLINIC =
  /^(?:|精神科?|心療内科?|メンタル|総合|専門|単科|民間|動物|内科|歯科|外科|眼科|大学|公立|私立|市立|県立|国立|個人|小|大|各|当|同|他|某|毎回|通院先|入院先|一般|救急|地域|今|前|後|普段|以前|最近|時々|毎日|今日|昨日|明日|翌日|当日|毎週|今週|来週|先週|毎月|今月|来月|先月|午前|午後)$/;

/** What its writer is asked about before it is sent; a hint, for who wants to may send it. In the order of PERSONAL. */
export function personalIn(text: string): readonly Personal[] {
  const plain = text.normalize('NFKC');
  const withoutMail = plain.replace(MAIL, ' ');
  const found: Readonly<Record<Personal, boolean>> = {
    mail: withoutMail !== plain,
    phone: PHONE.test(plain.replaceAll(DAY, '/')),
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
