import type { INestApplicationContext } from '@nestjs/common';
import type { AccessKey, ActivityContent, ActivityTimes } from '../activities/activity-content.rules.js';
import { ActivityKeeper } from '../activities/activity-keeper.service.js';
import { nextDates } from '../activities/times.rules.js';
import { Organiser } from '../activities/organiser.entity.js';
import { Database } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { newId } from '../shared/ids.js';
import { TrialSlots } from '../trials/trial-slots.service.js';
import { ALL_WAYS } from '../trials/trial.rules.js';

/** Hours as people write them. */
interface WrittenTime {
  readonly weekday: number;
  readonly weeks?: readonly number[];
  readonly from: string;
  readonly to: string;
}

type Written = Partial<Omit<ActivityContent, 'times' | 'access'>> &
  Pick<ActivityContent, 'title' | 'summary' | 'about' | 'forms' | 'audiences' | 'place'> & {
    readonly times: { readonly regular?: readonly WrittenTime[]; readonly note?: string };
    readonly access: Readonly<Partial<Record<AccessKey, 'yes' | 'no'>>>;
    /** Days ago. */
    readonly confirmed: number;
    /** Visitors are welcome the next time it takes place, three days from today or later. */
    readonly visit?: { readonly seats: number; readonly meet: string; readonly note: string };
  };
type Entered = { readonly id: string; readonly content: ActivityContent };

const VISITS_AFTER_DAYS = 3;

/** What demo/activities.yaml holds. */
export interface DemoDirectory {
  readonly organisers: readonly {
    readonly name: string;
    readonly email?: string;
    readonly activities: readonly Written[];
  }[];
}

interface Moment {
  readonly daysAgo: number;
  readonly act: () => Promise<void>;
}

/** A group is known from the day of its first entry. */
export function directoryMoments(
  app: INestApplicationContext,
  { organisers }: DemoDirectory,
): readonly Moment[] {
  return organisers.flatMap(({ name, email, activities }) => {
    const ids: string[] = [];
    const first = Math.max(...activities.map(({ confirmed }) => confirmed));
    const begin = async () => void ids.push(await welcome(app, name, email ?? null));
    return [
      { daysAgo: first + 1, act: begin },
      ...activities.map((written) => ({
        daysAgo: written.confirmed,
        act: async () => welcomeVisitors(app, written, await publish(app, ids[0]!, written)),
      })),
    ];
  });
}

async function welcome(app: INestApplicationContext, name: string, email: string | null): Promise<string> {
  const createdAt = app.get(Clock).now();
  const id = newId(createdAt);
  await app.get(Database).write((tx) => tx.insert(Organiser, { id, name, email, phone: null, createdAt }));
  return id;
}

async function publish(
  app: INestApplicationContext,
  organiserId: string,
  written: Written,
): Promise<Entered> {
  const content = toContent(written);
  const { id } = await app
    .get(Database)
    .write((tx) => app.get(ActivityKeeper).publish(tx, organiserId, content));
  return { id, content };
}

async function welcomeVisitors(
  app: INestApplicationContext,
  { confirmed, visit }: Written,
  { id, content }: Entered,
): Promise<void> {
  if (!visit) return;
  const from = app
    .get(Clock)
    .today()
    .plusDays(confirmed + VISITS_AFTER_DAYS);
  const [next] = nextDates(content.times, from.startsAt(), 1);
  if (!next) return;
  const { day, from: fromMinute, to: toMinute } = next;
  const { seats, meet: meetingPoint, note } = visit;
  const fields = { day, fromMinute, toMinute, seats, ways: ALL_WAYS, meetingPoint, note };
  await app.get(Database).write((tx) => app.get(TrialSlots).make(tx, id, fields));
}

function toContent({ confirmed: _, visit: _visit, times, ...written }: Written): ActivityContent {
  const empty = { easy: '', audienceNote: '', area: '', venue: '', address: '', way: '', online: '' };
  const more = { yen: null, costNote: '', booking: 'none' as const, bookingNote: '', mood: '' };
  const end = { firstTime: '', leaving: '', accessNote: '', contact: '' };
  return { ...empty, ...more, ...end, ...written, times: toTimes(times) };
}

function toTimes({ regular = [], note = '' }: Written['times']): ActivityTimes {
  return {
    regular: regular.map(({ weekday, weeks = [], from, to }) => ({
      weekday,
      weeks,
      from: minutesOf(from),
      to: minutesOf(to),
    })),
    dates: [],
    off: [],
    note,
  };
}

function minutesOf(time: string): number {
  const [hour, minute] = time.split(':').map(Number);
  return hour! * 60 + minute!;
}
