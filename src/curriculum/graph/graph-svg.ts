import type { Words } from '../../web/locales.js';
import { columnsOf } from '../words/east-asian-width.js';
import type { DialogueGraph } from './dialogue-graph.js';
import { layOut } from './graph-layout.rules.js';
import type { Line, Placed } from './graph-layout.rules.js';
import { graphText, wayText } from './graph-text.js';

const BOX = { width: 200, height: 76 };
const GAP = { x: 56, y: 96 };
const EDGE = 40;
/** Half-width signs that fit in a box. */
const FITS = 24;
const FILLS = { none: '#ffffff', good: '#e6f5ec', fair: '#f2f2f2', hard: '#fbf5e0' };

/** A picture that stands alone: boxes for scenes, lines for ways; its description is the whole list. */
export function graphSvg(graph: DialogueGraph, words: Words): string {
  const layout = layOut(graph);
  const width = 2 * EDGE + layout.columns * BOX.width + Math.max(0, layout.columns - 1) * GAP.x;
  const height = 2 * EDGE + layout.layers * BOX.height + Math.max(0, layout.layers - 1) * GAP.y;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`,
    ` lang="${words.language}" role="img" aria-labelledby="graph-title graph-list"`,
    ` font-family="sans-serif" font-size="14">\n`,
    `<title id="graph-title">${escaped(graph.title)}</title>\n`,
    `<desc id="graph-list">${escaped(graphText(graph, words))}</desc>\n`,
    '<defs><marker id="tip" viewBox="0 0 10 10" refX="10" refY="5" markerWidth="8" markerHeight="8"',
    ' orient="auto-start-reverse"><path d="M0 0 10 5 0 10z" fill="#333333"/></marker></defs>\n',
    `<rect width="${width}" height="${height}" fill="#ffffff"/>\n`,
    ...layout.lines.map((line) => lineSvg(line, words)),
    ...layout.placed.map((placed) => boxSvg(placed, words)),
    '</svg>\n',
  ].join('');
}

function boxSvg({ scene, ...at }: Placed, words: Words): string {
  const { x, y } = cornerOf(at);
  const end = scene.end === null ? '' : words.text(`curriculum.graph.end.${scene.end}`);
  const rows = [scene.id, cut(scene.words), end].filter((row) => row !== '');
  return [
    `<g><title>${escaped(`${scene.id} ${scene.words}`)}</title>`,
    `<rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="8"`,
    ` fill="${FILLS[scene.end ?? 'none']}" stroke="#333333" stroke-width="${scene.end === null ? 1.5 : 3}"/>`,
    ...rows.map(
      (row, index) =>
        `<text x="${x + 12}" y="${y + 22 + index * 22}" fill="#1a1a1a"${index === 0 ? ' font-weight="700"' : ''}>${escaped(row)}</text>`,
    ),
    '</g>\n',
  ].join('');
}

/** The number of the reply stands near the beginning of its line; a question mark says that it has a condition. */
function lineSvg(line: Line, words: Words): string {
  const { way, from } = line;
  const { start, bends, end } = curveOf(line);
  const dash = way.kind === 'mend' ? ' stroke-dasharray="6 4"' : '';
  const sign = way.number === null ? '' : `${way.number}${way.when === null ? '' : '?'}`;
  return [
    `<g><title>${escaped(`${from.scene.id}: ${wayText(way, words)}`)}</title>`,
    `<path d="M${start.x} ${start.y}C${bends.map(({ x, y }) => `${x} ${y}`).join(' ')} ${end.x} ${end.y}"`,
    ` fill="none" stroke="#333333" stroke-width="1.5"${dash} marker-end="url(#tip)"/>`,
    `<text x="${start.x + 4}" y="${start.y + (start.isBelow ? 16 : -4)}" fill="#1a1a1a">${sign}</text></g>\n`,
  ].join('');
}

interface Curve {
  readonly start: Point & { readonly isBelow: boolean };
  readonly bends: readonly [Point, Point];
  readonly end: Point;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** To a layer below or beside from the lower edge, to the one above from the upper edge, further up by the right side. */
function curveOf({ way, from, to }: Line): Curve {
  const [a, b] = [cornerOf(from), cornerOf(to)];
  const shift = ((way.number ?? 1) - 1) * 18;
  const half = GAP.y / 2;
  const isFurther = from === to || from.layer - to.layer > 1;
  if (isFurther) {
    const start = { x: a.x + BOX.width, y: a.y + 20 + (shift % 40), isBelow: false };
    const end = { x: b.x + BOX.width, y: b.y + BOX.height - 12 };
    return { start, bends: [right(start), right(end)], end };
  }
  const isUp = from.layer > to.layer;
  const isBeside = from.layer === to.layer;
  const start = { x: a.x + 30 + shift + (isUp ? 90 : 0), y: isUp ? a.y : a.y + BOX.height, isBelow: !isUp };
  const end = isUp || isBeside ? { x: b.x + 150, y: b.y + BOX.height } : { x: b.x + BOX.width / 2, y: b.y };
  return {
    start,
    bends: [
      { x: start.x, y: start.y + (isUp ? -half : half) },
      { x: end.x, y: end.y + (isUp || isBeside ? half : -half) },
    ],
    end,
  };
}

function right({ x, y }: Point): Point {
  return { x: x + GAP.x * 0.8, y };
}

function cornerOf({ layer, column }: Pick<Placed, 'layer' | 'column'>): { x: number; y: number } {
  return { x: EDGE + column * (BOX.width + GAP.x), y: EDGE + layer * (BOX.height + GAP.y) };
}

function cut(text: string): string {
  let width = 0;
  let kept = '';
  for (const sign of text) {
    width += columnsOf(sign);
    if (width > FITS) return `${kept}…`;
    kept += sign;
  }
  return kept;
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Also drops what XML cannot hold, however it came into the file. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (sign) => SIGNS[sign]!);
}
