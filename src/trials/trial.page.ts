import { emptyForm, refuseAll } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { AfterForm, AskForm, CodeForm, TellForm } from './trial.form.js';
import { FEELINGS, IMAGES, NEXT_STEPS, SLOTS_SHOWN, mayAnswer, mayCancel } from './trial.rules.js';
import type { NextStep, SlotStage, TrialWay } from './trial.rules.js';
import type { OwnVisit, VisitSlot } from './trial-visits.service.js';

const AT = '/activities/trials';

/** One slot in a list. */
export interface SlotLine extends VisitSlot {
  readonly href: string;
  /** Null where the entry is not in the directory any more. */
  readonly activityHref: string | null;
}

export interface SlotsPage {
  readonly slots: readonly SlotLine[];
  /** There are later ones. */
  readonly hasMore: boolean;
  /** Where all slots are; null where they are all here. */
  readonly allHref: string | null;
}

export function toSlotsPage(slots: readonly VisitSlot[], isOfOne: boolean): SlotsPage {
  return {
    slots: slots.slice(0, SLOTS_SHOWN).map(toLine),
    hasMore: slots.length > SLOTS_SHOWN,
    allHref: isOfOne ? AT : null,
  };
}

export interface AskPage {
  readonly slot: SlotLine;
  readonly form: FormView;
  /** The version of the slot that was looked at. */
  readonly seen: string;
  readonly ways: readonly TrialWay[];
  /** Why no seat can be had; null where one can. Words: `trials.closed.<key>`. */
  readonly closed: 'full' | Exclude<SlotStage, 'open'> | null;
  /** Other slots: where this one is closed. */
  readonly instead: readonly SlotLine[];
}

/** Refused for something else, it is still of the version that was `seen` then: a change is told by itself. */
export function toAskPage(
  slot: VisitSlot,
  instead: readonly VisitSlot[],
  { form = emptyForm(AskForm), seen = slot.version }: { form?: FormView; seen?: string | number } = {},
): AskPage {
  return {
    slot: toLine(slot),
    form,
    seen: String(seen),
    ways: slot.ways,
    closed: slot.stage !== 'open' ? slot.stage : slot.left === 0 ? 'full' : null,
    instead: instead.map(toLine),
  };
}

/** The slot has begun, is over or was called off. */
export type GonePage = Pick<AskPage, 'slot' | 'instead'>;

export function toGonePage(slot: VisitSlot, instead: readonly VisitSlot[]): GonePage {
  return { slot: toLine(slot), instead: instead.map(toLine) };
}

/** Which mails still come. Words: `trials.done.mail.<key>`. */
export type MailPlan = 'note' | 'changes' | 'none';

export interface DonePage {
  readonly slot: SlotLine;
  readonly code: string;
  /** Where the code is typed, with its origin: for paper. */
  readonly address: string;
  readonly mail: MailPlan;
}

export function toDonePage(visit: OwnVisit, { code, origin }: { code: string; origin: string }): DonePage {
  return { slot: toLine(visit.slot), code, address: `${origin}${AT}/mine`, mail: mailPlanOf(visit) };
}

function mailPlanOf({ hasMail, expectsNote }: OwnVisit): MailPlan {
  if (!hasMail) return 'none';
  return expectsNote ? 'note' : 'changes';
}

/** Where a code is typed. */
export interface CodePage {
  readonly form: FormView;
  /** What was written before the browser forgot the code, to be copied. */
  readonly texts: readonly string[];
}

export function toCodePage(form: FormView = emptyForm(CodeForm)): CodePage {
  return { form, texts: [] };
}

export function toEndedCodePage(texts: readonly string[]): CodePage {
  const ended = { field: 'code', code: 'trials.code.ended', params: {} };
  return { form: refuseAll(CodeForm, {}, [ended]), texts };
}

/** What is told at the code. `host`: the host called it off. Words: `trials.mine.state.<key>`. */
export type Standing = 'waiting' | 'today' | 'over' | 'cancelled' | 'host';

