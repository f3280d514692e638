import type { MigrationInterface } from 'typeorm';
import { CreateVersion1760000000000 } from './migrations/1760000000000-create-version.js';
import { CreateWeb1760000100000 } from './migrations/1760000100000-create-web.js';
import { CreateMail1760000200000 } from './migrations/1760000200000-create-mail.js';
import { CreateAudit1760000250000 } from './migrations/1760000250000-create-audit.js';
import { CreateAccounts1760000300000 } from './migrations/1760000300000-create-accounts.js';
import { CreateCurriculum1760000400000 } from './migrations/1760000400000-create-curriculum.js';
import { CreateCohorts1760000500000 } from './migrations/1760000500000-create-cohorts.js';
import { CreateEnrolment1760000600000 } from './migrations/1760000600000-create-enrolment.js';
import { CreateLearning1760000700000 } from './migrations/1760000700000-create-learning.js';
import { CreateAssessment1760000800000 } from './migrations/1760000800000-create-assessment.js';
import { CreateCertificates1760000900000 } from './migrations/1760000900000-create-certificates.js';
import { CreateKeptText1760000350000 } from './migrations/1760000350000-create-kept-text.js';
import { CreateReports1760001000000 } from './migrations/1760001000000-create-reports.js';
import { CreateAnswerCount1760001100000 } from './migrations/1760001100000-create-answer-count.js';
import { CreateCohortFacilitator1760002000000 } from './migrations/1760002000000-create-cohort-facilitator.js';
import { CreateDialogues1760002100000 } from './migrations/1760002100000-create-dialogues.js';
import { KeepAnyAnswer1760002200000 } from './migrations/1760002200000-keep-any-answer.js';
import { CreateReflections1760002300000 } from './migrations/1760002300000-create-reflections.js';
import { CreateWorksheets1760002400000 } from './migrations/1760002400000-create-worksheets.js';
import { CreateContact1760002500000 } from './migrations/1760002500000-create-contact.js';
import { DateCohorts1760002600000 } from './migrations/1760002600000-date-cohorts.js';
import { VersionCohorts1760002700000 } from './migrations/1760002700000-version-cohorts.js';
import { ReadAudit1760003100000 } from './migrations/1760003100000-read-audit.js';
import { CreateAttendance1760002800000 } from './migrations/1760002800000-create-attendance.js';
import { WidenReportedFact1760003500000 } from './migrations/1760003500000-widen-reported-fact.js';
import { CreateReportDownload1760003110000 } from './migrations/1760003110000-create-report-download.js';
import { CreateApplications1760003200000 } from './migrations/1760003200000-create-applications.js';
import { KeepColumnsOfExports1760003000000 } from './migrations/1760003000000-keep-columns-of-exports.js';
import { BoundReportDownload1760003120000 } from './migrations/1760003120000-bound-report-download.js';
import { CreateServerSecret1760002810000 } from './migrations/1760002810000-create-server-secret.js';
import { CreateSelections1760003210000 } from './migrations/1760003210000-create-selections.js';
import { GiveCertificatesALife1760002900000 } from './migrations/1760002900000-give-certificates-a-life.js';
import { CreateRosterViewing1760002910000 } from './migrations/1760002910000-create-roster-viewing.js';
import { TakeApplicationsOnPaper1760003800000 } from './migrations/1760003800000-take-applications-on-paper.js';
import { KeepNextWishes1760003830000 } from './migrations/1760003830000-keep-next-wishes.js';
import { CreateAbsence1760003820000 } from './migrations/1760003820000-create-absence.js';
import { MarkLettersAsSent1760003810000 } from './migrations/1760003810000-mark-letters-as-sent.js';
import { CreateCertificateDecline1760002920000 } from './migrations/1760002920000-create-certificate-decline.js';
import { CreateInvitations1760003300000 } from './migrations/1760003300000-create-invitations.js';
import { EndSendingsAtMoves1760003390000 } from './migrations/1760003390000-end-sendings-at-moves.js';
import { CreateContactAccess1760003600000 } from './migrations/1760003600000-create-contact-access.js';
import { CreateEnquiries1760003620000 } from './migrations/1760003620000-create-enquiries.js';
import { LetTwoIssue1760003610000 } from './migrations/1760003610000-let-two-issue.js';
import { CreateExportSchedules1760003720000 } from './migrations/1760003720000-create-export-schedules.js';
import { CreateNameReading1760003710000 } from './migrations/1760003710000-create-name-reading.js';
import { CreateExportTemplates1760003700000 } from './migrations/1760003700000-create-export-templates.js';
import { CreateSignOff1760003400000 } from './migrations/1760003400000-create-sign-off.js';
import { CreateWaiver1760003410000 } from './migrations/1760003410000-create-waiver.js';
import { LetYearsFollow1760003900000 } from './migrations/1760003900000-let-years-follow.js';
import { CreateApplicationFacts1760003950000 } from './migrations/1760003950000-create-application-facts.js';
import { BoundCertificates1760003970000 } from './migrations/1760003970000-bound-certificates.js';
import { CreatePublication1760004200000 } from './migrations/1760004200000-create-publication.js';
import { KeepSources1760004000000 } from './migrations/1760004000000-keep-sources.js';
import { CreateEditionMoves1760004300000 } from './migrations/1760004300000-create-edition-moves.js';
import { CreateActivities1760005000000 } from './migrations/1760005000000-create-activities.js';
import { FindActivitiesByHours1760005010000 } from './migrations/1760005010000-find-activities-by-hours.js';
import { CreateActivityEvents1760005200000 } from './migrations/1760005200000-create-activity-events.js';
import { CreateBoard1760005500000 } from './migrations/1760005500000-create-board.js';
import { KeepWhatTwoDecided1760005510000 } from './migrations/1760005510000-keep-what-two-decided.js';
import { KeepDaysOfTheDirectory1760005400000 } from './migrations/1760005400000-keep-days-of-the-directory.js';
import { CreateTrials1760005300000 } from './migrations/1760005300000-create-trials.js';
import { PartPagesFromRequests1760005310000 } from './migrations/1760005310000-part-pages-from-requests.js';
import { CreateOrganisers1760005100000 } from './migrations/1760005100000-create-organisers.js';
import { CreateWishes1760005600000 } from './migrations/1760005600000-create-wishes.js';

