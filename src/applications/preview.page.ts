import { toPlaceView } from './apply.page.js';
import type { PlaceView } from './apply.page.js';
import type { Decision } from './application.entity.js';
import { sheetHref, toRow } from './selection.page.js';
import type { Row } from './selection.page.js';
import { DECISIONS } from './selection.rules.js';
import type { Sheet } from './selection.service.js';

export interface PreviewPage {
  readonly place: PlaceView;
  readonly version: number;
  readonly seats: number | null;
  readonly taken: number;
  readonly groups: readonly {
    readonly decision: Decision;
    readonly rows: readonly (Row & { readonly rank: number | null })[];
  }[];
  /** Letters that leave by mail, and people who must be told by telephone or post. */
  readonly mails: number;
  readonly others: number;
  readonly action: string;
  readonly backHref: string;
}

/** Null when nothing is proposed. */
export function toPreviewPage(sheet: Sheet): PreviewPage | null {
  const { place, version } = sheet;
  const proposed = sheet.lines.filter(({ state, proposal }) => state === 'received' && proposal !== null);
  if (version === null || proposed.length === 0) return null;
  const people = proposed.flatMap((line) => line.people).filter(({ name }) => name !== '');
  const mails = people.filter(({ way }) => way === 'mail').length;
  const accepted = proposed.filter(({ proposal }) => proposal === 'accepted');
  return {
    place: toPlaceView(place),
    version,
    seats: place.seats,
    taken: sheet.taken + accepted.reduce((sum, { places }) => sum + places, 0),
    groups: DECISIONS.map((decision) => ({
      decision,
      rows: proposed
        .filter(({ proposal }) => proposal === decision)
        .toSorted((a, b) => (a.proposedRank ?? 0) - (b.proposedRank ?? 0))
        .map((line) => ({ ...toRow(sheet, line), rank: line.proposedRank })),
    })).filter(({ rows }) => rows.length > 0),
    mails,
    others: people.length - mails,
    action: sheetHref(place.id, '/decided'),
    backHref: sheetHref(place.id),
  };
}
