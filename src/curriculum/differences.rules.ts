import { classifyChange } from './change.rules.js';
import type { Change, ChangeClass } from './change.js';
import { nodesOf } from './difference-nodes.rules.js';
import type { DifferenceNode } from './difference-nodes.rules.js';
import { differencesOfParts } from './difference-of-parts.rules.js';
import { inWords, valuesOf } from './difference-values.rules.js';
import { NO_VALUE } from './difference.js';
import type { Difference } from './difference.js';
import type { Edition } from './edition.js';
import type { PublishedPlace } from './published-place.rules.js';
import type { Effort } from './sentence-diff.rules.js';
import type { QuizStep } from './step.js';
import { differencesInImages, differencesInShared } from './shared-difference.rules.js';

/** So much comparing of sentences, for a whole track; what goes beyond is compared more coarsely. */
const EFFORT = 3_000_000;

/**
 * What is different for people between two editions of a track, in the order of the path: everything `classifyChange`
 * finds and, beside it, every edited word. Two editions with one hash differ in nothing, two with different hashes in
 * something.
 */
export function differencesBetween(
  before: Edition,
  after: Edition,
  published: readonly PublishedPlace[],
): { readonly class: ChangeClass; readonly differences: readonly Difference[] } {
  if (before.hash === after.hash) return { class: 'editorial', differences: [] };
  const classified = classifyChange(before, after, published);
  const nodes = nodesOf(before, after);
  const changesAt = changesByNode(nodes, classified.changes);
  const effort: Effort = { cells: EFFORT };
  const moves = movesOf(nodes);
  const differences = [
    ...nodes.flatMap((node) => [
      ...(changesAt.get(node) ?? []).map((change) => told(change, node, { before, after, moves })),
      ...namesOf(node),
      ...differencesOfParts(node, { changes: changesAt.get(node) ?? [], effort }),
    ]),
    ...differencesInShared(before, after, effort),
    ...differencesInImages(before, after),
  ];
  return {
    class: classified.class,
    differences: differences.length > 0 ? differences : [plain(nodes[0]!, 'nothing-visible')],
  };
}

/** Each change at the thing it concerns; what stands in something new, at that. */
function changesByNode(
  nodes: readonly DifferenceNode[],
  changes: readonly Change[],
): ReadonlyMap<DifferenceNode, readonly Change[]> {
  const byPlace = new Map(nodes.map((node) => [node.place, node]));
  const found = new Map<DifferenceNode, Change[]>();
  for (const change of changes) {
    const [path = ''] = change.place.split(/[@#]/);
    const node =
      byPlace.get(change.place) ?? byPlace.get(path) ?? byPlace.get(path.split('/')[0]!) ?? byPlace.get('')!;
    const known = found.get(node) ?? [];
    // The same id misused is found by where it stands and by what it was.
    if (!known.some((one) => one.what === change.what && one.place === change.place))
      found.set(node, [...known, change]);
  }
  return found;
}

/** Steps that left one module and stand in another. */
function movesOf(nodes: readonly DifferenceNode[]): ReadonlyMap<DifferenceNode, DifferenceNode> {
  const steps = nodes.filter(({ at }) => at.of === 'step');
  const keyOf = ({ place, at }: DifferenceNode) => `${place.split('/')[1]} ${at.stepKind}`;
  const gone = new Map(steps.filter(({ after }) => !after).map((node) => [keyOf(node), node]));
  return new Map(
    steps
      .filter(({ before }) => !before)
      .flatMap((here) => {
        const away = gone.get(keyOf(here));
        return away ? [[here, away] as const, [away, here] as const] : [];
      }),
  );
}

interface Editions {
  readonly before: Edition;
  readonly after: Edition;
  readonly moves: ReadonlyMap<DifferenceNode, DifferenceNode>;
}

function told(change: Change, node: DifferenceNode, { before, after, moves }: Editions): Difference {
  const other = moves.get(node);
  const isMove = other && (change.what === 'step-added' || change.what === 'step-removed');
  const rules =
    change.what === 'complete-changed'
      ? { before: before.track.complete, after: after.track.complete }
      : null;
  const values = valuesOf(change, node, { old: before, now: after });
  return {
    ...plain(node, wordedAs(change, node)),
    class: change.class,
    place: change.place,
    ...values,
    rules,
    ...(isMove
      ? {
          what: change.what === 'step-added' ? 'step-moved-here' : 'step-moved-away',
          before: inWords(node.after ? other.at.module : node.at.module),
          after: inWords(node.after ? node.at.module : other.at.module),
        }
      : {}),
    ...(change.class === 'refused' ? { part: change.place.split(/[/@#]/).at(-1) ?? '' } : {}),
  };
}

/** Some changes are said differently one way and the other. */
function wordedAs({ what, place, class: kind }: Change, { before, after }: DifferenceNode): string {
  if (what === 'required-changed')
    return (after as { required: boolean } | null)?.required ? 'now-required' : 'now-optional';
  if (what.endsWith('-added') && what !== 'scene-added' && what !== 'way-added')
    return kind === 'consequential' ? `${what}-required` : what;
  if (what === 'kind-changed' && (place.includes('@') || !before)) return 'kind-changed-elsewhere';
  return what;
}

/** Renamed, a former name written down, or questions in another order. */
function namesOf(node: DifferenceNode): Difference[] {
  const { renamed } = node;
  return [
    ...(renamed
      ? [{ ...plain(node, 'renamed'), before: inWords(renamed.before), after: inWords(renamed.after) }]
      : []),
    ...(node.isFormerlyEdited ? [plain(node, 'formerly-edited')] : []),
    ...(areQuestionsReordered(node) ? [plain(node, 'questions-reordered')] : []),
  ];
}

function areQuestionsReordered({ before, after }: DifferenceNode): boolean {
  const idsOf = (node: object | null) =>
    node && 'questions' in node ? (node as QuizStep).questions.map(({ id }) => id) : [];
  const [old, now] = [idsOf(before), idsOf(after)];
  const keptIn = (ids: readonly string[], others: readonly string[]) =>
    ids.filter((id) => others.includes(id));
  return keptIn(old, now).join() !== keptIn(now, old).join();
}

function plain(node: DifferenceNode, what: string): Difference {
  return {
    class: 'editorial',
    what,
    place: node.place,
    at: node.at,
    part: '',
    before: NO_VALUE,
    after: NO_VALUE,
    pieces: [],
    rules: null,
    shownIn: [],
  };
}
