import type { Council } from '../config/council.js';
import type { Edition } from '../curriculum/edition.js';
import { servedKinds } from '../curriculum/step.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import { eraOf } from '../shared/era.js';
import { FiscalYear } from '../shared/fiscal-year.js';
import type { Words } from '../web/locales.js';
import { wordFiscalYear } from '../web/view-helpers-dates.js';
import { withoutRuby } from '../web/view-helpers-ruby.js';
import { meetingHoursOf } from './meeting-hours.rules.js';
import type { SheetWords } from './certificate-sheet.js';

export interface Issued {
  readonly number: string;
  readonly name: string;
  /** Null for the standing cohort. */
  readonly cohortName: string | null;
  readonly completedOn: CalendarDay;
  /** Of this paper. */
  readonly issuedOn: CalendarDay;
  /** Where it takes another's place: of the first one. */
  readonly firstIssuedOn: CalendarDay | null;
  /** Null: good for ever. */
  readonly validThrough: CalendarDay | null;
}

type Part = Pick<Edition, 'track' | 'modules'>;

/** Everything that is printed, worded once and for all. */
export function sheetWords(
  words: Words,
  { track, modules }: Part,
  given: Issued & { readonly council: Council },
): SheetWords {
  const t = (key: string, values?: Record<string, unknown>) =>
    words.text(`certificates.sheet.${key}`, values);
  const { office } = given.council;
  const settings = given.council.certificates[track.id];
  const issuer = settings?.issuer ?? given.council.issuer;
  const title = track.certificate?.title ? withoutRuby(track.certificate.title) : t('title');
  return {
    lang: words.language,
    documentTitle: t('document-title', { title, number: given.number }),
    title,
    number: t('number', { number: given.number }),
    draft: isDraft(track) ? t('draft') : null,
    name: given.name,
    honorific: t('honorific'),
    text: bodyText(words, { track, modules }, { ...given, issuer: issuer.organisation }),
    covers: { heading: t('covers.heading'), lines: coverLines(words, { track, modules }) },
    dates: dateLines(words, given),
    issuer,
    check: { heading: t('check'), alt: t('qr') },
    notes: [...disclaimers(words, track, settings?.disclaimer ?? null), t('office', { ...office })],
    seal: settings?.seal?.hash ?? null,
  };
}

function dateLines(words: Words, { completedOn, issuedOn, firstIssuedOn, validThrough }: Issued): string[] {
  const line = (key: string, day: CalendarDay) =>
    words.text(`certificates.sheet.${key}`, { day: dayInWords(words, day) });
  return [
    line('completed', completedOn),
    line('issued', firstIssuedOn ?? issuedOn),
    ...(firstIssuedOn ? [line('reissued', issuedOn)] : []),
    ...(validThrough ? [line('valid-through', validThrough)] : []),
  ];
}

/** Until somebody has reviewed the track, its certificates are samples. */
export function isDraft(track: Part['track']): boolean {
  return track.reviewed.length === 0;
}

function bodyText(words: Words, { track, modules }: Part, given: Issued & { issuer: string }): string {
  const values: Record<string, string> = {
    name: given.name,
    track: withoutRuby(track.title),
    cohort: [wordFiscalYear(words, FiscalYear.of(given.completedOn)), given.cohortName ?? '']
      .join(' ')
      .trim(),
    covers: coversInShort(words, { track, modules }),
    issuer: given.issuer,
  };
  const template = track.certificate?.text ?? words.text('certificates.sheet.text', placeholders);
  return (
    withoutRuby(template)
      .split(/\n+/)
      .map((line) => line.trim())
      // The issuer has a place of its own on the sheet.
      .filter((line) => line !== '' && line !== '{issuer}')
      .map((line) =>
        line.replace(/\{(name|track|cohort|covers|issuer)\}/g, (_, key: string) => values[key] ?? ''),
      )
      .join('\n')
  );
}

/** Lets the standard text keep its blanks, to be filled like an author's. */
const placeholders = Object.fromEntries(
  ['name', 'track', 'cohort', 'covers', 'issuer'].map((name) => [name, `{${name}}`]),
);

/** What had to be done, as far as it is counted: modules, and sessions where they are offered. */
function coversInShort(words: Words, { track, modules }: Part): string {
  const t = (key: string, values: Record<string, unknown>) =>
    words.text(`certificates.sheet.covers.${key}`, values);
  const total = modules.flatMap((module) => module.steps).filter((step) => step.kind === 'session').length;
  const parts = track.complete.flatMap((rule) => {
    if (rule.kind === 'modules' && rule.count === 'all')
      return [t('all', { count: modules.filter((module) => module.required).length })];
    if (rule.kind === 'modules') return [t('some', { count: rule.count })];
    return rule.kind === 'sessions' && servedKinds.has('session')
      ? [t('sessions', { total, count: rule.count })]
      : [];
  });
  return parts.join(t('and', {}));
}

/** Modules with the time that one takes for them alone, and the hours for which one meets. */
function coverLines(words: Words, { track, modules }: Part): string[] {
  const t = (key: string, values: Record<string, unknown>) =>
    words.text(`certificates.sheet.covers.${key}`, values);
  const hours = meetingHoursOf({ track, modules });
  return [
    ...modules
      .filter((module) => module.required)
      .map(({ title, minutes }) => t('line', { title: withoutRuby(title), minutes })),
    ...(hours > 0 ? [t('meetings', { hours })] : []),
  ];
}

/** `own`: what the council says instead of the standard words. */
function disclaimers(words: Words, track: Part['track'], own: string | null): string[] {
  const official = track.certificate?.official;
  return [
    ...(track.certificate?.disclaimer === false ? [] : [own ?? words.text('certificates.sheet.disclaimer')]),
    ...(official ? [words.text('certificates.sheet.official', { ...official })] : []),
  ];
}

/** Both calendars, without the weekday: Reiwa 9 (2027). */
function dayInWords(words: Words, day: CalendarDay): string {
  const era = eraOf(day);
  if (!era) throw new RangeError(`no era for ${day.toString()}`);
  return words.text('certificates.sheet.day', {
    era: words.text(`web.date.era-name.${era.era}`),
    eraYear: era.year === 1 ? words.text('web.date.first-year') : era.year,
    year: day.year,
    month: day.month,
    day: day.day,
  });
}
