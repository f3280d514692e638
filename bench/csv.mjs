/**
 * The completion CSV of 100,000 people beside the bare read of the rows it is made of, in one process, interleaved.
 * Argument: an empty folder. Answers medians in milliseconds of CPU, and the memory that sending the file took.
 */
import './answer.mjs';
import { finished } from 'node:stream/promises';
import { Writable } from 'node:stream';
import BetterSqlite3 from 'better-sqlite3';
import { join } from 'node:path';
import { median } from './load.mjs';

const PEOPLE = 100_000;
const ROUNDS = 5;

let reading = null;
const { prepare } = BetterSqlite3.prototype;
BetterSqlite3.prototype.prepare = function (text) {
  const statement = prepare.call(this, text);
  const { iterate } = statement;
  statement.iterate = (...given) => {
    reading = { text, given };
    return iterate.apply(statement, given);
  };
  return statement;
};

// Only now: what this imports opens databases.
const { openHouse } = await import('./house.mjs');
const { ExportService } = await import('../dist/reports/export.service.js');
const { Database } = await import('../dist/database/database.js');
const { usualQuestion } = await import('../dist/reports/report-question.rules.js');
const { CalendarDay } = await import('../dist/shared/calendar-day.js');

const [, , folder] = process.argv;
const nest = await openHouse(folder);
const today = CalendarDay.at(new Date());
await fill(nest.get(Database));
// As of today: the day has not ended, but its rows are there.
const question = usualQuestion(today.plusDays(1));

const times = { csv: [], read: [] };
let bytes = 0;
let grown = 0;
for (let round = 0; round < ROUNDS; round++) {
  global.gc?.();
  const before = process.memoryUsage().rss;
  times.csv.push(await cpuOf(sendCsv));
  grown = Math.max(grown, process.memoryUsage().rss - before);
  times.read.push(await cpuOf(readRows));
}
await nest.close();
process.send({
  answer: {
    rows: PEOPLE,
    bytes,
    csv: median(times.csv),
    read: median(times.read),
    grownMb: grown / 1024 / 1024,
  },
});

async function sendCsv() {
  bytes = 0;
  const nowhere = new Writable({
    write(part, _encoding, done) {
      bytes += part.length;
      done();
    },
  });
  nest.get(ExportService).csv(question).pipe(nowhere);
  await finished(nowhere);
}

/** The same statement on the same file, each row touched and let go. */
function readRows() {
  const file = new BetterSqlite3(join(folder, 'tomoni.db'), { readonly: true });
  let count = 0;
  for (const row of prepare.call(file, reading.text).iterate(...reading.given)) if (row.enrolled_on) count++;
  file.close();
  if (count !== PEOPLE) throw new Error(`read ${count} rows`);
}

async function cpuOf(work) {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** People who completed in the present fiscal year, written straight into the facts that reports read. */
async function fill(database) {
  const day = today.toString();
  const now = Date.now() - 60_000;
  await database.write(async (tx) => {
    await tx.sql`
      insert into person (id, display_name, ui, created_at) values ('bench', '葵', '', ${now})`;
  });
  for (let from = 0; from < PEOPLE; from += 10_000)
    await database.write(async (tx) => {
      await tx.sql`
        insert into reported_fact (id, seq, kind, occurred_on, recorded_at, enrolment_id, person_id, track_id, track_code,
          track_title, cohort_id, cohort_name, enrolment_number, display_name, status, enrolled_on, completed_on,
          certificate_number, certificate_name, issued_on)
        with recursive n(i) as (select ${from} union all select i + 1 from n where i < ${from + 9_999})
        select 'fact-' || i, i + 1, 'issued', ${day}, ${now}, 'enrolment-' || i, 'bench', 'introductory', 'INT',
          '入門', 'cohort', null, i + 1, '葵' || i, 'completed', ${day}, ${day},
          'R8-INT-' || i, '髙﨑 葵' || i, ${day} from n`;
    });
}
