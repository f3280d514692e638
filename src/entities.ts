import { Cohort } from './cohorts/cohort.entity.js';
import { EditionRow } from './curriculum/edition.entity.js';
import { StoredFile } from './curriculum/file.entity.js';
import { PublishedId } from './curriculum/published-id.entity.js';
import { Revision } from './curriculum/revision.entity.js';
import { Track } from './curriculum/track.entity.js';
import { Enrolment } from './enrolment/enrolment.entity.js';
import { ReportedFact } from './enrolment/reported-fact.entity.js';
import { Memo } from './learning/memo.entity.js';
import { QuestionScore } from './learning/question-score.entity.js';
import { StepProgress } from './learning/step-progress.entity.js';
import { OutboxMail } from './mail/outbox-mail.entity.js';
import { SubmissionRecord } from './web/submission-record.entity.js';
import { Version } from './database/version.entity.js';

/** Every table of the application, for the reading and the writing connection and the schema test. */
export const entities = [
  Version,
  SubmissionRecord,
  OutboxMail,
  EditionRow,
  Track,
  Revision,
  PublishedId,
  StoredFile,
  Cohort,
  Enrolment,
  ReportedFact,
  StepProgress,
  QuestionScore,
  Memo,
];
