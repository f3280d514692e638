import { Activity } from './activities/activity.entity.js';
import { ActivityChange } from './organisers/activity-change.entity.js';
import { OrganiserLink } from './organisers/organiser-link.entity.js';
import { OrganiserPerson } from './organisers/organiser-person.entity.js';
import { OrganiserSession } from './organisers/organiser-session.entity.js';
import { Organiser } from './activities/organiser.entity.js';
import { ActivityEvent } from './organisers/activity-event.entity.js';
import { KeptText } from './accounts/kept-text.entity.js';
import { Applicant } from './applications/applicant.entity.js';
import { ApplicationFact } from './applications/application-fact.entity.js';
import { ApplicationDraft } from './applications/application-draft.entity.js';
import { ApplicationLetter } from './applications/application-letter.entity.js';
import { ApplicationLink } from './applications/application-link.entity.js';
import { Invitation } from './invitations/invitation.entity.js';
import { ApplicationNeed } from './applications/application-need.entity.js';
import { Selection } from './applications/selection.entity.js';
import { Application } from './applications/application.entity.js';
import { AnswerCount } from './assessment/answer-count.entity.js';
import { Attempt } from './assessment/attempt.entity.js';
import { Response } from './assessment/response.entity.js';
import { AuditCheck } from './audit/audit-check.entity.js';
import { Absence } from './attendance/absence.entity.js';
import { AbsenceNotice } from './attendance/absence-notice.entity.js';
import { Attendance } from './attendance/attendance.entity.js';
import { ServerSecret } from './attendance/server-secret.entity.js';
import { AuditEvent } from './audit/audit-event.entity.js';
import { Consent } from './accounts/consent.entity.js';
import { OneTimeToken } from './accounts/one-time-token.entity.js';
import { Person } from './accounts/person.entity.js';
import { RecoveryCode } from './accounts/recovery-code.entity.js';
import { Registration } from './accounts/registration.entity.js';
import { RoleGrant } from './accounts/role-grant.entity.js';
import { Session } from './accounts/session.entity.js';
import { SignInThrottle } from './accounts/sign-in-throttle.entity.js';
import { Totp } from './accounts/totp.entity.js';
import { CertificateSeries } from './certificates/certificate-series.entity.js';
import { CertificateBatch } from './certificates/certificate-batch.entity.js';
import { CertificateCorrection } from './certificates/certificate-correction.entity.js';
import { CertificateEnquiry } from './certificates/enquiry.entity.js';
import { CertificateDecline } from './certificates/certificate-decline.entity.js';
import { CertificateRevocation } from './certificates/certificate-revocation.entity.js';
import { Certificate } from './certificates/certificate.entity.js';
import { RosterViewing } from './certificates/roster-viewing.entity.js';
import { ChosenName } from './certificates/chosen-name.entity.js';
import { CohortFacilitator } from './cohorts/cohort-facilitator.entity.js';
import { TrainingSession } from './cohorts/training-session.entity.js';
import { Cohort } from './cohorts/cohort.entity.js';
import { ChoiceCount } from './dialogues/choice-count.entity.js';
import { DialogueTurn } from './dialogues/dialogue-turn.entity.js';
import { DialogueWalk } from './dialogues/dialogue-walk.entity.js';
import { ContactAccess } from './contact/contact-access.entity.js';
import { ContactMessage } from './contact/contact-message.entity.js';
import { ContactRequest } from './contact/contact-request.entity.js';
import { ContactWish } from './contact/contact-wish.entity.js';
import { BoardNote } from './exchange/board-note.entity.js';
import { BoardReport } from './exchange/board-report.entity.js';
import { ActivityProposal } from './exchange/activity-proposal.entity.js';
import { ActivityWish } from './exchange/activity-wish.entity.js';
import { ProposalReply } from './exchange/proposal-reply.entity.js';
import { ProposalSupport } from './exchange/proposal-support.entity.js';
import { EditionRow } from './curriculum/edition.entity.js';
import { EditionSourceRow } from './curriculum/edition-source.entity.js';
import { StoredFile } from './curriculum/file.entity.js';
import { PublicationRow } from './curriculum/publication.entity.js';
import { PublishedId } from './curriculum/published-id.entity.js';
import { Revision } from './curriculum/revision.entity.js';
import { SourceContent } from './curriculum/source-content.entity.js';
import { Track } from './curriculum/track.entity.js';
import { Enrolment } from './enrolment/enrolment.entity.js';
import { ReportedFact } from './enrolment/reported-fact.entity.js';
import { CheckIn } from './learning/check-in.entity.js';
import { Memo } from './learning/memo.entity.js';
import { QuestionScore } from './learning/question-score.entity.js';
import { EditionMove } from './learning/edition-move.entity.js';
import { KeptPlace } from './learning/kept-place.entity.js';
import { SignOff } from './learning/sign-off.entity.js';
import { StepProgress } from './learning/step-progress.entity.js';
import { Waiver } from './learning/waiver.entity.js';
import { OutboxMail } from './mail/outbox-mail.entity.js';
import { NameReading } from './certificates/name-reading.entity.js';
import { ReflectionDraft } from './reflections/reflection-draft.entity.js';
import { ReflectionReplyText } from './reflections/reflection-reply-text.entity.js';
import { ReflectionReply } from './reflections/reflection-reply.entity.js';
import { ReflectionSending } from './reflections/reflection-sending.entity.js';
import { ReflectionText } from './reflections/reflection-text.entity.js';
import { ExportRun } from './reports/schedules/export-run.entity.js';
import { ExportSchedule } from './reports/schedules/export-schedule.entity.js';
import { ExportTemplate } from './reports/templates/export-template.entity.js';
import { ReportDownload } from './reports/report-download.entity.js';
import { ReportExport } from './reports/report-export.entity.js';
import { DraftFile } from './studio/draft-file.entity.js';
import { Draft } from './studio/draft.entity.js';
import { PublicationProposal } from './studio/publishing/publication-proposal.entity.js';
import { TrackAuthor } from './studio/track-author.entity.js';
import { SubmissionRecord } from './web/submission-record.entity.js';
import { WorksheetWords } from './worksheets/worksheet-words.entity.js';
import { Version } from './database/version.entity.js';
import { DirectoryDay } from './trials/directory-day.entity.js';
import { TrialSlot } from './trials/trial-slot.entity.js';
import { TrialRequest } from './trials/trial-request.entity.js';
import { TrialEvent } from './trials/trial-event.entity.js';
import { TrialPage } from './trials/trial-page.entity.js';
import { TrialCount } from './trials/trial-count.entity.js';

