import { qrPath } from '../web/qr.rules.js';
import type { QrDrawing } from '../web/qr.rules.js';

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

/** HTML of a curriculum for paper: behind each link its address in short. A part of the same page needs none. */
export function withAddresses(html: string, origin: string): string {
  return html.replace(/<a href="([^"#][^"]*)"[^>]*>([\s\S]*?)<\/a>/g, (link, href: string, words: string) => {
    if (!/^(?:https?:\/\/|\/)/.test(href)) return link;
    const address = shortAddress(href.startsWith('/') ? origin + href : href);
    return words === href ? link : `${link}<span class="address">${address}</span>`;
  });
}

/** One after another, for templates that count. */
export function times(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
