import type { WorksheetStep } from '../curriculum/step.js';
import type { Wording } from './wording.js';
import { times } from './paper.rules.js';
import type { WrittenView } from './worksheet.page.js';
import { toWrittenView } from './worksheet.page.js';
import { fit, placesIn, toTyped, widthOf } from './written.rules.js';
import type { WrittenBlock } from './written.rules.js';

/** The blocks of a worksheet as they stand on paper, empty or with what was written. */
export interface SheetView {
  /** Trusted HTML. */
  readonly intro: string | null;
  readonly blocks: readonly SheetBlock[];
  readonly left: readonly WrittenView[];
}

export interface SheetBlock {
  readonly kind: WorksheetStep['blocks'][number]['kind'];
  /** Trusted HTML. */
  readonly prompt: string;
  readonly items: readonly { readonly text: string; readonly isTicked: boolean }[];
  readonly columns: readonly string[];
  /** One of each for every ruled line. */
  readonly lines: readonly number[];
  /** Row by row; '' where there is nothing. */
  readonly rows: readonly (readonly string[])[];
}

export function toSheet(step: WorksheetStep, written: readonly WrittenBlock[], { html }: Wording): SheetView {
  const { own, left } = fit(step.blocks, written);
  const { texts, ticks } = toTyped(step.blocks, own);
  let next = 0;
  const blocks = step.blocks.map((block, number): SheetBlock => {
    const [from, width] = [next, widthOf(block)];
    next += placesIn(block);
    return {
      kind: block.kind,
      prompt: html(block.prompt, block.easy),
      items: block.items.map((text, item) => ({ text, isTicked: ticks.includes(`${number}.${item}`) })),
      columns: block.columns,
      lines: times(block.lines),
      rows: times(placesIn(block) / width).map((row) =>
        texts.slice(from + (row - 1) * width, from + row * width),
      ),
    };
  });
  return { intro: step.intro && html(step.intro, step.easy), blocks, left: left.map(toWrittenView) };
}
