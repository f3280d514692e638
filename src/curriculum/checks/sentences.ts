import type { Reading, Writing } from '../schema/reading.js';
import { ownerOf } from '../schema/reading.js';
import { baseText } from '../words/ruby-signs.js';
import { TextPlace } from '../words/text-place.js';

/** Characters a sentence may have; easy Japanese asks for shorter ones. */
const LONGEST = 60;
const LONGEST_EASY = 40;

/** Fields that people who are not the trainee read. */
const forStaff = /^(?:for-facilitators|is|next|note|syllabus|by)$/;

/** Words that press, blame or label. Groups keep a word from being one; kept from ui rules 5.1. */
const toAvoid =
  /[！!]{1,3}|おめで(?:とう)|がんば(?:ろう|りましょう)|頑張(?:ろう|りましょう)|健常者|精神病者|に苦し(?:む)|かわい(?:そう)|残念(?:です|ながら)|クリック/g;

/** Long sentences and words to avoid: advice, never an order. */
export function checkSentences(reading: Reading, writing: Writing): void {
  const { node, field } = writing;
  const place = new TextPlace(reading.file, node);
  const most = /easy$/.test(field) ? LONGEST_EASY : LONGEST;
  for (const sentence of node.value.split(/(?<=[。！？!?])(?![」』）)])|\n/)) {
    const length = [...shown(sentence)].length;
    const start = sentence.trim();
    if (length > most)
      reading.say(place.of(start), { code: 'L401', severity: 'suggestion', params: { length, most } });
  }
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
  const own = node.value.replace(/「[^「」]*」|『[^『』]*』/g, (quoted) => '　'.repeat(quoted.length));
  for (const [words] of own.replace(/!\[|\]\([^)]*\)/g, '').matchAll(toAvoid))
    reading.say(place.of(words), { code: 'L408', severity: 'suggestion', params: { words } });
}

/** What a reader sees of a sentence: no readings, no marks, no link targets, no open places. */
function shown(sentence: string): string {
  return baseText(sentence)
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\{[a-z-]+(?::[^}]*)?\}/g, '')
    .replace(/^\s*(?:#{1,6}|[-*>]|\d+\.)\s+/, '')
    .replace(/\*\*|\s/g, '');
}
