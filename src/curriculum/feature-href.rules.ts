/** Parts of the product that a curriculum may name with {feature:…} and that are served, by where they stand. */
const SERVED: ReadonlyMap<string, string> = new Map([
  ['activities', '/activities'],
  ['trial', '/activities/trials'],
]);

/** Null while that part is not served: then the office is named in its place. */
export function featureHref(id: string): string | null {
  return SERVED.get(id) ?? null;
}
