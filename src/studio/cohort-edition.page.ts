import { differencesBetween } from '../curriculum/differences.rules.js';
import { RULE_OF_TEN, suppressList } from '../shared/suppression.rules.js';
import type { Shown } from '../shared/suppression.rules.js';
import type { Message } from '../web/form.js';
import type { CohortEdition, EditionLine, PublishedSince } from './cohort-edition.service.js';
import { toDifferencesView } from './publishing/difference.page.js';
import type { DifferencesView } from './publishing/difference.page.js';

export type EditionNote = 'moved' | 'stays';

interface LineView {
  /** The author's own name for it. */
  readonly label: string;
  readonly number: number;
  readonly since: Date;
}

export interface CohortEditionPage {
  readonly trackTitle: string;
  readonly name: string | null;
  readonly isStanding: boolean;
  readonly backHref: string;
  readonly editionsHref: string;
  readonly action: string;
  readonly note: EditionNote | null;
  readonly refusal: Message | null;
  readonly newest: LineView;
  readonly held: readonly LineView[];
  /** Somebody holds an older one. */
  readonly isBehind: boolean;
  readonly staysOnPurpose: boolean;
  readonly people: {
    readonly total: Shown;
    readonly notBegun: Shown;
    readonly onTheWay: Shown;
    readonly completed: Shown;
    readonly withNew: Shown;
    readonly finishing: Shown;
    readonly inBetween: Shown;
  };
  readonly publications: readonly PublishedSince[];
  readonly changes: readonly { readonly from: LineView; readonly differences: DifferencesView }[];
  readonly seen: { readonly revision: string; readonly edition: string; readonly version: number };
}

export function toCohortEditionPage(
  { cohort, newest, held, staysOnPurpose, affected, publications }: CohortEdition,
  { role, note, refusal }: { role: string; note: EditionNote | null; refusal: Message | null },
): CohortEditionPage {
  const older = held.filter(({ number }) => number < newest.number);
  const href = `/studio/cohorts/${cohort.id}/edition`;
  return {
    trackTitle: newest.edition.track.title,
    name: cohort.name,
    isStanding: cohort.kind === 'standing',
    backHref: role === 'administrator' ? `/admin/cohorts/${cohort.id}` : `/facilitate/${cohort.id}`,
    editionsHref: `/studio/tracks/${cohort.trackId}/editions`,
    action: href,
    note,
    refusal,
    newest: toLine(newest),
    held: held.map(toLine),
    isBehind: older.length > 0,
    staysOnPurpose,
    people: toShown(affected),
    publications,
    changes: older.map((line) => ({ from: toLine(line), differences: differencesSince(line, newest) })),
    seen: { revision: newest.revisionId, edition: newest.edition.hash, version: cohort.version },
  };
}

function toLine({ edition, number, since }: EditionLine): LineView {
  return { label: edition.track.edition, number, since };
}

/** Who are few are not counted, and cannot be worked out from the others. */
function toShown(affected: CohortEdition['affected']): CohortEditionPage['people'] {
  const { notBegun, onTheWay, completed } = affected;
  const parts = suppressList([notBegun, onTheWay, completed]);
  const all = notBegun + onTheWay + completed;
  const share = (n: number) =>
    suppressList([n, all - n], RULE_OF_TEN, parts.total === null ? 'hidden' : 'shown').cells[0]!;
  return {
    total: parts.total,
    notBegun: parts.cells[0]!,
    onTheWay: parts.cells[1]!,
    completed: parts.cells[2]!,
    withNew: share(affected.withNew),
    finishing: share(affected.finishing),
    inBetween: share(affected.inBetween),
  };
}

/** All of it was published: no id is asked about again, also where it had been away in an edition between. */
function differencesSince(before: EditionLine, after: EditionLine): DifferencesView {
  return toDifferencesView(differencesBetween(before.edition, after.edition, []).differences, null);
}
