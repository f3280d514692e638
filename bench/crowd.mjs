/**
 * Copies one graduate's rows a hundred thousand times, under other ids and names: through the program's own
 * modules that would take an hour. Arguments: folder, file with what data.mjs made, number of people.
 */
import './answer.mjs';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';

const [, , folder, file, count] = process.argv;
const { personId, enrolmentId } = JSON.parse(readFileSync(file, 'utf8')).graduate;
const db = new BetterSqlite3(join(folder, 'tomoni.db'));
db.pragma('foreign_keys = ON');
db.exec('create temp table crowd (i integer primary key)');
db.prepare(
  'with recursive n (i) as (select 1 union all select i + 1 from n where i < ?) insert into crowd select i from n',
).run(Number(count));

const idOf = (kind) => `printf('%08x-${kind}-7000-8000-%012x', i, i)`;
const person = { id: idOf('0001'), learner_number: "printf('B%08d', i)", display_name: "'人' || i" };
const enrolment = { id: idOf('0002'), person_id: idOf('0001'), number: '1000000 + i' };
const fact = {
  id: "printf('%08x-1%03x-7000-8000-%012x', i, t.seq % 4096, i)",
  seq: '1000000 + i * 8 + t.seq % 8',
  ...{ enrolment_id: idOf('0002'), person_id: idOf('0001'), enrolment_number: '1000000 + i' },
  display_name: "'人' || i",
  certificate_number: "case when t.certificate_number is not null then 'R8-INT-' || i end",
};
db.transaction(() => {
  copy('person', person, ['id', personId]);
  copy('enrolment', enrolment, ['id', enrolmentId]);
  copy('reported_fact', fact, ['enrolment_id', enrolmentId]);
})();
db.close();
process.send({ answer: Number(count) });

/** Inserts each row of a table that has `value` in `column` once for everybody in the crowd, with some columns changed. */
function copy(table, changed, [column, value]) {
  const columns = db.pragma(`table_info(${table})`).map(({ name }) => name);
  const values = columns.map((name) => changed[name] ?? `t."${name}"`);
  db.prepare(
    `insert into ${table} (${columns.map((name) => `"${name}"`).join(', ')})
     select ${values.join(', ')} from ${table} t, crowd where t.${column} = ?`,
  ).run(value);
}
