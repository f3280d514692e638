import { ConfigError } from './config-error.js';

/** A part of the town as people name it. */
export interface Area {
  readonly id: string;
  readonly name: string;
}

/** The directory of activities: where they are, and when their entries and the requests to visit them grow old. */
export interface DirectorySettings {
  readonly areas: readonly Area[];
  /** Days without a confirmation after which an entry's organiser is asked, it is marked, it is hidden. */
  readonly freshness: { readonly ask: number; readonly unconfirmed: number; readonly hidden: number };
  /** Days after a trial visit on which the request and everything written with it is deleted. */
  readonly keepVisitsDays: number;
  /** 全国地方公共団体コード, six digits, for open data; null where the council has none. */
  readonly municipalityCode: string | null;
}

type Node = Record<string, unknown>;

/** @throws ConfigError naming the key that is wrong */
export function readDirectorySettings(value: unknown, file: string): DirectorySettings {
  const node = value === undefined ? {} : value;
  if (node === null || typeof node !== 'object')
    throw new ConfigError(`${file}: activities must be a list of settings`);
  const settings = node as Node;
  const days = (key: string, usual: number) =>
    daysOf(settings[key], { usual, key: `activities.${key}`, file });
  const ask = days('confirm_days', 90);
  const unconfirmed = ask + days('unconfirmed_after_days', 14);
  const code = settings.municipality_code;
  if (code !== undefined && (typeof code !== 'string' || !/^\d{6}$/.test(code)))
    throw new ConfigError(`${file}: activities.municipality_code must be six digits`);
  return {
    areas: areasOf(settings.areas, file),
    freshness: { ask, unconfirmed, hidden: unconfirmed + days('hidden_after_days', 30) },
    keepVisitsDays: days('keep_visits_days', 30),
    municipalityCode: code ?? null,
  };
}

function areasOf(value: unknown, file: string): readonly Area[] {
  if (value === undefined) return [];
  const wrong = new ConfigError(
    `${file}: activities.areas must be a list of areas, each with an id (letters, digits, -) and a name`,
  );
  if (!Array.isArray(value)) throw wrong;
  const areas = (value as (Node | null)[]).map((one) => {
    const { id, name } = one ?? {};
    if (typeof id !== 'string' || !/^[a-z][a-z0-9-]{0,39}$/.test(id)) throw wrong;
    if (typeof name !== 'string' || name.trim() === '') throw wrong;
    return { id, name };
  });
  if (new Set(areas.map(({ id }) => id)).size < areas.length)
    throw new ConfigError(`${file}: activities.areas has the same id twice`);
  return areas;
}

function daysOf(value: unknown, { usual, key, file }: { usual: number; key: string; file: string }): number {
  if (value === undefined) return usual;
  const days = typeof value === 'string' && /^\d{1,3}$/.test(value) ? Number(value) : 0;
  if (days < 1) throw new ConfigError(`${file}: ${key} must be a number of days from 1 to 999`);
  return days;
}