/** Every table of the application, for the reading and the writing connection and the schema test. */
export const entities = [
  Version,
  SubmissionRecord,
  AuditEvent,
  AuditCheck,
  OutboxMail,
  Person,
  RoleGrant,
  Session,
  Consent,
  OneTimeToken,
  SignInThrottle,
  Totp,
  RecoveryCode,
  Registration,
  EditionRow,
  Track,
  Revision,
  PublicationRow,
  PublishedId,
  StoredFile,
  SourceContent,
  EditionSourceRow,
  Cohort,
  CohortFacilitator,
  TrainingSession,
  Application,
  Applicant,
  ApplicationNeed,
  ApplicationLink,
  ApplicationLetter,
  ApplicationDraft,
  ApplicationFact,
  Invitation,
  Selection,
  Enrolment,
  ReportedFact,
  SignOff,
  EditionMove,
  KeptPlace,
  Waiver,
  StepProgress,
  QuestionScore,
  Memo,
  CheckIn,
  ContactRequest,
  ContactWish,
  ContactAccess,
  ContactMessage,
  Attempt,
  Response,
  AnswerCount,
  DialogueWalk,
  DialogueTurn,
  ChoiceCount,
  ReflectionText,
  ReflectionSending,
  ReflectionReply,
  ReflectionReplyText,
  ReflectionDraft,
  Certificate,
  CertificateSeries,
  CertificateRevocation,
  CertificateBatch,
  CertificateCorrection,
  CertificateDecline,
  CertificateEnquiry,
  RosterViewing,
  ChosenName,
  NameReading,
  KeptText,
  ReportExport,
  ReportDownload,
  ExportTemplate,
  ExportSchedule,
  ExportRun,
  WorksheetWords,
  Attendance,
  AbsenceNotice,
  Absence,
  ServerSecret,
  Draft,
  DraftFile,
  PublicationProposal,
  TrackAuthor,
  Organiser,
  Activity,
  BoardNote,
  BoardReport,
  ActivityEvent,
  TrialSlot,
  TrialRequest,
  TrialEvent,
  TrialPage,
  TrialCount,
  DirectoryDay,
  OrganiserLink,
  OrganiserSession,
  OrganiserPerson,
  ActivityChange,
  ActivityWish,
  ActivityProposal,
  ProposalReply,
  ProposalSupport,
];
