import type { KeptAbsence, KeptAttendance, KeptNotice } from '../attendance/attendance-keeping.service.js';
import type { KeptApplication } from '../applications/application-keeping.service.js';
import type { KeptInvitation } from '../invitations/invitation-keeping.service.js';
import type { KeptBoard } from '../exchange/board-keeping.service.js';
import type { KeptContact } from '../contact/contact-keeping.service.js';
import type { KeptCertificate } from '../certificates/certificate-keeping.service.js';
import type { KeptProposals } from '../exchange/proposal-keeping.service.js';
import type { KeptPublication } from '../studio/publishing/proposals.service.js';
import type { KeptDraft } from '../studio/draft.service.js';
import type { KeptOrganising } from '../organisers/organiser-keeping.service.js';
import type { KeptWaiver } from '../waivers/waiver-keeping.service.js';
import type { KeptReflections, KeptReply } from '../reflections/reflection-keeping.service.js';

/** Everything the house holds of one person, as it is given to them. Days are YYYY-MM-DD; instants become ISO 8601 in UTC. */
export interface OwnData {
  readonly account: {
    readonly learnerNumber: string;
    readonly displayName: string;
    readonly email: string | null;
    readonly createdAt: Date;
    readonly roles: readonly string[];
  };
  readonly consents: readonly {
    readonly subject: string;
    readonly version: string;
    readonly givenAt: Date;
  }[];
  readonly devices: readonly { readonly device: string; readonly lastSeenAt: Date }[];
  /** The cohorts in this person's hands. */
  readonly facilitates: readonly { readonly track: string; readonly cohort: string | null }[];
  /** Drafts of courses that this person began. What they hold belongs to the training. */
  readonly drafts: readonly KeptDraft[];
  /** What this person published in the studio, or asked others to publish. The note stays with the edition. */
  readonly publications: readonly KeptPublication[];
  /** What this person wrote as a facilitator, to others or not sent. */
  readonly replies: readonly KeptReply[];
  /** Activities that this person proposed, would like too, or answered about. What they wished for without a name is not theirs to us. */
  readonly proposals: KeptProposals;
  readonly courses: readonly OwnCourse[];
  /** How the person felt after modules; for them alone. */
  readonly checkIns: readonly {
    readonly track: string;
    readonly module: string;
    readonly mood: string;
    readonly madeAt: Date;
  }[];
  readonly applications: readonly KeptApplication[];
  readonly invitations: readonly KeptInvitation[];
  readonly contact: KeptContact;
  /** What the person wrote for the notice board, and what they reported there. */
  readonly board: KeptBoard;
  readonly certificates: readonly KeptCertificate[];
  /** The groups whose entries in the directory the person keeps with their account. */
  readonly organising: KeptOrganising;
  /** Who looked at any of this, or took it out. */
  readonly seen: readonly OwnAccess[];
}

/** One look at a person's data, by a role. */
export interface OwnAccess {
  readonly at: Date;
  readonly role: string;
  /** As in the record of acts. */
  readonly act: string;
  /** What a list with names was taken for, and of which fiscal year it was; else null. */
  readonly purpose: string | null;
  readonly fiscalYear: number | null;
}

/** Training sessions: was there or made up for it; said before that they would not come; was not there. By the words of their titles. */
export interface OwnSessions {
  readonly attended: readonly KeptAttendance[];
  readonly absenceNotices: readonly KeptNotice[];
  readonly absences: readonly KeptAbsence[];
}

export interface OwnCourse extends OwnSessions {
  readonly title: string;
  readonly state: string;
  readonly enrolledOn: string;
  readonly completedOn: string | null;
  /** How the name on its certificate is read, where the person said so. */
  readonly nameReading: string | null;
  /** The person chose not to receive its certificate. */
  readonly declinedCertificate: boolean;
  /** When a facilitator confirmed it. */
  readonly signedOffAt: Date | null;
  /** When they went over to a newer edition; what was complete before then stays so. */
  readonly editionMoves: readonly { readonly movedAt: Date; readonly wasCompleted: boolean }[];
  /** What counts from before: a module, a rule of completion, the hours of a session. */
  readonly keptFromBefore: readonly {
    readonly scope: string;
    readonly target: string;
    readonly hours: number;
  }[];
  /** What the person need not do, and why. */
  readonly waivers: readonly KeptWaiver[];
  readonly steps: readonly OwnStep[];
  readonly answers: readonly OwnAnswer[];
  readonly conversations: readonly OwnReply[];
  readonly reflections: KeptReflections;
  readonly worksheets: readonly OwnWorksheet[];
}

/** What the person wrote for themselves into a worksheet on the screen. */
export interface OwnWorksheet {
  readonly module: string;
  readonly step: string;
  readonly savedAt: Date;
  readonly blocks: readonly {
    readonly prompt: string;
    readonly texts: readonly string[];
    readonly ticked: readonly string[];
  }[];
}

export interface OwnStep {
  readonly module: string;
  readonly step: string;
  readonly status: string;
  readonly completedAt: Date | null;
  /** What the person wrote for themselves beside it. */
  readonly memo: string | null;
}

export interface OwnAnswer {
  readonly module: string;
  readonly step: string;
  readonly question: string;
  /** What was chosen, or what the person wrote; empty for "not sure yet". */
  readonly chosen: readonly string[];
  readonly result: string;
  readonly answeredAt: Date;
}

export interface OwnReply {
  readonly module: string;
  readonly step: string;
  /** 1 for the first time it was walked. */
  readonly walk: number;
  /** The words that were chosen; null where one went back from an end. */
  readonly said: string | null;
  readonly saidAt: Date;
}
