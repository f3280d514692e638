import { Column, PrimaryColumn } from 'typeorm';
import type { ValueTransformer } from 'typeorm';
import { CalendarDay } from '../shared/calendar-day.js';

interface ColumnChoice {
  nullable?: boolean;
}

// TypeORM also hands values inside FindOperators (In, MoreThan) and null; `from` may meet undefined columns.
const instant: ValueTransformer = {
  to: (value: unknown) => (value instanceof Date ? value.getTime() : value),
  from: (value: unknown) => (value === null || value === undefined ? value : new Date(Number(value))),
};

const day: ValueTransformer = {
  to: (value: unknown) => (value instanceof CalendarDay ? value.toString() : value),
  from: (value: unknown) => (typeof value === 'string' ? CalendarDay.parse(value) : value),
};

/** The primary key: a UUID made by `newId`, as text on both engines. */
export const IdColumn = (): PropertyDecorator => PrimaryColumn('varchar', { length: 36 });

/** The id of another table's row. */
export const RefColumn = (choice: ColumnChoice = {}): PropertyDecorator =>
  Column({ type: 'varchar', length: 36, ...choice });

/** A `Date`, stored as epoch milliseconds: exact, sortable, and free of time zones. */
export const Instant = (choice: ColumnChoice = {}): PropertyDecorator =>
  Column({ type: 'bigint', transformer: instant, ...choice });

/** A `CalendarDay`, stored as `YYYY-MM-DD`. */
export const Day = (choice: ColumnChoice = {}): PropertyDecorator =>
  Column({ type: 'varchar', length: 10, transformer: day, ...choice });
