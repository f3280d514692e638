import { rssFeed, xmlText } from './rss.rules.js';
import type { RssItem } from './rss.rules.js';

const channel = {
  title: '活動のお知らせ',
  description: '新しい活動と、変わった活動',
  url: 'https://tomoni.example.jp/activities',
  feedUrl: 'https://tomoni.example.jp/activities/feed.xml',
  changedAt: new Date('2026-11-26T01:02:03Z'),
};
const item: RssItem = {
  id: '019e0000-0000-7000-8000-000000000001',
  title: 'お茶の会',
  description: 'お茶を飲みます。',
  url: 'https://tomoni.example.jp/activities/019e0000-0000-7000-8000-000000000001',
  changedAt: new Date('2026-11-26T01:02:03Z'),
};

describe('a feed', () => {
  it('is RSS 2.0 that names itself', () => {
    const feed = rssFeed(channel, [item]);
    expect(feed.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"')).toBe(true);
    expect(feed).toContain(
      '<atom:link href="https://tomoni.example.jp/activities/feed.xml" rel="self" type="application/rss+xml"/>',
    );
    expect(feed).toContain('<guid isPermaLink="false">urn:uuid:019e0000-0000-7000-8000-000000000001</guid>');
    expect(feed).toContain('<pubDate>Thu, 26 Nov 2026 01:02:03 GMT</pubDate>');
    expect(feed).toContain('<lastBuildDate>Thu, 26 Nov 2026 01:02:03 GMT</lastBuildDate>');
  });

  it('says no day while nothing is in it', () => {
    expect(rssFeed({ ...channel, changedAt: null }, [])).not.toContain('lastBuildDate');
  });

  it('keeps what somebody typed a text, for the reader of the feed too', () => {
    const feed = rssFeed(channel, [
      { ...item, title: '<b>&"\'', description: '</description><script>alert(1)</script>]]>' },
    ]);
    expect(feed).toContain('<title>&lt;b&gt;&amp;&quot;&#39;</title>');
    expect(feed).not.toMatch(/<script|<b>|\]\]>/);
    expect(feed).toContain('&amp;lt;script&amp;gt;');
  });

  it.each([
    ['a\0\u0007\u001b\u007f\u009fb', 'ab'],
    ['a\ud800b', 'a\ufffdb'],
    ['a\uffffb', 'ab'],
    ['a\tb\nc', 'a\tb\nc'],
    ['𠮷', '𠮷'],
  ])('%j stands in it as %j', (text, expected) => {
    expect(xmlText(text)).toBe(expected);
  });
});
