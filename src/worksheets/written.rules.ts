import type { WorksheetBlock } from '../curriculum/step.js';
import { sha256 } from '../shared/ids.js';

/** One block of a sheet as it was filled in, with what it asked. */
export interface WrittenBlock {
  /** As the author wrote it. */
  readonly prompt: string;
  readonly kind: WorksheetBlock['kind'];
  readonly columns: readonly string[];
  /** In the order of reading; of a table row by row. */
  readonly texts: readonly string[];
  readonly ticked: readonly string[];
}

/** What came from the form: one text for every place to write, in order, and the boxes that were ticked. */
export interface Typed {
  readonly texts: readonly string[];
  /** `block.item`, both counted from 0. */
  readonly ticks: readonly string[];
}

/** How many columns a block has to write in; a table always has one. */
export function widthOf({ kind, columns }: Pick<WorksheetBlock, 'kind' | 'columns'>): number {
  return kind === 'table' || kind === 'columns' ? Math.max(1, columns.length) : 1;
}

/** How many places to write a block has. */
export function placesIn(block: WorksheetBlock): number {
  if (block.kind === 'checklist') return 0;
  return block.kind === 'table' ? block.lines * widthOf(block) : widthOf(block);
}

/** Names the form of a sheet: words that were typed into another form are not poured into this one. */
export function formOf(blocks: readonly WorksheetBlock[]): string {
  const forms = blocks.map((block) => [block.kind, block.prompt.source, block.columns, placesIn(block)]);
  return sha256(JSON.stringify([forms, blocks.map(({ items }) => items)])).slice(0, 16);
}

/** The words as they are kept; null when there are more or fewer than the sheet has places. */
export function toWritten(blocks: readonly WorksheetBlock[], typed: Typed): readonly WrittenBlock[] | null {
  let next = 0;
  const written = blocks.map((block, number): WrittenBlock => {
    const from = next;
    next += placesIn(block);
    return {
      prompt: block.prompt.source,
      kind: block.kind,
      columns: block.columns,
      texts: typed.texts.slice(from, next),
      ticked: block.items.filter((_, item) => typed.ticks.includes(`${number}.${item}`)),
    };
  });
  return typed.texts.length === next ? written : null;
}

export interface Fitted {
  /** For each block of the sheet what was written in it; null: nothing. */
  readonly own: readonly (WrittenBlock | null)[];
  /** What was written where the sheet asks something else now. */
  readonly left: readonly WrittenBlock[];
}

/** Finds for every block its words: by what it asks, else in the same place, where nothing else belongs. */
export function fit(blocks: readonly WorksheetBlock[], written: readonly WrittenBlock[]): Fitted {
  const free = new Set(written);
  const take = (found: WrittenBlock | undefined): WrittenBlock | null => {
    if (found) free.delete(found);
    return found ?? null;
  };
  const same = blocks.map((block) =>
    take([...free].find((one) => one.prompt === block.prompt.source && hasForm(one, block))),
  );
  const own = same.map((found, number) => {
    const there = written[number];
    const isFree = there !== undefined && free.has(there) && hasForm(there, blocks[number]!);
    return found ?? take(isFree ? there : undefined);
  });
  return { own, left: [...free].filter((block) => !isBlank(block)) };
}

/** Whether the words can stand in the block without any of them being lost. */
function hasForm(written: WrittenBlock, block: WorksheetBlock): boolean {
  if (written.kind !== block.kind || widthOf(written) !== widthOf(block)) return false;
  return (
    written.ticked.every((label) => block.items.includes(label)) && written.texts.length <= placesIn(block)
  );
}

export function isBlank({ texts, ticked }: WrittenBlock): boolean {
  return ticked.length === 0 && texts.every((text) => text.trim() === '');
}

/** What the form shows of words that were kept. */
export function toTyped(blocks: readonly WorksheetBlock[], own: Fitted['own']): Typed {
  return {
    texts: blocks.flatMap((block, number) =>
      Array.from({ length: placesIn(block) }, (_, place) => own[number]?.texts[place] ?? ''),
    ),
    ticks: blocks.flatMap((block, number) =>
      block.items.flatMap((label, item) =>
        own[number]?.ticked.includes(label) ? [`${number}.${item}`] : [],
      ),
    ),
  };
}
