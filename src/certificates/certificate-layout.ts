import { asDecoration, drawBehind, drawFrame, drawQr, drawRule } from './certificate-ornament.js';
import { Pen } from './certificate-pen.js';
import type { Document } from './certificate-pen.js';
import type { CertificateSheet } from './certificate-sheet.js';
import { fit } from './text-lines.rules.js';

// Points, from the top left of a page of A4 landscape; y is a baseline.
const LEFT = 76;
const WIDTH = 841.89 - 2 * LEFT;
const RIGHT = LEFT + WIDTH;
const MIDDLE = LEFT + WIDTH / 2;
const GREY = '#4d4d4d';
const RUST = '#8a2b0e';
const BLUSH = '#f7ece7';
/** Stronger than a sample's: who prints it must not overlook it. */
const GONE = '#eccabf';
/** Side of a seal: 18 mm, as those of offices are. */
const SEAL = 51;
const DATE_SIZE = 11.5;
const COLUMN_GAP = 14;
const IDEOGRAPHIC_SPACE = '\u3000';

/** Sets one certificate, part by part in the order in which it is read aloud. */
export class CertificateLayout {
  private readonly pen: Pen;
  private readonly root: PDFKit.PDFStructureElement;

  constructor(
    private readonly doc: Document,
    private readonly sheet: CertificateSheet,
  ) {
    this.pen = new Pen(doc);
    const { draft, mark } = sheet;
    const behind = mark ?? draft;
    const color = mark ? GONE : BLUSH;
    if (behind) asDecoration(doc, () => drawBehind(doc, this.pen, { words: behind, color }));
    asDecoration(doc, () => drawFrame(doc));
    this.root = doc.struct('Document');
    doc.addStructure(this.root);
  }

  draw(): void {
    this.drawNumber();
    const marks = [this.sheet.mark, this.sheet.draft].filter((words) => words !== null);
    if (marks.length > 0) this.drawMarks(marks.join(IDEOGRAPHIC_SPACE));
    this.drawTitle();
    this.drawName();
    this.drawText();
    this.drawCovers();
    this.drawIssuer();
    this.drawCheck();
    this.root.end();
  }

  private part(tag: string, draw: () => void): void {
    this.root.add(this.doc.struct(tag, {}, draw));
  }

  private drawNumber(): void {
    this.part('P', () => this.pen.line(this.sheet.number, { x: RIGHT, y: 76, size: 11, align: 'right' }));
  }

  private drawMarks(words: string): void {
    const width = this.pen.measure(13)(words) + 24;
    asDecoration(this.doc, () => this.doc.lineWidth(1).rect(LEFT, 60, width, 24).stroke(RUST));
    this.part('P', () => this.pen.line(words, { x: LEFT + 12, y: 77, size: 13, color: RUST }));
  }

  private drawTitle(): void {
    const { title } = this.sheet;
    const spacing = [...title].length <= 4 ? 26 : 6;
    const { size, lines } = fit(title, { width: WIDTH, lines: 1, sizes: [42, 34, 28, 22, 18] }, (at) =>
      this.pen.measure(at, spacing),
    );
    this.part('H1', () =>
      this.pen.lines(lines, { x: MIDDLE, y: 136, size, spacing, align: 'center', leading: size * 1.2 }),
    );
  }

  /** The name and its honorific, together in the middle over one line. */
  private drawName(): void {
    const { name, honorific } = this.sheet;
    const track = (size: number) => (/\p{Script=Latin}/u.test(name) ? 0 : size / 12);
    const room = { width: WIDTH - 150, lines: 1, sizes: [30, 27, 24, 21, 18, 16] };
    const { size, lines } = fit(name, room, (at) => this.pen.measure(at, track(at)));
    const spacing = track(size);
    const widths = lines.map(this.pen.measure(size, spacing));
    const gap = size * 0.9;
    const small = Math.min(20, size);
    const whole = Math.max(...widths) + gap + this.pen.measure(small)(honorific);
    const left = MIDDLE - whole / 2;
    const [y, leading] = [lines.length > 1 ? 184 : 198, size * 1.25];
    const last = y + (lines.length - 1) * leading;
    this.part('P', () => {
      this.pen.lines(lines, { x: left, y, size, spacing, leading });
      this.pen.line(honorific, { x: left + whole, y: last, size: small, align: 'right' });
    });
    const half = Math.max(140, whole / 2 + 20);
    asDecoration(this.doc, () => drawRule(this.doc, { x: MIDDLE - half, y: last + 11, width: 2 * half }));
  }

  private drawText(): void {
    const room = { width: WIDTH - 60, lines: 3, sizes: [16, 15, 14, 13, 12] };
    const small = { width: WIDTH, lines: 6, sizes: [11, 10, 9, 8, 7] };
    const measure = (size: number) => this.pen.measure(size);
    const usual = fit(this.sheet.text, room, measure);
    const { size, lines } = usual.lines.length <= room.lines ? usual : fit(this.sheet.text, small, measure);
    const widest = Math.max(...lines.map(measure(size)));
    const leading = size * (lines.length > 3 ? 1.5 : 1.8);
    const spot = { x: MIDDLE - widest / 2, y: 258 - (lines.length > 1 ? 0 : -10), size, leading };
    this.part('P', () => this.pen.lines(lines, spot));
  }

