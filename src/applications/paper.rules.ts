import type { Judged } from '../cohorts/cohort-settings.rules.js';
import { readDay } from '../cohorts/typed-day.rules.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import type { FormView } from '../web/form.js';
import type { ContactWay } from './applicant.entity.js';
import type { Somebody } from './application.rules.js';
import { arrivalFault, contactFault, CONTACT_WAYS, tidied } from './application.rules.js';

export type TypedPaper = Readonly<
  Record<
    | 'year'
    | 'month'
    | 'day'
    | 'name'
    | 'way'
    | 'contact'
    | 'partnerName'
    | 'partnerWay'
    | 'partnerContact'
    | 'need',
    string
  >
>;

export interface ReadPaper {
  readonly paperOn: CalendarDay;
  /** One, or two who come together. */
  readonly people: readonly Somebody[];
  readonly need: string;
}

interface Terms {
  readonly pairs: boolean;
  readonly lastDay: CalendarDay | null;
  readonly today: CalendarDay;
  /** What is wrong with a name, and whether this is a mail address. */
  readonly nameFault: (
    typed: string,
  ) => { readonly code: string; readonly params: Record<string, number> } | null;
  readonly isMail: (typed: string) => boolean;
  readonly isReadable: (typed: string) => boolean;
}

/** What the office keyed in, or everything in it that cannot be. */
export function readPaper(typed: TypedPaper, terms: Terms): Judged<ReadPaper> {
  const paperOn = readDay(typed.year, typed.month, typed.day);
  const fault = paperOn ? arrivalFault(paperOn, terms) : 'applications.paper.day';
  const people = [
    { name: typed.name, way: typed.way, contact: typed.contact },
    { name: typed.partnerName, way: typed.partnerWay, contact: typed.partnerContact },
  ].slice(0, terms.pairs ? 2 : 1);
  const errors = [
    ...(fault ? [{ field: 'year', code: fault, params: {} }] : []),
    ...people.flatMap((one, index) =>
      faultsOf(one, index === 0 ? ['name', 'way', 'contact'] : PARTNER, terms),
    ),
  ];
  if (errors.length > 0 || !paperOn) return { errors };
  const known = people.map((one) => tidied({ ...one, way: one.way as ContactWay }));
  return { value: { paperOn, people: known, need: typed.need } };
}

const PARTNER = ['partnerName', 'partnerWay', 'partnerContact'] as const;

function faultsOf(
  { name, way, contact }: Record<'name' | 'way' | 'contact', string>,
  [nameField, wayField, contactField]: readonly [string, string, string],
  { nameFault, isMail, isReadable }: Terms,
): FormView['errors'] {
  const wrongName = nameFault(name);
  const wrongContact = isReadable(contact)
    ? contactFault(way, contact, isMail)
    : 'applications.contact.unreadable';
  return [
    ...(wrongName ? [{ field: nameField, ...wrongName }] : []),
    ...(CONTACT_WAYS.includes(way as ContactWay)
      ? []
      : [{ field: wayField, code: 'applications.contact.choose', params: {} }]),
    ...(wrongContact ? [{ field: contactField, code: wrongContact, params: {} }] : []),
  ];
}
