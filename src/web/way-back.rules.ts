import { qrPath } from './qr.rules.js';
import type { QrDrawing } from './qr.rules.js';

/** Where on the screen something printed goes on, for eyes and for cameras. */
export interface WayBack {
  /** Short enough to be typed: without what every browser adds by itself. In parts, between which a line may end. */
  readonly address: readonly string[];
  readonly qr: QrDrawing;
}

/** `origin` is the house's own, never what a request claims. */
export function wayBack(origin: string, path: string): WayBack {
  return { address: shortAddress(origin + path).split(/(?<=\/)/), qr: qrPath(origin + path) };
}

export function shortAddress(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/\/$/, '');
}
