import { QUESTIONS, REPLIES, SHEETS, STEPS, THOUGHTS } from './crash-server.life.js';

/** States in between that no crash may leave: each statement finds what is only half there. */
export const HALVES: Readonly<Record<string, string>> = {
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
  'a turn of no walk': `
    select t.id from dialogue_turn t left join dialogue_walk w on w.id = t.walk_id where w.id is null`,
  'turns of a walk with a gap': `
    select walk_id as id from dialogue_turn group by walk_id having count(*) <> max(number)`,
  'the last reply given and the walk not over, or the other way round': `
    select w.id from dialogue_walk w where (w.finished_at is null or w.ending is null)
      = (${REPLIES} = (select count(*) from dialogue_turn where walk_id = w.id))`,
  'a walk whose step in the ledger says something else': `
    select w.id from dialogue_walk w left join step_progress p
      on p.enrolment_id = w.enrolment_id and p.module = w.module and p.step = w.step
      where p.step is null or (p.status = 'done') = (w.finished_at is null)`,
  'a dialogue done without a walk': `
    select p.enrolment_id as id from step_progress p left join dialogue_walk w
      on w.enrolment_id = p.enrolment_id and w.module = p.module and w.step = p.step
      where p.step = 'hanasu' and w.id is null`,
  'a text of a reflection of nobody': `
    select t.enrolment_id as id from reflection_text t left join enrolment e on e.id = t.enrolment_id
      where e.id is null`,
  'a gap in the texts of a reflection': `
    select enrolment_id as id from reflection_text group by enrolment_id having count(*) <> max(version)`,
  'a reflection passed on without its last text, or the other way round': `
    select e.id from enrolment e
      where (select count(*) from step_progress
          where enrolment_id = e.id and step = 'omou' and status = 'done')
        <> (select count(*) from reflection_text where enrolment_id = e.id and version = ${THOUGHTS})`,
  'a sheet made without its last words, or the other way round': `
    select e.id from enrolment e
      where (select count(*) from step_progress
          where enrolment_id = e.id and step = 'sheet' and status = 'done')
        <> (select count(*) from worksheet_words where enrolment_id = e.id and version = ${SHEETS})`,
  'everything done and not completed': `
    select e.id from enrolment e where e.completed_on is null
      and ${STEPS} = (select count(*) from step_progress where enrolment_id = e.id and status = 'done')`,
  'completed and not everything done': `
    select e.id from enrolment e where e.completed_on is not null
      and ${STEPS} > (select count(*) from step_progress where enrolment_id = e.id and status = 'done')`,
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
