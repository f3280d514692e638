import { Injectable } from '@nestjs/common';
import { datesBetween } from '../activities/times.rules.js';
import { readForm } from '../cohorts/read-form.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { emptyForm, parseForm, refuse } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, LedElsewhere, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import {
  doneOf,
  listHref,
  slotHref,
  toCancelSlotPage,
  toChangedSlotPage,
  toNewSlotPage,
  toSlotsPage,
} from './hosted-slots.page.js';
import type { VisitsBase } from './hosted-slots.page.js';
import { HostedSlots, RefusedSlot, StaleSlot } from './hosted-slots.service.js';
import type { Host } from './hosted-slots.service.js';
import { SlotList } from './slot-list.service.js';
import type { Hosted, HostedEntry, HostedSlot } from './slot-list.service.js';
import { CancelSlotForm, ChangedSlotForm, SlotForm } from './slot.form.js';
import { planOf, readSlot, typedTime } from './slot.rules.js';
import { stageOf, WAYS } from './trial.rules.js';

/** Who looks after which entries, below which address. */
export interface Desk {
  readonly base: VisitsBase;
  readonly hosted: Hosted;
  /** As whom they act for this organiser. */
  readonly hostOf: (organiserId: string) => Host;
}

export interface Sent {
  readonly body: unknown;
  readonly submission: SubmissionId;
}

type Query = Readonly<Record<string, unknown>>;

/** Dates so far ahead, and so many of them, are offered to make a time of. */
const DAYS_AHEAD = 62;
const MOST_DATES = 8;
const USUAL_SEATS = '3';
const LAST_MINUTE = 24 * 60 - 1;

/** What a host and the office do alike with times for visitors, each below their own address. */
@Injectable()
export class SlotDesk {
  constructor(
    private readonly list: SlotList,
    private readonly slots: HostedSlots,
    private readonly submissions: Submissions,
    private readonly clock: Clock,
  ) {}

  async listOf({ base, hosted }: Desk, activityId: string, done: unknown): Promise<View> {
    const entry = await this.list.getEntry(hosted, activityId);
    const now = this.clock.now();
    const today = this.clock.today();
    const dates = datesBetween(entry.content.times, today, today.plusDays(DAYS_AHEAD))
      .filter(({ day, from, to }) => stageOf(asSlot({ day, from, to }), now) === 'open')
      .slice(0, MOST_DATES);
    const slots = await this.list.listOf(activityId);
    const listed = { entry, slots, dates, now, keptDays: this.list.keptDays, done: doneOf(done) };
    return page('trials-host/slots', toSlotsPage(base, listed));
  }

  async askNew({ base, hosted }: Desk, activityId: string, query: Query): Promise<View> {
    const entry = await this.list.getEntry(hosted, activityId);
    if (!entry.isShown) throw new LedElsewhere(listHref(base, activityId));
    return page('trials-host/new', toNewSlotPage(base, entry, emptyForm(SlotForm, usual(entry, query))));
  }

