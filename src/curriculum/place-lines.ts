import type { Loaded, TrackFolder } from './course.js';
import type { NotationFile } from './notation/notation-file.js';
import type { MapNode, Node } from './notation/node.js';
import { step } from './schema/step-schema.js';
import { question } from './schema/question-schema.js';

/** Where a track, module, step, question or scene stands in the files of its author. Lines count from 1. */
export interface PlaceLine {
  /** '' the track, `m`, `m/s`, `m/s#q`: as in published-place.rules.ts. */
  readonly place: string;
  readonly file: string;
  /** Where it begins. */
  readonly line: number;
  /** The last line that belongs to it. */
  readonly last: number;
}

/** Every place of one track, in the order of its files; what cannot be read has none. */
export function placeLines({ track, modules }: TrackFolder): PlaceLine[] {
  return [
    ...(track ? [wholeFile('', track, 'track')] : []),
    ...modules.flatMap((module) =>
      module.content.module === ''
        ? []
        : [wholeFile(module.content.module, module, 'module'), ...stepsIn(module)],
    ),
  ];
}

/** The innermost place that holds a line; outside all steps it is the file's own. Null: a file without places. */
export function placeAt(lines: readonly PlaceLine[], at: { file: string; line: number }): string | null {
  const mine = lines.filter(({ file }) => file === at.file);
  const holding = mine.filter(({ line, last }) => line <= at.line && at.line <= last);
  const innermost = holding.reduce<PlaceLine | undefined>(
    (best, one) => (best === undefined || one.line >= best.line ? one : best),
    undefined,
  );
  return (innermost ?? mine[0])?.place ?? null;
}

/** Where a place begins; of two with one name, the first. */
export function lineOfPlace(lines: readonly PlaceLine[], place: string): PlaceLine | null {
  return lines.find((one) => one.place === place) ?? null;
}

/** All of the file is the track's or the module's; it begins where its id is written. */
function wholeFile(place: string, { file }: Loaded<unknown>, key: string): PlaceLine {
  const root = mapOf(file.root);
  const entry = root?.entries.find((one) => one.key.value === key);
  const line = file.lineOf(entry?.key.start ?? 0);
  return { place, file: file.path, line, last: Math.max(line, root ? lastLine(file, root) : line) };
}

function stepsIn({ file, content }: Loaded<{ readonly module: string }>): PlaceLine[] {
  return items(mapOf(file.root), 'steps').flatMap((node) => {
    const id = idOf(node, step.data);
    if (id === null) return [];
    const place = `${content.module}/${id}`;
    const inner = [
      ...items(node, 'questions').map((one) => ({
        id: idOf(one, question.data),
        from: one.start,
        node: one,
      })),
      ...(mapOf(valueOf(node, 'scenes'))?.entries ?? []).map(({ key, value }) => ({
        id: key.value.trim(),
        from: key.start,
        node: value,
      })),
    ];
    return [
      at(file, place, node.start, node),
      ...inner.flatMap((one) =>
        one.id === null || one.id === '' ? [] : at(file, `${place}#${one.id}`, one.from, one.node),
      ),
    ];
  });
}

function at(file: NotationFile, place: string, from: number, node: Node): PlaceLine {
  const line = file.lineOf(from);
  return { place, file: file.path, line, last: Math.max(line, lastLine(file, node)) };
}

/** The id behind the key that says of which kind an item is. */
function idOf(
  node: MapNode | null,
  shape: { readonly is: string; readonly variants?: Readonly<Record<string, unknown>> },
): string | null {
  const entry = node?.entries.find(({ key }) => Object.hasOwn(shape.variants ?? {}, key.value));
  return entry?.value.is === 'text' ? entry.value.value.trim() || null : null;
}

const mapOf = (node: Node | null | undefined): MapNode | null => (node?.is === 'map' ? node : null);

const valueOf = (node: MapNode | null, key: string): Node | undefined =>
  node?.entries.find((entry) => entry.key.value === key)?.value;

function items(node: MapNode | null, key: string): MapNode[] {
  const list = valueOf(node, key);
  return list?.is === 'list' ? list.items.flatMap((item) => mapOf(item) ?? []) : [];
}

/** The blank lines behind a node belong to nobody. */
function lastLine(file: NotationFile, node: Node): number {
  const text = file.slice(node).trimEnd();
  return file.lineOf(node.start + Math.max(0, text.length - 1));
}