/** Every migration, oldest first. One line each; never edited once merged. */
export const migrations: (new () => MigrationInterface)[] = [
  CreateVersion1760000000000,
  CreateWeb1760000100000,
  CreateMail1760000200000,
  CreateAudit1760000250000,
  CreateAccounts1760000300000,
  CreateKeptText1760000350000,
  CreateCurriculum1760000400000,
  CreateCohorts1760000500000,
  CreateEnrolment1760000600000,
  CreateLearning1760000700000,
  CreateAssessment1760000800000,
  CreateCertificates1760000900000,
  CreateReports1760001000000,
  CreateAnswerCount1760001100000,
  CreateCohortFacilitator1760002000000,
  CreateDialogues1760002100000,
  KeepAnyAnswer1760002200000,
  CreateReflections1760002300000,
  CreateWorksheets1760002400000,
  CreateContact1760002500000,
  DateCohorts1760002600000,
  VersionCohorts1760002700000,
  CreateAttendance1760002800000,
  CreateServerSecret1760002810000,
  GiveCertificatesALife1760002900000,
  CreateRosterViewing1760002910000,
  CreateCertificateDecline1760002920000,
  KeepColumnsOfExports1760003000000,
  ReadAudit1760003100000,
  CreateReportDownload1760003110000,
  BoundReportDownload1760003120000,
  CreateApplications1760003200000,
  CreateSelections1760003210000,
  CreateInvitations1760003300000,
  EndSendingsAtMoves1760003390000,
  CreateSignOff1760003400000,
  CreateWaiver1760003410000,
  WidenReportedFact1760003500000,
  CreateContactAccess1760003600000,
  LetTwoIssue1760003610000,
  CreateEnquiries1760003620000,
  CreateExportTemplates1760003700000,
  CreateNameReading1760003710000,
  CreateExportSchedules1760003720000,
  TakeApplicationsOnPaper1760003800000,
  MarkLettersAsSent1760003810000,
  CreateAbsence1760003820000,
  KeepNextWishes1760003830000,
  LetYearsFollow1760003900000,
  CreateApplicationFacts1760003950000,
  BoundCertificates1760003970000,
  KeepSources1760004000000,
  CreatePublication1760004200000,
  CreateEditionMoves1760004300000,
  CreateActivities1760005000000,
  FindActivitiesByHours1760005010000,
  CreateOrganisers1760005100000,
  CreateActivityEvents1760005200000,
  CreateTrials1760005300000,
  PartPagesFromRequests1760005310000,
  KeepDaysOfTheDirectory1760005400000,
  CreateBoard1760005500000,
  KeepWhatTwoDecided1760005510000,
  CreateWishes1760005600000,
];
