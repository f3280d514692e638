/** Goes up with every change of the words under `accounts.consent.text`; what was agreed to stays known by it. */
export const CONSENT_VERSION = '2026-12';

/** The sections of the text in their order, with the number of their lines. */
const SECTIONS = [
  ['purpose', 3],
  ['kept', 3],
  ['not-asked', 2],
  ['seen', 7],
  ['length', 6],
  ['choice', 4],
] as const;

export interface ConsentSection {
  readonly heading: string;
  readonly lines: readonly string[];
}

/** The text as one page shows it. `say` words a key. */
export function toConsentSections(say: (key: string) => string): readonly ConsentSection[] {
  return SECTIONS.map(([name, lines]) => ({
    heading: say(`accounts.consent.text.${name}.heading`),
    lines: Array.from({ length: lines }, (_, index) => say(`accounts.consent.text.${name}.${index + 1}`)),
  }));
}
