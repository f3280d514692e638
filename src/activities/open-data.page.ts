import type { Words } from '../web/locales.js';
import { ACTIVITY_COLUMNS, DAYS_AHEAD, EVENT_COLUMNS } from './open-data.rules.js';
import type { DataColumn } from './open-data.rules.js';

export interface OpenDataPage {
  readonly council: string;
  /** From today, whose times stand in the file of events. */
  readonly days: number;
  readonly files: readonly FileView[];
}

interface FileView {
  readonly key: 'activities' | 'events';
  readonly columns: readonly { readonly name: string; readonly meaning: string; readonly isOwn: boolean }[];
  /** Names of the columns of the standard that stay empty. */
  readonly empty: readonly string[];
}

/** Columns have their Japanese names, what they hold is said in the language of the page. */
export function toOpenDataPage(council: string, { ja, own }: { ja: Words; own: Words }): OpenDataPage {
  const fileOf = (key: FileView['key'], columns: readonly DataColumn<never>[]): FileView => ({
    key,
    columns: columns
      .filter(({ value }) => value !== null)
      .map((column) => ({
        name: nameOf(column, ja),
        meaning: own.text(`activities-files.meaning.${column.key}`),
        isOwn: column.isOwn,
      })),
    empty: columns.filter(({ value }) => value === null).map((column) => nameOf(column, ja)),
  });
  return {
    council,
    days: DAYS_AHEAD,
    files: [fileOf('activities', ACTIVITY_COLUMNS), fileOf('events', EVENT_COLUMNS)],
  };
}

function nameOf({ key }: DataColumn<never>, words: Words): string {
  return words.text(`activities-files.column.${key}`);
}
