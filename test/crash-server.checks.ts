import { QUESTIONS } from './crash-server.clients.js';
import type { Life, Sent } from './crash-server.clients.js';

export type Row = Readonly<Record<string, unknown>>;
export type Ask = (text: string) => Promise<readonly Row[]>;

/** States in between that no crash may leave: each statement finds what is only half there. */
const HALVES: Readonly<Record<string, string>> = {
  'an attempt whose step was not begun': `
    select a.id from attempt a left join step_progress p
      on p.enrolment_id = a.enrolment_id and p.module = a.module and p.step = a.step where p.step is null`,
  'an answer of nobody': `
    select r.id from response r left join attempt a on a.id = r.attempt_id where a.id is null`,
  'every question answered and the attempt not finished': `
    select a.id from attempt a where a.finished_at is null
      and ${QUESTIONS} <= (select count(distinct question) from response where attempt_id = a.id)`,
  'an attempt finished before its last answer': `
    select a.id from attempt a where a.finished_at is not null
      and ${QUESTIONS} > (select count(distinct question) from response where attempt_id = a.id)`,
  'a finished attempt without its step in the ledger': `
    select a.id from attempt a join step_progress p
      on p.enrolment_id = a.enrolment_id and p.module = a.module and p.step = a.step
      where a.finished_at is not null and p.status <> 'done'`,
  'turns of an answer with a gap': `
    select attempt_id as id from response group by attempt_id, question having count(*) <> max(turn)`,
  'everything done and not completed': `
    select e.id from enrolment e where e.completed_on is null
      and 3 = (select count(*) from step_progress where enrolment_id = e.id and status = 'done')`,
  'completed and not everything done': `
    select e.id from enrolment e where e.completed_on is not null
      and 3 > (select count(*) from step_progress where enrolment_id = e.id and status = 'done')`,
  'an enrolment whose fact is missing or double': `
    select e.id from enrolment e
      where 1 <> (select count(*) from reported_fact where enrolment_id = e.id and kind = 'enrolled')`,
  'a completion whose fact is missing or double': `
    select e.id from enrolment e
      where (case when e.completed_on is null then 0 else 1 end)
        <> (select count(*) from reported_fact where enrolment_id = e.id and kind = 'completed')`,
  'a certificate whose fact is missing or double': `
    select c.id from certificate c where 1 <> (select count(*) from reported_fact
      where enrolment_id = c.enrolment_id and kind = 'issued' and certificate_number = c.number)`,
  'a fact of a certificate that is not there': `
    select f.id from reported_fact f left join certificate c on c.enrolment_id = f.enrolment_id
      where f.kind = 'issued' and c.id is null`,
  'a certificate whose act was not recorded once': `
    select c.id from certificate c
      where 1 <> (select count(*) from audit_event where object = 'certificate:' || c.id)`,
  'a certificate beside the name that it used up': `
    select c.id from certificate c join chosen_name n on n.enrolment_id = c.enrolment_id`,
  'a last fact that says something else than the enrolment': `
    select e.id from enrolment e join reported_fact f on f.enrolment_id = e.id
      and f.seq = (select max(seq) from reported_fact where enrolment_id = e.id)
      where coalesce(e.completed_on, '') <> coalesce(f.completed_on, '')`,
  'a gap in the facts': `select max(seq) as id from reported_fact having max(seq) <> count(*)`,
  'a gap in the acts': `select max(seq) as id from audit_event having max(seq) <> count(*)`,
  'a gap in the numbers of certificates': `
    select s.last as id from certificate_series s
      where s.last <> (select count(*) from certificate c where c.track_code = s.track_code)
        or s.last <> (select max(sequence) from certificate c where c.track_code = s.track_code)`,
};

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

interface Kept {
  readonly enrolments: ReadonlyMap<string, readonly Row[]>;
  readonly memos: ReadonlyMap<string, readonly Row[]>;
  readonly done: ReadonlyMap<string, readonly Row[]>;
  readonly attempts: ReadonlyMap<string, readonly Row[]>;
  readonly answers: ReadonlyMap<string, readonly Row[]>;
  readonly certificates: ReadonlyMap<string, readonly Row[]>;
}

async function readAll(ask: Ask): Promise<Kept> {
  const byPerson = async (text: string) => Map.groupBy(await ask(text), (row) => String(row.person_id));
  const of = 'join enrolment e on e.id = x.enrolment_id';
  return {
    enrolments: await byPerson('select person_id, id from enrolment'),
    memos: await byPerson(`select e.person_id, x.step, x.text, x.version from memo x ${of}`),
    done: await byPerson(`select e.person_id, x.step from step_progress x ${of} where x.status = 'done'`),
    attempts: await byPerson(`select e.person_id, x.id from attempt x ${of}`),
    answers: await byPerson(
      `select e.person_id, r.question, r.turn from response r join attempt x on x.id = r.attempt_id ${of}`,
    ),
    certificates: await byPerson('select person_id, id from certificate'),
  };
}

function compareLife(life: Life, kept: Kept, findings: Findings): void {
  const { personId } = life.learner;
  const rowsOf = (table: keyof Kept) => kept[table].get(personId) ?? [];
  /** As many as were acknowledged, and at most one more: the one on its way. */
  const count = (what: string, rows: readonly Row[], path: RegExp): void => {
    const sure = life.acknowledged.filter((sent) => path.test(sent.path)).length;
    const most = sure + (life.pending && path.test(life.pending.path) ? 1 : 0);
    if (rows.length < sure) findings.lost.push(`${what} of ${personId}: ${rows.length} of ${sure}`);
    if (rows.length > most) findings.doubled.push(`${what} of ${personId}: ${rows.length} for ${most}`);
  };
  count('enrolment', rowsOf('enrolments'), /\/enrolment$/);
  count('attempt', rowsOf('attempts'), /\/start$/);
  count('answer', rowsOf('answers'), /^\/quiz\/.*\/\d$/);
  count('certificate', rowsOf('certificates'), /^\/certificates\/ready\/[^/]+$/);
  for (const step of ['yomu', 'kaku']) {
    const isOf = ({ path }: Sent) => path.endsWith(`/${step}/memo`);
    compareMemo(life, { step, row: rowsOf('memos').find((row) => row.step === step), isOf }, findings);
    const isDone = life.acknowledged.some(({ path }) => path.endsWith(`/${step}/done`));
    if (isDone && !rowsOf('done').some((row) => row.step === step))
      findings.lost.push(`${step} done by ${personId}`);
  }
  for (const { path, location } of life.acknowledged)
    if (
      /^\/certificates\/ready\/[^/]+$/.test(path) &&
      location !== `/certificates/${String(rowsOf('certificates')[0]?.id)}`
    )
      findings.lost.push(`certificate ${location}`);
}

function compareMemo(
  { learner, acknowledged, pending }: Life,
  memo: { step: string; row: Row | undefined; isOf: (sent: Sent) => boolean },
  findings: Findings,
): void {
  const saved = acknowledged.filter(memo.isOf);
  const onItsWay = pending && memo.isOf(pending) ? pending : null;
  const [text, version] = [memo.row?.text ?? null, Number(memo.row?.version ?? 0)];
  const isLast = version === saved.length && text === (saved.at(-1)?.fields.memo ?? null);
  const isNext = onItsWay !== null && version === saved.length + 1 && text === onItsWay.fields.memo;
  if (isLast || isNext) return;
  const where = `memo of ${learner.personId} at ${memo.step}: version ${version} of ${saved.length}`;
  (version > saved.length ? findings.doubled : findings.lost).push(where);
}
