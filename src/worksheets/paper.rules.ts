import { shortAddress } from '../web/way-back.rules.js';

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
