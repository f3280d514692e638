import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { CalendarDay } from '../shared/calendar-day.js';
import { readCertificateSettings } from './certificate-settings.js';
import type { CertificateSettings } from './certificate-settings.js';
import { ConfigError } from './config-error.js';
import { readDirectorySettings } from './directory-settings.js';
import type { DirectorySettings } from './directory-settings.js';

/** A place to turn to. Numbers are kept as text: a leading zero is part of them. */
export interface SupportContact {
  readonly id: string;
  readonly name: string;
  readonly number: string | null;
  readonly url: string | null;
  readonly hours: string;
  readonly cost: string;
  readonly note: string | null;
  /** The day on which somebody last dialled or looked it up. */
  readonly checked: CalendarDay;
}

export interface Council {
  /** Where all this was read, for words about what is wrong with it. */
  readonly file: string;
  readonly name: string;
  /** Neutral name of the site, shown in page titles and mail subjects: it must not tell who uses it. */
  readonly site: string;
  readonly issuer: { readonly organisation: string; readonly person: string };
  readonly office: {
    readonly name: string;
    readonly phone: string;
    readonly hours: string;
    readonly email: string | null;
    readonly address: string | null;
  };
  readonly contacts: readonly SupportContact[];
  /** Where the certificates of a track differ from the others; by id of the track. */
  readonly certificates: Readonly<Record<string, CertificateSettings>>;
  /** Days after a cohort's first day on which applications that led to no seat are deleted. */
  readonly keepApplicationsDays: number;
  readonly activities: DirectorySettings;
  readonly studio: {
    /** Whether a second person must confirm what is published in the studio. */
    readonly secondPerson: boolean;
  };
}

type Node = Record<string, unknown>;
const KEEP_APPLICATIONS_DAYS = 90;

/** Reads council.yaml. @throws ConfigError naming the file and the key that is missing or wrong. */
export function readCouncil(file: string): Council {
  const root = load(file);
  const text = (node: Node, path: string, key: string): string => {
    const value = node[key];
    if (typeof value !== 'string' || value.trim() === '')
      throw new ConfigError(`${file}: ${path}${key} must be text`);
    return value;
  };
  const optional = (node: Node, key: string) => (typeof node[key] === 'string' ? node[key] : null);
  const branch = (key: string): Node => {
    const value = root[key];
    if (value === null || typeof value !== 'object') throw new ConfigError(`${file}: ${key} is missing`);
    return value as Node;
  };
  const issuer = branch('issuer');
  const office = branch('office');
  const contacts = branch('contacts');
  if (!Array.isArray(contacts)) throw new ConfigError(`${file}: contacts must be a list`);
  return {
    file,
    name: text(root, '', 'name'),
    site: text(root, '', 'site'),
    issuer: {
      organisation: text(issuer, 'issuer.', 'organisation'),
      person: text(issuer, 'issuer.', 'person'),
    },
    office: {
      name: text(office, 'office.', 'name'),
      phone: text(office, 'office.', 'phone'),
      hours: text(office, 'office.', 'hours'),
      email: optional(office, 'email'),
      address: optional(office, 'address'),
    },
    certificates: readCertificateSettings(root.certificates, file),
    keepApplicationsDays: daysOf(root.keep_applications_days, file),
    activities: readDirectorySettings(root.activities, file),
    studio: { secondPerson: isSecondPersonWanted(root.studio, file) },
    contacts: (contacts as Node[]).map((contact, index) => {
      const path = `contacts[${index}].`;
      const checked = CalendarDay.parse(text(contact, path, 'checked'));
      if (!checked) throw new ConfigError(`${file}: ${path}checked must be a day like 2026-11-01`);
      return {
        id: text(contact, path, 'id'),
        name: text(contact, path, 'name'),
        number: optional(contact, 'number'),
        url: optional(contact, 'url'),
        hours: text(contact, path, 'hours'),
        cost: text(contact, path, 'cost'),
        note: optional(contact, 'note'),
        checked,
      };
    }),
  };
}

function isSecondPersonWanted(studio: unknown, file: string): boolean {
  if (studio === undefined) return false;
  const wanted = studio !== null && typeof studio === 'object' ? (studio as Node).second_person : '';
  if (wanted === undefined || wanted === 'no') return false;
  if (wanted !== 'yes') throw new ConfigError(`${file}: studio.second_person must be yes or no`);
  return true;
}

function daysOf(value: unknown, file: string): number {
  if (value === undefined) return KEEP_APPLICATIONS_DAYS;
  const days = typeof value === 'string' && /^\d{1,3}$/.test(value) ? Number(value) : 0;
  if (days < 1)
    throw new ConfigError(`${file}: keep_applications_days must be a number of days from 1 to 999`);
  return days;
}

function load(file: string): Node {
  let source: string;
  try {
    source = readFileSync(file, 'utf8');
  } catch {
    throw new ConfigError(
      `${file} cannot be read. Copy council.yaml there, or point TOMONI_COUNCIL to yours.`,
    );
  }
  // The failsafe schema keeps every scalar a string: a telephone number must not lose its zero.
  const document = parseDocument(source, { schema: 'failsafe' });
  const problem = document.errors[0];
  if (problem) throw new ConfigError(`${file}: ${problem.message.split('\n')[0]}`);
  const root: unknown = document.toJS();
  if (root === null || typeof root !== 'object') throw new ConfigError(`${file} is empty`);
  return root as Node;
}