  private drawCovers(): void {
    const { heading, lines } = this.sheet.covers;
    if (lines.length === 0) return;
    const top = 364;
    const columns = lines.length > 7 ? 2 : 1;
    const perColumn = Math.ceil(lines.length / columns);
    const leading = Math.min(14, 92 / perColumn);
    const columnOf = (at: number) => Math.floor(at / perColumn);
    const { sizes, lefts, widths } = this.columnsOf(lines, { columns, columnOf, leading });
    this.part('H2', () => this.pen.line(heading, { x: LEFT, y: top - 18, size: 10, color: GREY }));
    const list = this.doc.struct('L');
    this.root.add(list);
    lines.forEach((words, at) => {
      const [x, width] = [LEFT + lefts[columnOf(at)]!, widths[columnOf(at)]!];
      list.add(this.item(words, { x, y: top + (at % perColumn) * leading, width, sizes }));
    });
  }

  /** One size for the whole list, columns as wide as they need; equal columns where nothing fits. */
  private columnsOf(
    lines: readonly string[],
    { columns, columnOf, leading }: { columns: number; columnOf: (at: number) => number; leading: number },
  ) {
    const room = this.roomForCovers() - COLUMN_GAP * columns;
    const sizes = [9.5, 9, 8.5, 8, 7.5, 7, 6.5, 6].filter((size) => size <= leading * 0.8);
    for (const size of [...sizes, 5.5]) {
      const widths = Array.from({ length: columns }, (_, column) =>
        Math.max(...lines.filter((__, at) => columnOf(at) === column).map(this.pen.measure(size))),
      );
      const spare = (room - widths.reduce((sum, width) => sum + width, 0)) / columns;
      if (spare < 0) continue;
      const roomy = widths.map((width) => width + spare);
      return { sizes: [size], widths: roomy, lefts: roomy.map((_, at) => sumOf(roomy.slice(0, at))) };
    }
    const width = room / columns;
    const lefts = Array.from({ length: columns }, (_, at) => at * (width + COLUMN_GAP));
    return { sizes: [...sizes, 5.5], widths: lefts.map(() => width), lefts };
  }

  private item(words: string, box: { x: number; y: number; width: number; sizes: readonly number[] }) {
    const { sizes } = box;
    const { size, lines } = fit(words, { width: box.width + 0.01, lines: 1, sizes }, (at) =>
      this.pen.measure(at),
    );
    const draw = () => this.pen.lines(lines, { x: box.x, y: box.y, size, leading: size * 1.05 });
    return this.doc.struct('LI', {}, [this.doc.struct('LBody', {}, draw)]);
  }

  private drawIssuer(): void {
    const { dates } = this.sheet;
    const x = RIGHT - 10;
    const isFull = dates.length > 3;
    const apart = isFull ? 14 : 19;
    this.part('P', () =>
      this.pen.lines(dates, { x, y: 346, size: DATE_SIZE, align: 'right', leading: apart }),
    );
    const lines = this.issuerLines();
    this.drawSeal();
    const leading = lines.length <= 2 ? 27 : isFull ? 14 : 17;
    const top = 446 - (lines.length - 1) * leading;
    this.part('P', () =>
      lines.forEach(({ text, size }, at) =>
        this.pen.line(text, { x, y: top + at * leading, size, align: 'right' }),
      ),
    );
  }

  private issuerLines(): { text: string; size: number }[] {
    const { organisation, person } = this.sheet.issuer;
    const room = { width: 290, lines: 1, sizes: [18, 16, 14, 12.5, 11] };
    return [organisation, person]
      .map((words) => fit(words, room, (size) => this.pen.measure(size)))
      .flatMap(({ size, lines }) => lines.map((text) => ({ text, size })));
  }

  /** What the issuer's name, its seal and the dates leave beside them. */
  private roomForCovers(): number {
    const beside = [
      SEAL,
      ...this.issuerLines().map(({ text, size }) => this.pen.measure(size)(text)),
      ...this.sheet.dates.map(this.pen.measure(DATE_SIZE)),
    ];
    return WIDTH - 10 - Math.max(...beside) - 2 * COLUMN_GAP;
  }

  /** Under the end of the issuer's name, as seals are set, so that the name stays readable. */
  private drawSeal(): void {
    const { sealPicture } = this.sheet;
    if (!sealPicture) return;
    const box = { x: RIGHT - 62, y: 404, side: SEAL };
    const bbox = [box.x, box.y, box.x + SEAL, box.y + SEAL];
    const options = { alt: sealPicture.alt, bbox, placement: 'Block' };
    const draw = () => this.doc.image(sealPicture.bytes, box.x, box.y, { fit: [SEAL, SEAL] });
    this.root.add(this.doc.struct('Figure', options, draw));
  }

  private drawCheck(): void {
    const { check, notes } = this.sheet;
    const box = { x: LEFT, y: 478, side: 62 };
    asDecoration(this.doc, () => drawRule(this.doc, { x: LEFT, y: 464, width: WIDTH }));
    const bbox = [box.x, box.y, box.x + box.side, box.y + box.side];
    const options = { alt: check.alt, bbox, placement: 'Block' };
    this.root.add(this.doc.struct('Figure', options, () => drawQr(this.doc, check.url, box)));
    const x = LEFT + box.side + 16;
    this.part('P', () => {
      this.pen.line(check.heading, { x, y: 486, size: 8.5, color: GREY });
      this.pen.line(check.url, { x, y: 499, size: 8 });
      this.pen.line(check.code, { x, y: 514, size: 11, spacing: 0.6 });
    });
    const lines = notes.flatMap(
      (note) => fit(note, { width: RIGHT - x, lines: 2, sizes: [7.5] }, (at) => this.pen.measure(at)).lines,
    );
    this.part('P', () => this.pen.lines(lines, { x, y: 530, size: 7.5, color: GREY, leading: 11 }));
  }
}

/** Of columns to the left, with the gaps between. */
function sumOf(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width + COLUMN_GAP, 0);
}
