/** Goes up with every change of the words under `applications.consent.text`; what was agreed to stays known by it. */
export const APPLICATION_CONSENT_VERSION = '2026-12';

/** The sections of the text in their order, with the number of their lines. */
const SECTIONS = [
  ['purpose', 2],
  ['kept', 3],
  ['not-asked', 1],
  ['seen', 3],
  ['length', 2],
  ['choice', 2],
] as const;

export interface ConsentSection {
  readonly heading: string;
  readonly lines: readonly string[];
}

/** The text as one page shows it. `say` words a key. */
export function toApplicationConsent(say: (key: string) => string): readonly ConsentSection[] {
  return SECTIONS.map(([name, lines]) => ({
    heading: say(`applications.consent.text.${name}.heading`),
    lines: Array.from({ length: lines }, (_, index) => say(`applications.consent.text.${name}.${index + 1}`)),
  }));
}
