import type { INestApplicationContext } from '@nestjs/common';
import type { ActivityForm } from '../activities/activity-content.rules.js';
import { Database } from '../database/database.js';
import { ProposalDesk } from '../exchange/proposal-desk.service.js';
import type { ProposalPart, ReplyState } from '../exchange/proposal.rules.js';
import { ProposalService } from '../exchange/proposal.service.js';
import type { WishAct, WishHours, WishKind } from '../exchange/wish.rules.js';
import { WishService } from '../exchange/wish.service.js';
import type { Me, Role } from '../web/me.js';

const OFFICE = 'office@example.jp';

interface DemoWish {
  /** Days ago. */
  readonly days: number;
  readonly times: number;
  /** Left out: the office has not read it. */
  readonly decide?: WishAct;
  readonly kind: WishKind;
  readonly form: ActivityForm | '';
  readonly area: string;
  readonly hours: WishHours | '';
  readonly text: string;
}

interface DemoProposal {
  readonly days: number;
  /** Mail address of one of the cast. */
  readonly by: string;
  readonly title: string;
  readonly about: string;
  readonly form: ActivityForm;
  readonly area?: string;
  readonly place?: string;
  readonly hours?: string;
  readonly part: ProposalPart;
  readonly reply?: {
    readonly days: number;
    readonly state: ReplyState;
    readonly shown: string;
    readonly text: string;
  };
}

/** What demo/wishes.yaml holds. */
export interface DemoWishes {
  readonly wishes: readonly DemoWish[];
  readonly proposals: readonly DemoProposal[];
}

interface Moment {
  readonly daysAgo: number;
  readonly act: () => Promise<void>;
}

export function wishMoments(
  app: INestApplicationContext,
  { wishes, proposals }: DemoWishes,
): readonly Moment[] {
  return [
    ...wishes.map((wish) => ({ daysAgo: wish.days, act: () => wishFor(app, wish) })),
    ...proposals.flatMap((proposal) => [
      { daysAgo: proposal.days, act: () => propose(app, proposal) },
      ...(proposal.reply
        ? [{ daysAgo: proposal.reply.days, act: () => reply(app, proposal, proposal.reply!) }]
        : []),
    ]),
  ];
}

async function wishFor(
  app: INestApplicationContext,
  { times, decide, kind, form, area, hours, text }: DemoWish,
): Promise<void> {
  const wishes = app.get(WishService);
  for (let n = 0; n < times; n++) await wishes.send(null, { kind, form, area, hours, text, sure: '' });
  if (!decide) return;
  const waiting = await wishes.list('waiting', { from: 0, size: times });
  const me = await somebody(app, OFFICE, 'office');
  const wish = waiting.wishes.map(({ id }) => id);
  await app.get(Database).write((tx) => wishes.decide(tx, me, { wish, act: decide }));
}

async function propose(app: INestApplicationContext, { by, ...written }: DemoProposal): Promise<void> {
  const me = await somebody(app, by, 'trainee');
  const { title, about, form, area = '', place = '', hours = '', part } = written;
  const proposal = { title, about, form, area, place, hours, part, sure: '' };
  await app.get(Database).write((tx) => app.get(ProposalService).send(tx, me, proposal));
}

async function reply(
  app: INestApplicationContext,
  { title }: DemoProposal,
  { state, text, shown }: NonNullable<DemoProposal['reply']>,
): Promise<void> {
  const me = await somebody(app, OFFICE, 'office');
  const desk = app.get(ProposalDesk);
  const { proposals } = await desk.list('waiting', { from: 0, size: 10 });
  const { id } = proposals.find((one) => one.title === title)!;
  const answer = { replies: 0, state, text, entry: '', isShown: shown === 'yes' };
  await app.get(Database).write((tx) => desk.reply(tx, me, id, answer));
}

async function somebody(app: INestApplicationContext, email: string, role: Role): Promise<Me> {
  const found = await app.get(Database).one<{ id: string }>`select id from person where email = ${email}`;
  return { personId: found!.id, role } as Me;
}
