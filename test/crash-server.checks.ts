import type { Life } from './crash-server.clients.js';
import { HALVES } from './crash-server.halves.js';
import { FREE_TEXT } from './crash-server.life.js';
import type { Sent } from './crash-server.life.js';

export type Row = Readonly<Record<string, unknown>>;
export type Ask = (text: string) => Promise<readonly Row[]>;

export interface Findings {
  /** Acknowledged, and not there. */
  readonly lost: string[];
  readonly half: string[];
  /** There more often than it was sent. */
  readonly doubled: string[];
  /** There although nobody was told: allowed, and made whole by sending again. */
  unacknowledged: number;
}

/** Compares what the database holds with what the clients remember. */
export async function compare(ask: Ask, lives: readonly Life[]): Promise<Findings> {
  const findings: Findings = { lost: [], half: [], doubled: [], unacknowledged: 0 };
  for (const [what, text] of Object.entries(HALVES))
    for (const { id } of await ask(text)) findings.half.push(`${what}: ${String(id)}`);
  const kept = await readAll(ask);
  for (const life of lives) compareLife(life, kept, findings);
  const [records] = await ask('select count(*) as n from submission_record');
  const acknowledged = lives.reduce((sum, life) => sum + life.acknowledged.length, 0);
  const extra = Number(records!.n) - acknowledged;
  if (extra < 0) findings.lost.push(`${-extra} records of submissions`);
  if (extra > lives.filter(({ pending }) => pending).length) findings.doubled.push('records of submissions');
  findings.unacknowledged = Math.max(0, extra);
  return findings;
}

const OF = 'join enrolment e on e.id = x.enrolment_id';
/** What there is of each person, in the order in which it was sent. */
const KEPT = {
  enrolments: 'select person_id, id from enrolment',
  yomuMemos: `select e.person_id, x.text, x.version from memo x ${OF} where x.step = 'yomu'`,
  kakuMemos: `select e.person_id, x.text, x.version from memo x ${OF} where x.step = 'kaku'`,
  done: `select e.person_id, x.step from step_progress x ${OF} where x.status = 'done'`,
  attempts: `select e.person_id, x.id from attempt x ${OF}`,
  answers: `select e.person_id, r.id from response r join attempt x on x.id = r.attempt_id ${OF}`,
  freeTexts: `
    select e.person_id, r.texts from response r join attempt x on x.id = r.attempt_id ${OF}
      where r.kind = 'free-text' order by r.turn`,
  walks: `select e.person_id, x.id from dialogue_walk x ${OF}`,
  turns: `
    select e.person_id, t.reply from dialogue_turn t join dialogue_walk x on x.id = t.walk_id ${OF}
      order by t.number`,
  thoughts: `select e.person_id, x.text from reflection_text x ${OF} order by x.version`,
  sheets: `select e.person_id, x.words, x.version from worksheet_words x ${OF}`,
  checkIns: `select e.person_id, x.id, x.mood from check_in x ${OF}`,
  certificates: 'select person_id, id from certificate',
} as const;
type Kept = Readonly<Record<keyof typeof KEPT, ReadonlyMap<string, readonly Row[]>>>;

async function readAll(ask: Ask): Promise<Kept> {
  const kept: Partial<Record<keyof Kept, ReadonlyMap<string, readonly Row[]>>> = {};
  for (const [table, text] of Object.entries(KEPT))
    kept[table as keyof Kept] = Map.groupBy(await ask(text), (row) => String(row.person_id));
  return kept as Kept;
}

/** The forms that made the rows of a table. */
interface Forms {
  readonly table: keyof Kept;
  readonly path: RegExp;
}

/** Forms that say something: in which field, and how a row holds it. */
interface Words extends Forms {
  readonly field: string;
  readonly read: (row: Row) => unknown;
}

const CERTIFICATE = /^\/certificates\/ready\/[^/]+$/;
const CHECK_IN = /^\/check-ins\/after\//;

const COUNTED: readonly Forms[] = [
  { table: 'enrolments', path: /\/enrolment$/ },
  { table: 'attempts', path: /^\/quiz\/.*\/start$/ },
  { table: 'answers', path: /^\/quiz\/.*\/\d$/ },
  { table: 'walks', path: /^\/dialogue\/.*\/start$/ },
  { table: 'certificates', path: CERTIFICATE },
];

