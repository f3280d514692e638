import type { CalendarDay } from '../shared/calendar-day.js';
import type { FormView } from '../web/form.js';
import type { Held, Ready } from './certificate.service.js';
import type { CertificateSheet } from './certificate-sheet.js';
import type { Life } from './held.service.js';
import { qrPath } from '../web/qr.rules.js';
import type { QrDrawing } from '../web/qr.rules.js';

export interface ListPage {
  readonly ready: readonly {
    readonly trackTitle: string;
    readonly completedOn: CalendarDay;
    readonly href: string;
    readonly isDeclined: boolean;
    readonly declineHref: string;
  }[];
  readonly held: readonly (Held & { readonly href: string })[];
}

export function toListPage(ready: readonly Ready[], held: readonly Held[]): ListPage {
  return {
    ready: ready.map(({ trackTitle, completedOn, enrolmentId, isDeclined }) => ({
      trackTitle,
      completedOn,
      href: `/certificates/ready/${enrolmentId}/name`,
      isDeclined,
      declineHref: `/certificates/ready/${enrolmentId}/decline`,
    })),
    held: held.map((one) => ({ ...one, href: `/certificates/${one.id}` })),
  };
}

export interface NamePage {
  readonly form: FormView;
  readonly trackTitle: string;
  readonly isOfficial: boolean;
  readonly action: string;
}

export function toNamePage({ trackTitle, isOfficial, enrolmentId }: Ready, form: FormView): NamePage {
  return { form, trackTitle, isOfficial, action: `/certificates/ready/${enrolmentId}/name` };
}

export interface CheckPage {
  readonly name: string;
  readonly trackTitle: string;
  readonly completedOn: CalendarDay;
  /** Null: good for ever. */
  readonly validYears: number | null;
  readonly reading: string | null;
  readonly action: string;
  readonly changeHref: string;
}

export function toCheckPage(ready: Ready & { readonly chosenName: string }): CheckPage {
  const action = `/certificates/ready/${ready.enrolmentId}`;
  return {
    name: ready.chosenName,
    reading: ready.reading,
    trackTitle: ready.trackTitle,
    completedOn: ready.completedOn,
    validYears: ready.validYears,
    action,
    changeHref: `${action}/name`,
  };
}

export interface SheetPage {
  readonly sheet: CertificateSheet & { readonly paragraphs: readonly string[] };
  readonly life: Life;
  readonly successorHref: string | null;
  readonly qr: QrDrawing;
  readonly pdfHref: string;
  readonly verifyHref: string;
  /** Null once another took its place. */
  readonly readingHref: string | null;
  /** Null where another name is not theirs to choose. */
  readonly renameHref: string | null;
}

export function toSheetPage(
  id: string,
  { sheet, life }: { readonly sheet: CertificateSheet; readonly life: Life },
): SheetPage {
  return {
    sheet: { ...sheet, paragraphs: sheet.text.split('\n') },
    life,
    successorHref: life.successor && `/certificates/${life.successor.id}`,
    qr: qrPath(sheet.check.url),
    pdfHref: `/certificates/${id}/pdf`,
    verifyHref: new URL(sheet.check.url).pathname,
    readingHref: life.state === 'replaced' ? null : `/certificates/${id}/reading`,
    renameHref: life.mayRename ? `/certificates/${id}/replacement/name` : null,
  };
}
