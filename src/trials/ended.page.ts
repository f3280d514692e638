const KEPT = ['meetingPoint', 'note', 'why'];
const LONGEST = 2000;

/** What somebody wrote before the time of their link was over. */
export interface EndedPage {
  readonly texts: readonly string[];
}

export function toEndedPage(body: unknown): EndedPage {
  const fields = (body ?? {}) as Readonly<Record<string, unknown>>;
  const texts = KEPT.map((name) => fields[name]).filter((text) => typeof text === 'string');
  return { texts: texts.map((text) => text.trim().slice(0, LONGEST)).filter((text) => text !== '') };
}