/** Where everything stays: each as it was sent, in its order. */
const ADDED: readonly Words[] = [
  {
    table: 'freeTexts',
    path: new RegExp(`^/quiz/.*/${FREE_TEXT}$`),
    field: 'part',
    read: ({ texts }) => (JSON.parse(String(texts)) as string[])[0],
  },
  { table: 'turns', path: /^\/dialogue\/.*\/\d$/, field: 'reply', read: ({ reply }) => String(reply) },
  { table: 'thoughts', path: /^\/reflection\//, field: 'text', read: ({ text }) => text },
  { table: 'checkIns', path: CHECK_IN, field: 'mood', read: ({ mood }) => mood },
];

/** Where the last replaces those before. */
const REPLACED: readonly Words[] = [
  { table: 'yomuMemos', path: /\/yomu\/memo$/, field: 'memo', read: ({ text }) => text },
  { table: 'kakuMemos', path: /\/kaku\/memo$/, field: 'memo', read: ({ text }) => text },
  {
    table: 'sheets',
    path: /^\/worksheet\/.*\/words$/,
    field: 'words',
    read: ({ words }) => (JSON.parse(String(words)) as { texts: string[] }[])[0]!.texts[0],
  },
];

function compareLife(life: Life, kept: Kept, findings: Findings): void {
  const rowsOf = (table: keyof Kept) => kept[table].get(life.learner.personId) ?? [];
  for (const forms of [...COUNTED, ...ADDED]) compareCount(life, forms, rowsOf(forms.table), findings);
  for (const forms of ADDED) compareEach(life, forms, rowsOf(forms.table), findings);
  for (const forms of REPLACED) compareLast(life, forms, rowsOf(forms.table)[0], findings);
  comparePlaces(life, rowsOf, findings);
}

/** What was sent of these forms: acknowledged, and perhaps one on its way. */
function sentOf(
  { acknowledged, pending }: Life,
  { path }: Forms,
): { sure: readonly Sent[]; next: Sent | null } {
  const isOf = (sent: Sent) => sent.method === 'POST' && path.test(sent.path);
  return { sure: acknowledged.filter(isOf), next: pending && isOf(pending) ? pending : null };
}

/** As many as were acknowledged, and at most one more: the one on its way. */
function compareCount(life: Life, forms: Forms, rows: readonly unknown[], findings: Findings): void {
  const { sure, next } = sentOf(life, forms);
  const where = `${forms.table} of ${life.learner.personId}: ${rows.length}`;
  const most = sure.length + (next ? 1 : 0);
  if (rows.length < sure.length) findings.lost.push(`${where} of ${sure.length}`);
  if (rows.length > most) findings.doubled.push(`${where} for ${most}`);
}

function compareEach(life: Life, forms: Words, rows: readonly Row[], findings: Findings): void {
  const { sure, next } = sentOf(life, forms);
  const sent = [...sure, ...(next ? [next] : [])].map(({ fields }) => fields[forms.field]);
  const other = rows.slice(0, sent.length).findIndex((row, at) => forms.read(row) !== sent[at]);
  if (other !== -1)
    findings.lost.push(`${forms.table} of ${life.learner.personId}: something else in place ${other + 1}`);
}

function compareLast(life: Life, forms: Words, row: Row | undefined, findings: Findings): void {
  const { sure, next } = sentOf(life, forms);
  const [text, version] = row ? [forms.read(row), Number(row.version)] : [null, 0];
  const isLast = version === sure.length && text === (sure.at(-1)?.fields[forms.field] ?? null);
  const isNext = next !== null && version === sure.length + 1 && text === next.fields[forms.field];
  if (isLast || isNext) return;
  const where = `${forms.table} of ${life.learner.personId}: version ${version} of ${sure.length}`;
  (version > sure.length ? findings.doubled : findings.lost).push(where);
}

/** A step that was told to be done is, and what an answer led to is there. */
function comparePlaces(
  { learner, acknowledged }: Life,
  rowsOf: (table: keyof Kept) => readonly Row[],
  findings: Findings,
): void {
  const isDone = (step: string) => rowsOf('done').some((row) => row.step === step);
  for (const { path, fields, location } of acknowledged) {
    const isEnd = path.endsWith('/done') || fields.act === 'go-on' || fields.then === 'done';
    const step = path.split('/')[4]!;
    if ((isEnd || location === `/dialogue/crash/a/${step}/end`) && !isDone(step))
      findings.lost.push(`${step} done by ${learner.personId}`);
    const told = CERTIFICATE.test(path) ? 'certificates' : CHECK_IN.test(path) ? 'checkIns' : null;
    // Who is well goes on where they were.
    if (!told || fields.mood === 'fine') continue;
    if (!rowsOf(told).some(({ id }) => location.endsWith(`/${String(id)}`)))
      findings.lost.push(`${location} of ${learner.personId}`);
  }
}
