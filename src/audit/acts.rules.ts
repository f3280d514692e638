/** Every act that is recorded. Each has its words: `audit.act.<act>`; an act that is not here does not compile. */
export const ACTS = [
  'application.criteria-recorded',
  'application.decided',
  'application.enrolled',
  'application.keyed',
  'application.letter-made',
  'application.needs-read',
  'application.next-wished',
  'application.offered',
  'application.received',
  'application.withdrawn',
  'attendance.corrected',
  'attendance.exported',
  'attendance.recorded',
  'audit.exported',
  'audit.viewed',
  'certificate.batch-issued',
  'certificate.batch-previewed',
  'certificate.issued',
  'certificate.lift-proposed',
  'certificate.proposal-withdrawn',
  'certificate.replaced',
  'certificate.revocation-lifted',
  'certificate.revocation-proposed',
  'certificate.revoked',
  'cohort.changed',
  'cohort.copied',
  'cohort.date.added',
  'cohort.date.cancelled',
  'cohort.date.changed',
  'cohort.facilitator.added',
  'cohort.facilitator.removed',
  'cohort.opened',
  'contact.made',
  'contact.message-sent',
  'contact.viewed',
  'curriculum.published',
  'person.disabled',
  'person.email-changed',
  'person.enabled',
  'person.erased',
  'person.invited',
  'person.joined',
  'person.password-changed',
  'person.registered',
  'person.renamed',
  'proof.refused',
  'reflection.answered',
  'reflection.asked',
  'reflection.closed',
  'reflection.read',
  'reflection.reply-mended',
  'report.downloaded',
  'report.exported',
  'report.template-changed',
  'report.template-deleted',
  'report.template-made',
  'report.totals-saved',
  'role.granted',
  'role.revoked',
  'roster.viewed',
  'second-factor.given',
  'second-factor.recovered',
  'second-factor.reset',
  'second-factor.set-up',
  'session.ended',
  'session.proved',
  'session.role-changed',
  'session.started',
  'sessions.ended',
  'sign-off.given',
  'sign-off.taken-back',
  'slip.printed',
] as const;

export type ActCode = (typeof ACTS)[number];

/** What acts are done to: `<thing>:<id>`. Each has its words: `audit.thing.<thing>`. */
export const THINGS = [
  'application',
  'certificate',
  'cohort',
  'contact-message',
  'download',
  'edition',
  'enrolment',
  'export',
  'person',
  'reflection',
  'session',
  'template',
  'token',
  'training-session',
  'viewing',
] as const;

export type Thing = (typeof THINGS)[number];

/** What a reader looks for, with the first parts of the acts that belong there. Words: `audit.kind.<kind>`. */
const ROOMS = {
  entry: ['session', 'sessions', 'second-factor', 'proof'],
  account: ['person'],
  desk: ['slip'],
  roles: ['role'],
  exports: ['report', 'audit'],
  certificates: ['certificate', 'roster'],
  cohorts: ['cohort', 'application'],
  facilitation: ['reflection', 'contact', 'attendance', 'sign-off'],
  curricula: ['curriculum'],
} as const;

export type ActKind = keyof typeof ROOMS;
export const ACT_KINDS = Object.keys(ROOMS) as ActKind[];

export function actsOf(kind: ActKind): ActCode[] {
  const rooms: readonly string[] = ROOMS[kind];
  return ACTS.filter((act) => rooms.includes(act.slice(0, act.indexOf('.'))));
}
