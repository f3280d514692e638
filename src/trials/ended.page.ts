const KEPT = ['meetingPoint', 'note', 'why'];
const LONGEST = 2000;

/** What somebody wrote before the time of their link was over. */
export interface EndedPage {
  readonly texts: readonly string[];
}

export function toEndedPage(body: unknown): EndedPage {
  return { texts: textsIn(body, KEPT) };
}

/** What was written in these fields, to be copied: nothing of it was saved. */
export function textsIn(body: unknown, names: readonly string[]): string[] {
  const fields = (body ?? {}) as Readonly<Record<string, unknown>>;
  const texts = names.map((name) => fields[name]).filter((text) => typeof text === 'string');
  return texts.map((text) => text.trim().slice(0, LONGEST)).filter((text) => text !== '');
}
