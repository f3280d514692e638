import type { FormView } from '../web/form.js';
import { WAYS } from './contact-request.entity.js';
import type { Way } from './contact-request.entity.js';
import type { OwnGroup, OwnMessage } from './contact.service.js';

export interface ContactPage {
  readonly trackTitle: string;
  readonly cohortName: string | null;
  readonly base: string;
  readonly isReachable: boolean;
  readonly open: OwnGroup['open'];
  readonly ways: readonly Way[];
  readonly isWanted: boolean;
  readonly hasMessages: boolean;
  readonly form: FormView;
  /** The form is shown beside what is open: other words were sent from another page. */
  readonly isRefused: boolean;
}

export const hrefOf = ({ trackId }: Pick<OwnGroup, 'trackId'>): string => `/contact/${trackId}`;

/** Mail is offered to who has an address. */
export function waysFor(hasAddress: boolean): readonly Way[] {
  return WAYS.filter((way) => way !== 'mail' || hasAddress);
}

export function toContactPage(
  group: OwnGroup,
  { form, messages, isRefused }: { form: FormView; messages: readonly OwnMessage[]; isRefused: boolean },
): ContactPage {
  return {
    trackTitle: group.trackTitle,
    cohortName: group.cohortName,
    base: hrefOf(group),
    isReachable: group.isReachable,
    open: group.open,
    ways: waysFor(group.hasAddress),
    isWanted: group.wish?.isWanted ?? false,
    hasMessages: messages.length > 0,
    form,
    isRefused,
  };
}
