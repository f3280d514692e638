export interface RssChannel {
  readonly title: string;
  readonly description: string;
  /** Of the page that the feed stands beside, and of the feed itself; with the origin. */
  readonly url: string;
  readonly feedUrl: string;
  /** Null while there is nothing. */
  readonly changedAt: Date | null;
}

export interface RssItem {
  /** The same for ever, whatever changes in the entry. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly url: string;
  readonly changedAt: Date;
}

/** A feed (RSS 2.0) of plain texts: titles and descriptions hold no HTML. */
export function rssFeed(channel: RssChannel, items: readonly RssItem[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">',
    '<channel>',
    `<title>${xmlText(channel.title)}</title>`,
    `<link>${xmlText(channel.url)}</link>`,
    `<description>${xmlText(channel.description)}</description>`,
    '<language>ja</language>',
    `<atom:link href="${xmlText(channel.feedUrl)}" rel="self" type="application/rss+xml"/>`,
    ...(channel.changedAt ? [`<lastBuildDate>${channel.changedAt.toUTCString()}</lastBuildDate>`] : []),
    ...items.map(itemOf),
    '</channel>',
    '</rss>',
    '',
  ].join('\n');
}

function itemOf({ id, title, description, url, changedAt }: RssItem): string {
  return [
    '<item>',
    `<guid isPermaLink="false">urn:uuid:${xmlText(id)}</guid>`,
    `<title>${xmlText(title)}</title>`,
    `<link>${xmlText(url)}</link>`,
    // A description is taken for HTML by readers: what is escaped once more stays text there.
    `<description>${xmlText(xmlText(description))}</description>`,
    `<pubDate>${changedAt.toUTCString()}</pubDate>`,
    '</item>',
  ].join('\n');
}

const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text inside an element or an attribute; signs that XML 1.0 does not know are left out. */
export function xmlText(text: string): string {
  return (
    text
      .toWellFormed()
      // eslint-disable-next-line no-control-regex -- they end the reading of the whole feed
      .replace(/[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F\uFFFE\uFFFF]/g, '')
      .replace(/[&<>"']/g, (sign) => SIGNS[sign]!)
  );
}
