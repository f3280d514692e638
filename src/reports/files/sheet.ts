/** What a cell of a column holds: days come as `YYYY-MM-DD`, shares as numbers with one decimal. */
export type ColumnKind = 'text' | 'number' | 'day' | 'share';

/** Text in a column of numbers is a sign (of a hidden count) and stays text; null is an empty cell. */
export type SheetValue = string | number | null;

export interface SheetColumn {
  readonly title: string;
  readonly kind: ColumnKind;
  /** In letters of the Latin alphabet; a Japanese one takes two. */
  readonly width: number;
}

/** One table of a file. Its rows may be more than memory holds: they are read once, in their order. */
export interface Sheet {
  readonly name: string;
  /** Printed above every page. */
  readonly heading: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: AsyncIterable<readonly (readonly SheetValue[])[]>;
}

export async function* inOnePiece<T>(rows: readonly T[]): AsyncGenerator<readonly T[]> {
  yield rows;
}
