import type { Reading, Writing } from '../schema/reading.js';
import { ownerOf } from '../schema/reading.js';
import { isEasy, kanjiAlone, longestIn, sentencesOver } from '../words/sentences.js';
import { TextPlace } from '../words/text-place.js';

/** Fields that people who are not the trainee read. */
export const forStaff = /^(?:for-facilitators|is|next|note|syllabus|by)$/;

/** Words that press, blame or label. Groups keep a word from being one; kept from ui rules 5.1. */
const toAvoid =
  /[！!]{1,3}|…|♪|おめで(?:とう)|がんば(?:ろう|りましょう|って|れ)|頑張|健常者|精神病者|に苦し(?:む)|かわい(?:そう)|残念(?:です|ながら)|クリック|エラーが発生|不正な|無効な|失敗しました|間違(?:い|って)|してはいけません|ご自身|必ず(?!しも)|患者さん|利用者さん|困難事例|克服|してあげ|不正解|合格|落第|脱落|ドロップアウト/g;

/** Long sentences and words to avoid: advice, never an order. */
export function checkSentences(reading: Reading, writing: Writing): void {
  const { node, field } = writing;
  const place = new TextPlace(reading.file, node);
  const most = longestIn(field);
  for (const { written, length } of sentencesOver(most, node.value))
    reading.say(place.of(written), { code: 'L401', severity: 'suggestion', params: { length, most } });
  if (isEasy(field)) checkReadings(reading, writing);
  if (!forStaff.test(field) && !mayBeSaidSo(writing)) checkAvoided(reading, writing);
}

/** What people say, and what a wrong answer says, may be as people talk. */
function mayBeSaidSo({ field, owners }: Writing): boolean {
  const choice = ownerOf(owners, 'choice') as { kind?: string } | null;
  if (choice && choice.kind !== '○' && (field === '×' || field === '△' || field === 'easy')) return true;
  return (
    /^(?:say|says|narrator)$/.test(field) ||
    (ownerOf(owners, 'scene') !== null && field !== 'closing' && field !== 'feedback')
  );
}

function checkAvoided(reading: Reading, { node }: Writing): void {
  const place = new TextPlace(reading.file, node);
  const { value } = node;
  const own = /[「『]/.test(value)
    ? value.replace(/「[^「」]*」|『[^『』]*』/g, (quoted) => '　'.repeat(quoted.length))
    : value;
  const shown = own.includes('[') || own.includes(']') ? own.replace(/!\[|\]\([^)]*\)/g, '') : own;
  for (const [words] of shown.matchAll(toAvoid))
    reading.say(place.of(words), { code: 'L408', severity: 'suggestion', params: { words } });
}

/** Who reads the easy version may not read any kanji: each has its reading. */
function checkReadings(reading: Reading, { node }: Writing): void {
  const place = new TextPlace(reading.file, node);
  for (const words of kanjiAlone(node.value))
    reading.say(place.of(words), { code: 'L415', severity: 'suggestion', params: { words } });
}
