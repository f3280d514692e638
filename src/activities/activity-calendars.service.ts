import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { calendarBegins, CALENDAR_ENDS } from '../shared/calendar-file.rules.js';
import { Clock } from '../shared/clock.js';
import { inTurns } from '../shared/in-turns.js';
import { Locales } from '../web/locales.js';
import { withoutRuby } from '../web/view-helpers-ruby.js';
import { ActivityDirectory } from './activity-directory.service.js';
import type { ActivityEntry } from './activity-entry.rules.js';
import type { ActivityQuestion } from './activity-question.rules.js';
import { publicEventsOf } from './public-dates.rules.js';

/** Days ahead of one activity, and of everything that fits a question. */
const AHEAD = 183;
const AHEAD_OF_MANY = 62;

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
    return Readable.from(inTurns(this.parts(question)), { objectMode: false });
  }

  private async *parts(question: ActivityQuestion): AsyncGenerator<string> {
    yield calendarBegins(this.locales.in('ja').text('activities-files.calendar.name'));
    for await (const entries of this.directory.every(question))
      for (const entry of entries) yield this.eventsOf(entry, AHEAD_OF_MANY);
    yield CALENDAR_ENDS;
  }

  private eventsOf(entry: ActivityEntry, days: number): string {
    const from = this.clock.today();
    const terms = { from, to: from.plusDays(days - 1), origin: this.config.origin };
    return publicEventsOf(entry, terms, this.locales.in('ja'));
  }
}
