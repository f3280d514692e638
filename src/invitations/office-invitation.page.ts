import type { CalendarDay } from '../shared/calendar-day.js';
import type { FormView } from '../web/form.js';
import { qrPath } from '../web/qr.rules.js';
import type { QrDrawing } from '../web/qr.rules.js';
import { lastDayOf } from './invitation.rules.js';
import type { InvitationPlace } from './invitation-place.service.js';
import type { InvitedLine, MadeLink } from './invitation.service.js';

const LIST = '/office/invitations';
export const invitedHref = (cohortId: string, more = ''): string => `${LIST}/${cohortId}${more}`;

export interface InvitedListPage {
  readonly cohorts: readonly { readonly place: InvitationPlace; readonly href: string }[];
}

export function toInvitedListPage(places: readonly InvitationPlace[]): InvitedListPage {
  return { cohorts: places.map((place) => ({ place, href: invitedHref(place.id) })) };
}

/** What was done, or why it could not be. Words: `invitations.note.<note>`. */
const NOTES = ['sent', 'kept', 'again', 'withdrawn', 'ended', 'full', 'closed'] as const;
type Note = (typeof NOTES)[number];

export interface InvitedSheet {
  readonly place: InvitationPlace;
  readonly lines: readonly InvitedLine[];
  /** Null: no limit. */
  readonly free: number | null;
}

export interface InvitedPage extends InvitedSheet {
  readonly listHref: string;
  readonly action: string;
  readonly note: Note | null;
  readonly mayInvite: boolean;
  readonly people: readonly (InvitedLine & {
    /** Each null where it can no longer be done. */
    readonly againAction: string | null;
    readonly slipAction: string | null;
    readonly withdrawAction: string | null;
  })[];
  readonly form: FormView;
}

export function toInvitedPage(
  sheet: InvitedSheet,
  { form, note }: { form: FormView; note: unknown },
): InvitedPage {
  const { place, lines, free } = sheet;
  const at = invitedHref(place.id);
  return {
    ...sheet,
    listHref: LIST,
    action: at,
    note: NOTES.find((one) => one === note) ?? null,
    mayInvite: place.isTaking && free !== 0,
    people: lines.map((line) => {
      const isOpen = place.isTaking && (line.state === 'invited' || line.state === 'expired');
      return {
        ...line,
        againAction: isOpen && line.byMail ? `${at}/${line.id}/again` : null,
        slipAction: isOpen ? `${at}/${line.id}/slip` : null,
        withdrawAction: line.state === 'invited' ? `${at}/${line.id}/withdrawal` : null,
      };
    }),
    form,
  };
}

export interface SlipPage {
  readonly place: InvitationPlace;
  readonly name: string;
  readonly link: string;
  readonly qr: QrDrawing;
  readonly lastDay: CalendarDay;
  readonly day: CalendarDay;
  readonly backHref: string;
}

export function toSlipPage(
  place: InvitationPlace,
  { name, token, expiresAt }: MadeLink,
  { origin, day }: { origin: string; day: CalendarDay },
): SlipPage {
  const link = `${origin}/invitation/${token}`;
  return {
    place,
    name,
    link,
    qr: qrPath(link),
    lastDay: lastDayOf(expiresAt),
    day,
    backHref: invitedHref(place.id),
  };
}
