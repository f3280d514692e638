import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { calendarBegins, CALENDAR_ENDS, publicEvent } from '../shared/calendar-file.rules.js';
import { Clock } from '../shared/clock.js';
import { Locales } from '../web/locales.js';
import { withoutRuby } from '../web/view-helpers-ruby.js';
import { ActivityDirectory } from './activity-directory.service.js';
import type { ActivityEntry } from './activity-entry.rules.js';
import type { ActivityQuestion } from './activity-question.rules.js';
import { publicDatesOf } from './public-dates.rules.js';

/** Days ahead of one activity, and of everything that fits a question. */
const AHEAD = 183;
const AHEAD_OF_MANY = 62;
const AT_ONCE = 100;

/** Times of the directory for one's own calendar. */
@Injectable()
export class ActivityCalendars {
  constructor(
    private readonly directory: ActivityDirectory,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly locales: Locales,
  ) {}

  of(entry: ActivityEntry): string {
    const name = withoutRuby(entry.content.title);
    return [calendarBegins(name), this.eventsOf(entry, AHEAD), CALENDAR_ENDS].join('');
  }

  /** All that fits the question, read while it is sent. */
  ofMany(question: ActivityQuestion): Readable {
    return Readable.from(this.chunks(question), { objectMode: false });
  }

  private async *chunks(question: ActivityQuestion): AsyncGenerator<string> {
    yield calendarBegins(this.locales.in('ja').text('activities-files.calendar.name'));
    for (let from = 0; ; from += AT_ONCE) {
      const { entries } = await this.directory.search(question, { from, most: AT_ONCE });
      for (const entry of entries) {
        const events = this.eventsOf(entry, AHEAD_OF_MANY);
        if (events) yield events;
      }
      if (entries.length < AT_ONCE) break;
    }
    yield CALENDAR_ENDS;
  }

  private eventsOf(entry: ActivityEntry, days: number): string {
    const from = this.clock.today();
    const terms = { from, to: from.plusDays(days - 1), origin: this.config.origin };
    return publicDatesOf(entry, terms, this.locales.in('ja'))
      .map((date) => publicEvent(date, entry.changedAt))
      .join('');
  }
}
