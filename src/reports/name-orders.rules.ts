/** How the rows of a list with names are laid out. `track`: by course, cohort and number, as it is when nobody chose. */
export const ROW_ORDERS = ['track', 'reading', 'completed', 'enrolled'] as const;
export type RowOrder = (typeof ROW_ORDERS)[number];

export const USUAL_ORDER: RowOrder = 'track';

export function isRowOrder(text: string): text is RowOrder {
  return (ROW_ORDERS as readonly string[]).includes(text);
}
