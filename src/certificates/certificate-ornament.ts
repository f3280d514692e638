import type { Document, Pen } from './certificate-pen.js';
import { qrPath } from '../web/qr.rules.js';

const TEAL = '#006173';
const PALE = '#9fc3c9';

/** What only pleases the eye: screen readers and text search pass it by. */
export function asDecoration(doc: Document, draw: () => void): void {
  doc.markContent('Artifact', { type: 'Layout' });
  draw();
  doc.endMarkedContent();
}

/** A double frame whose inner line turns in at the corners. */
export function drawFrame(doc: Document): void {
  const { width, height } = doc.page;
  doc
    .lineWidth(2.4)
    .rect(24, 24, width - 48, height - 48)
    .stroke(TEAL);
  const [left, top, right, bottom, notch] = [32, 32, width - 32, height - 32, 14];
  doc
    .moveTo(left + notch, top)
    .lineTo(right - notch, top)
    .lineTo(right - notch, top + notch)
    .lineTo(right, top + notch)
    .lineTo(right, bottom - notch)
    .lineTo(right - notch, bottom - notch)
    .lineTo(right - notch, bottom)
    .lineTo(left + notch, bottom)
    .lineTo(left + notch, bottom - notch)
    .lineTo(left, bottom - notch)
    .lineTo(left, top + notch)
    .lineTo(left + notch, top + notch)
    .closePath()
    .lineWidth(0.7)
    .stroke(TEAL);
}

/** Across the page behind everything, so that a sample is not taken for the real thing from afar. */
export function drawBehind(
  doc: Document,
  pen: Pen,
  { words, color }: { words: string; color: string },
): void {
  const { width, height } = doc.page;
  const size = Math.min(120, 640 / pen.measure(1)(words));
  doc.save().rotate(-24, { origin: [width / 2, height / 2] });
  pen.line(words, { x: width / 2, y: height / 2 + size / 3, size, align: 'center', color });
  doc.restore();
}

export function drawRule(doc: Document, from: { x: number; y: number; width: number }): void {
  doc
    .moveTo(from.x, from.y)
    .lineTo(from.x + from.width, from.y)
    .lineWidth(0.6)
    .stroke(PALE);
}

export function drawQr(doc: Document, text: string, box: { x: number; y: number; side: number }): void {
  const { side, path } = qrPath(text);
  doc
    .save()
    .translate(box.x, box.y)
    .scale(box.side / side);
  doc.path(path).fill('#000').restore();
}