  async add(
    { base, hosted, hostOf }: Desk,
    activityId: string,
    { body, submission }: Sent,
  ): Promise<View | SeeOther> {
    const entry = await this.list.getEntry(hosted, activityId);
    const again = (form: FormView) => invalid('trials-host/new', toNewSlotPage(base, entry, form));
    const read = readForm(SlotForm, body, (typed) => readSlot(typed, this.clock.now()));
    if (!read.ok) return again(read.form);
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.slots.add(tx, hostOf(entry.organiserId), { activityId, plan: read.value });
        return `${listHref(base, activityId)}?done=made`;
      });
    } catch (error) {
      return again(refuse(SlotForm, body, { error, field: fieldOf(error) }));
    }
  }

  async askChange({ base, hosted }: Desk, slotId: string): Promise<View> {
    const slot = await this.list.get(hosted, slotId);
    if (stageOf(slot, this.clock.now()) !== 'open') throw new LedElsewhere(afterwards(base, slot));
    const { seats, ways, meetingPoint, note } = slot;
    const typed = { ...typedTime(slot), seats: String(seats), ways, meetingPoint, note };
    return page(
      'trials-host/change',
      toChangedSlotPage(base, slot, { form: emptyForm(ChangedSlotForm, typed) }),
    );
  }

  async change(
    { base, hosted, hostOf }: Desk,
    slotId: string,
    { body, submission }: Sent,
  ): Promise<View | SeeOther> {
    const slot = await this.list.get(hosted, slotId);
    const read = readForm(ChangedSlotForm, body, (typed) => readSlot(typed, this.clock.now()));
    if (!read.ok) {
      const version = Number(read.form.fields.version!.value);
      return invalid(
        'trials-host/change',
        toChangedSlotPage(base, { ...slot, version }, { form: read.form }),
      );
    }
    const { version } = read.typed;
    try {
      return await this.submissions.accept(submission, async (tx) => {
        const isTold = await this.slots.change(tx, hostOf(slot.organiserId), {
          id: slotId,
          version,
          plan: read.value,
        });
        return `${afterwards(base, slot)}?done=${isTold ? 'told' : 'changed'}`;
      });
    } catch (error) {
      const form = refuse(ChangedSlotForm, body, { error, field: fieldOf(error) });
      const saved =
        error instanceof StaleSlot ? { ...planOf(error.saved), version: error.saved.version } : null;
      return invalid('trials-host/change', toChangedSlotPage(base, { ...slot, version }, { form, saved }));
    }
  }

  async askCancel({ base, hosted }: Desk, slotId: string): Promise<View> {
    const slot = await this.list.get(hosted, slotId);
    if (['over', 'cancelled'].includes(stageOf(slot, this.clock.now())))
      throw new LedElsewhere(afterwards(base, slot));
    return page('trials-host/cancel', toCancelSlotPage(base, slot, emptyForm(CancelSlotForm)));
  }

  async cancel(
    { base, hosted, hostOf }: Desk,
    slotId: string,
    { body, submission }: Sent,
  ): Promise<View | SeeOther> {
    const slot = await this.list.get(hosted, slotId);
    const again = (form: FormView) => invalid('trials-host/cancel', toCancelSlotPage(base, slot, form));
    const parsed = parseForm(CancelSlotForm, body);
    if (!parsed.ok) return again(parsed.form);
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.slots.cancel(tx, hostOf(slot.organiserId), { id: slotId, why: parsed.value.why });
        return `${afterwards(base, slot)}?done=gone`;
      });
    } catch (error) {
      return again(refuse(CancelSlotForm, body, { error, field: 'why' }));
    }
  }
}

/** A new time, with what the entry and the chosen date say already. What an address says besides is left out. */
function usual(
  { content }: HostedEntry,
  { day, from, to }: Query,
): Record<string, string | readonly string[]> {
  const date = typeof day === 'string' ? CalendarDay.parse(day) : null;
  const [fromMinute, toMinute] = [minuteOf(from), minuteOf(to)];
  const hasTime = date !== null && fromMinute !== null && toMinute !== null;
  return {
    ...(hasTime ? typedTime({ day: date, fromMinute, toMinute }) : {}),
    seats: USUAL_SEATS,
    ways: WAYS,
    meetingPoint: content.place === 'online' ? '' : content.venue,
  };
}

/** Where names stand the office has to prove who it is: it is led there only by its own wish. */
function afterwards(base: VisitsBase, { id, activityId }: HostedSlot): string {
  return base === '/office' ? listHref(base, activityId) : slotHref(base, id);
}

function minuteOf(text: unknown): number | null {
  const minute = typeof text === 'string' && /^\d{1,4}$/.test(text) ? Number(text) : null;
  return minute === null || minute > LAST_MINUTE ? null : minute;
}

function asSlot({ day, from, to }: { day: CalendarDay; from: number; to: number }) {
  return { day, fromMinute: from, toMinute: to, cancelledAt: null } satisfies Partial<HostedSlot>;
}

function fieldOf(error: unknown): string {
  return error instanceof RefusedSlot ? error.field : 'dayYear';
}
