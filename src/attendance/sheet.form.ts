import { ArrayMaxSize, MaxLength } from 'class-validator';
import { Field } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { readMinutes } from './sheet.rules.js';
import type { Mark } from './sheet.rules.js';

/** More people than any cohort has. */
const MOST = 2000;

/** A signed sheet: who is on it, who was there, who made up for it, how late somebody came. */
export class SheetForm {
  /** Ids of the enrolments on it, in the order of the rows. */
  @Field({ many: true })
  @ArrayMaxSize(MOST, { message: 'web.form.unreadable' })
  who: string[];

  /** One for each row. */
  @Field({ many: true })
  @ArrayMaxSize(MOST, { message: 'web.form.unreadable' })
  late: string[];

  @Field({ many: true })
  @ArrayMaxSize(MOST, { message: 'web.form.unreadable' })
  present: string[];

  @Field({ many: true })
  @ArrayMaxSize(MOST, { message: 'web.form.unreadable' })
  madeUp: string[];

  @Field({ many: true })
  @ArrayMaxSize(MOST, { message: 'web.form.unreadable' })
  absent: string[];

  /** `1`: whoever has no mark was not there. */
  @Field()
  @MaxLength(1, { message: 'web.form.unreadable' })
  rest: string;

  @Field()
  @MaxLength(64, { message: 'web.form.unreadable' })
  version: string;
}

/** What was ticked and typed, row by row, or what cannot be. `recorded` were there already and have no box. */
export function readSheet(
  { who, late, present, madeUp, absent, rest }: SheetForm,
  recorded: ReadonlySet<string>,
): { readonly marks: readonly Mark[]; readonly errors: FormView['errors'] } {
  const errors: FormView['errors'][number][] = [];
  const say = (field: string, code: string) => errors.push({ field, code, params: {} });
  if (who.length !== late.length) say('sheet-rows', 'web.form.unreadable');
  const marks = who.map((enrolmentId, row): Mark => {
    const isPresent = present.includes(enrolmentId) || recorded.has(enrolmentId);
    const typed = late[row] ?? '';
    const minutesLate = typed === '' ? null : readMinutes(typed);
    const marked = [present, madeUp, absent].filter((ids) => ids.includes(enrolmentId));
    if (marked.length > 1) say(`present-${row}`, 'attendance.sheet.both');
    if (typed !== '' && minutesLate === null) say(`late-${row}`, 'attendance.sheet.minutes');
    else if (typed !== '' && !isPresent) say(`late-${row}`, 'attendance.sheet.late-alone');
    const isAbsent = absent.includes(enrolmentId) || rest === '1';
    const kind = isPresent
      ? 'present'
      : madeUp.includes(enrolmentId)
        ? 'made-up'
        : isAbsent
          ? 'absent'
          : 'open';
    return { enrolmentId, kind, minutesLate };
  });
  return { marks, errors };
}