export interface MinePage {
  readonly slot: SlotLine;
  readonly standing: Standing;
  readonly form: FormView;
  readonly ways: readonly TrialWay[];
  readonly told: Pick<OwnVisit, 'way' | 'name' | 'leavesEarly' | 'brings' | 'needs'>;
  /** Null where nothing is to come. */
  readonly mail: MailPlan | null;
  /** The host has changed day, time or place since. */
  readonly isMoved: boolean;
  /** Where the code is shown again, and where a seat can be asked for once more; null where there is none. */
  readonly codeHref: string | null;
  readonly againHref: string | null;
  readonly mayCancel: boolean;
  /** Also after a refusal: what was typed stays to be read. */
  readonly showsForm: boolean;
  readonly mayAnswer: boolean;
  readonly isSaved: boolean;
  readonly keepDays: number;
  readonly instead: readonly SlotLine[];
}

export interface AroundMine {
  readonly keepDays: number;
  readonly mayChange: boolean;
  readonly keepsForm?: boolean;
  readonly isSaved?: boolean;
  readonly instead?: readonly VisitSlot[];
  readonly form?: FormView;
}

export function toMinePage(visit: OwnVisit, around: AroundMine): MinePage {
  const { slot, way, name, leavesEarly, brings, needs } = visit;
  const ticked = (is: boolean) => (is ? '1' : '');
  const standing = standingOf(visit);
  const line = toLine(slot);
  const known = { way, name, leavesEarly: ticked(leavesEarly), brings: ticked(brings), needs };
  return {
    slot: line,
    standing,
    form: around.form ?? emptyForm(TellForm, known),
    ways: slot.ways.includes(way) ? slot.ways : [...slot.ways, way],
    told: { way, name, leavesEarly, brings, needs },
    mail: standing === 'waiting' ? mailPlanOf(visit) : null,
    isMoved: visit.isMoved && (standing === 'waiting' || standing === 'today'),
    codeHref: standing === 'waiting' ? `${AT}/done` : null,
    againHref: standing === 'cancelled' && slot.stage === 'open' && slot.isShown ? line.href : null,
    mayCancel: mayCancel(visit, slot.stage),
    showsForm: around.mayChange || (around.keepsForm ?? false),
    mayAnswer: mayAnswer(visit, slot.stage) && !visit.hasAnswered,
    isSaved: around.isSaved ?? false,
    keepDays: around.keepDays,
    instead: (around.instead ?? []).map(toLine),
  };
}

/** What the host wrote down about coming or not coming is told to nobody. */
function standingOf({ state, slot }: OwnVisit): Standing {
  if (state === 'cancelled') return 'cancelled';
  if (slot.stage === 'cancelled') return 'host';
  if (slot.stage === 'open') return 'waiting';
  return slot.stage === 'begun' ? 'today' : 'over';
}

export interface AfterPage {
  readonly form: FormView;
  readonly images: typeof IMAGES;
  readonly feelings: typeof FEELINGS;
  readonly steps: typeof NEXT_STEPS;
}

export function toAfterPage(form: FormView = emptyForm(AfterForm)): AfterPage {
  return { form, images: IMAGES, feelings: FEELINGS, steps: NEXT_STEPS };
}

export interface NextPage {
  /** Null where nothing was chosen. */
  readonly chosen: NextStep | null;
  /** Where each step leads; `not-now` leads nowhere. */
  readonly hrefs: Readonly<Record<NextStep, string | null>>;
  readonly others: readonly NextStep[];
}

export function toNextPage(to: unknown, activityId: string | null): NextPage {
  const chosen = NEXT_STEPS.find((step) => step === to) ?? null;
  const hrefs = {
    again: AT,
    join: activityId === null ? '/activities' : `/activities/${activityId}`,
    matching: null,
    learn: '/tracks/introductory',
    'not-now': null,
  };
  const others = NEXT_STEPS.filter((step) => step !== chosen && step !== 'not-now');
  return { chosen, hrefs, others };
}

function toLine(slot: VisitSlot): SlotLine {
  return {
    ...slot,
    href: `${AT}/${slot.id}`,
    activityHref: slot.isShown ? `/activities/${slot.activityId}` : null,
  };
}
