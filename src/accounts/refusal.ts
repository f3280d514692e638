import type { FastifyReply } from 'fastify';
import { DomainError } from '../shared/domain-error.js';
import { refuse } from '../web/form.js';
import type { FormClass } from '../web/form.js';
import { View, invalid } from '../web/view.js';

/** Refusals that pass by themselves; each says after how many `minutes`. */
const TOO_OFTEN = [
  'accounts.sign-in.blocked',
  'accounts.register.too-many',
  'accounts.password.too-often',
  'accounts.password.asked-often',
  'applications.too-many',
  'trials.request.often',
  'trials.code.often',
  'organisers.ask.too-often',
];

export interface RefusedPage<T extends object> {
  readonly template: string;
  readonly Form: FormClass<T>;
  readonly body: unknown;
  /** Where the refusal is told. */
  readonly field: string;
  /** What the page shows besides its form. */
  readonly more?: object;
}

/** The page again after a refusal: 422, or 429 with when to come back after too many tries. Bugs go on. */
export function refusedPage<T extends object>(
  reply: FastifyReply,
  error: unknown,
  again: RefusedPage<T>,
): View {
  const model = { ...again.more, form: refuse(again.Form, again.body, { error, field: again.field }) };
  if (!(error instanceof DomainError) || !TOO_OFTEN.includes(error.code))
    return invalid(again.template, model);
  void reply.header('retry-after', String(Number(error.params.minutes) * 60));
  return new View(again.template, model, 429, true);
}
