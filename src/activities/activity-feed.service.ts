import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { Locales } from '../web/locales.js';
import type { Words } from '../web/locales.js';
import { withoutRuby } from '../web/view-helpers-ruby.js';
import { toEntry } from './activity-entry.rules.js';
import type { ActivityEntry, EntryRow } from './activity-entry.rules.js';
import { shownSince } from './freshness.rules.js';
import { pageOf } from './open-data.rules.js';
import { rssFeed } from './rss.rules.js';
import type { RssItem } from './rss.rules.js';
import { regularLines } from './times-words.rules.js';

/** Readers look every few hours: what is older they have. */
const LATEST = 50;

/** What is new in the directory and what changed in it, for readers of feeds. */
@Injectable()
export class ActivityFeed {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly locales: Locales,
  ) {}

  async latest(): Promise<string> {
    const entries = await this.entries();
    const { origin, council } = this.config;
    const words = this.locales.in('ja');
    const channel = {
      title: words.text('activities-files.feed.title', { site: council.site }),
      description: words.text('activities-files.feed.description'),
      url: `${origin}/activities`,
      feedUrl: `${origin}/activities/feed.xml`,
      changedAt: entries[0]?.changedAt ?? null,
    };
    return rssFeed(
      channel,
      entries.map((entry) => itemOf(entry, origin, words)),
    );
  }

  private async entries(): Promise<readonly ActivityEntry[]> {
    const today = this.clock.today();
    const { freshness: terms } = this.config.council.activities;
    const rows = await this.db.sql<EntryRow>`
      select a.id, a.organiser_id, o.name as organiser, a.version, a.content, a.confirmed_on, a.published_at,
        a.changed_at
      from (
        select id from activity where closed_at is null and confirmed_on >= ${shownSince(today, terms).toString()}
        order by changed_at desc, id desc limit ${LATEST}
      ) latest join activity a on a.id = latest.id join organiser o on o.id = a.organiser_id
      order by a.changed_at desc, a.id desc`;
    return rows.map((row) => toEntry(row, { today, terms }));
  }
}

function itemOf(entry: ActivityEntry, origin: string, words: Words): RssItem {
  const { content } = entry;
  const what = words.text(`activities-files.feed.${entry.version === 1 ? 'new' : 'changed'}`);
  return {
    id: entry.id,
    title: withoutRuby(content.title),
    description: [what, withoutRuby(content.summary), ...regularLines(content.times, words), content.venue]
      .map(withoutRuby)
      .filter(Boolean)
      .join('\n'),
    url: pageOf(entry.id, origin),
    changedAt: entry.changedAt,
  };
}
