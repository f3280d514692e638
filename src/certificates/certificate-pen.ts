import type PDFDocument from 'pdfkit';
import { runsOf } from './certificate-faces.js';
import type { Measure } from './text-lines.rules.js';

export type Document = InstanceType<typeof PDFDocument>;
export type Align = 'left' | 'center' | 'right';

export interface Spot {
  /** The left end, the middle or the right end of the line, by `align`. */
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  readonly size: number;
  readonly align?: Align;
  readonly color?: string;
  /** Room after each character but the last. */
  readonly spacing?: number;
}

export const INK = '#1a1a1a';

/** Sets lines of text on their baselines, changing the typeface where a character asks for it. */
export class Pen {
  private readonly ems = new Map<string, number>();

  constructor(private readonly doc: Document) {}

  measure(size: number, spacing = 0): Measure {
    return (text) => size * this.emsOf(text) + spacing * Math.max(0, [...text].length - 1);
  }

  line(text: string, spot: Spot): void {
    const { size, spacing = 0, align = 'left', color = INK } = spot;
    const share = { left: 0, center: 0.5, right: 1 }[align];
    let x = spot.x - share * this.measure(size, spacing)(text);
    this.doc.fillColor(color);
    for (const run of runsOf(text)) {
      this.doc.font(run.face).fontSize(size);
      const options = { lineBreak: false, baseline: 'alphabetic' as const, characterSpacing: spacing };
      this.doc.text(run.text, x, spot.y, options);
      x += this.doc.widthOfString(run.text) + spacing * [...run.text].length;
    }
  }

  /** The width at size 1. Breaking lines evenly asks for the same texts again and again. */
  private emsOf(text: string): number {
    const known = this.ems.get(text);
    if (known !== undefined) return known;
    this.doc.fontSize(1000);
    const widths = runsOf(text).map((run) => this.doc.font(run.face).widthOfString(run.text));
    const ems = widths.reduce((total, width) => total + width, 0) / 1000;
    this.ems.set(text, ems);
    return ems;
  }

  lines(texts: readonly string[], spot: Spot & { readonly leading: number }): void {
    texts.forEach((text, at) => this.line(text, { ...spot, y: spot.y + at * spot.leading }));
  }
}
