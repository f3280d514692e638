import { classifyChange } from '../curriculum/change.rules.js';
import type { Change } from '../curriculum/change.js';
import { findModule, findStep } from '../curriculum/edition.js';
import type { Edition } from '../curriculum/edition.js';
import type { StepKind } from '../curriculum/step.js';
import { refOf } from '../learning/waiver.rules.js';
import { RULE_OF_TEN, suppressList } from '../shared/suppression.rules.js';
import type { Shown } from '../shared/suppression.rules.js';
import type { Message } from '../web/form.js';
import type { CohortEdition, EditionLine } from './cohort-edition.service.js';

export type EditionNote = 'moved' | 'stays';

interface LineView {
  /** The author's own name for it. */
  readonly label: string;
  readonly number: number;
  readonly since: Date;
}

interface ChangeView {
  /** Words are `studio-move.what.<what>`. */
  readonly what: string;
  /** Null for the track itself. */
  readonly module: string | null;
  readonly step: { readonly title: string | null; readonly kind: StepKind } | null;
}

export interface CohortEditionPage {
  readonly trackTitle: string;
  readonly name: string | null;
  readonly isStanding: boolean;
  readonly backHref: string;
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
  readonly changes: readonly { readonly from: LineView; readonly list: readonly ChangeView[] }[];
  readonly seen: { readonly revision: string; readonly edition: string; readonly version: number };
}

export function toCohortEditionPage(
  { cohort, newest, held, staysOnPurpose, affected }: CohortEdition,
  { role, note, refusal }: { role: string; note: EditionNote | null; refusal: Message | null },
): CohortEditionPage {
  const older = held.filter(({ number }) => number < newest.number);
  const href = `/studio/cohorts/${cohort.id}/edition`;
  return {
    trackTitle: newest.edition.track.title,
    name: cohort.name,
    isStanding: cohort.kind === 'standing',
    backHref: role === 'administrator' ? `/admin/cohorts/${cohort.id}` : `/facilitate/${cohort.id}`,
    action: href,
    note,
    refusal,
    newest: toLine(newest),
    held: held.map(toLine),
    isBehind: older.length > 0,
    staysOnPurpose,
    people: toShown(affected),
    changes: older.map((line) => ({
      from: toLine(line),
      list: changesBetween(line.edition, newest.edition),
    })),
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

/** Only what was published long ago could be refused, and that was decided then. */
function changesBetween(before: Edition, after: Edition): ChangeView[] {
  const { changes } = classifyChange(before, after, []);
  const views = changes.map((change) => toChange(change, before, after));
  const said = views.map((view) => JSON.stringify(view));
  return views.filter((_, at) => said.indexOf(said[at]!) === at);
}

function toChange({ what, place }: Change, before: Edition, after: Edition): ChangeView {
  const at = place.split(/[#@]/)[0]!;
  const ref = refOf(at);
  const edition = findModule(after, ref.module) && (ref.step === '' || findStep(after, ref)) ? after : before;
  const step = ref.step === '' ? null : findStep(edition, ref);
  return {
    what: ref.module === '' ? `track-${what}` : what,
    module: findModule(edition, ref.module)?.title ?? null,
    step: step && { title: step.title, kind: step.kind },
  };
}
