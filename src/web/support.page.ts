import type { Council, SupportContact } from '../config/council.js';

interface ContactView extends Omit<SupportContact, 'checked'> {
  /** `tel:` link; null for a web page. */
  readonly telHref: string | null;
  readonly checked: string;
}

export interface SupportPage {
  readonly contacts: readonly ContactView[];
  readonly office: Council['office'];
}

export function toSupportPage(council: Council): SupportPage {
  return {
    contacts: council.contacts.map((contact) => ({
      ...contact,
      telHref: contact.number === null ? null : telHrefOf(contact.number),
      checked: contact.checked.toString(),
    })),
    office: council.office,
  };
}

function telHrefOf(number: string): string {
  return `tel:${number.replace(/[^0-9+]/g, '')}`;
}
