import { ACTS, THINGS } from '../audit/acts.rules.js';
import { ROLES } from '../web/me.js';
import type { Role } from '../web/me.js';

interface Row {
  readonly seq: number;
  readonly at: number;
  readonly actor_id: string | null;
  readonly role: string | null;
  readonly act: string;
  readonly object: string;
  readonly detail: string;
  readonly name: string | null;
}

/** A row as a person reads it. */
export interface AuditLine {
  readonly seq: number;
  readonly at: Date;
  /** Null for the system and for visitors. */
  readonly role: Role | null;
  /** Only of who acted in a role of the staff. */
  readonly name: string | null;
  readonly actorId: string | null;
  readonly act: string;
  /** False for acts that this version has no words for. */
  readonly isWorded: boolean;
  /** Null when this version has no word for it. */
  readonly thing: string | null;
  readonly objectId: string;
  /** The role that was granted or revoked. */
  readonly about: Role | null;
}

const SHOWN_SIGNS = 8;

export function toAuditLine(row: Row): AuditLine {
  const colon = row.object.indexOf(':');
  const thing = row.object.slice(0, colon);
  return {
    seq: row.seq,
    at: new Date(Number(row.at)),
    role: roleOf(row.role),
    name: row.name === '' ? null : row.name,
    actorId: row.actor_id === null ? null : endOf(row.actor_id),
    act: row.act,
    isWorded: (ACTS as readonly string[]).includes(row.act),
    thing: (THINGS as readonly string[]).includes(thing) ? thing : null,
    objectId: endOf(row.object.slice(colon + 1)),
    about: roleOf((JSON.parse(row.detail) as { role?: unknown }).role),
  };
}

/** Enough to tell two apart; the beginning of an id says when it was made. */
function endOf(id: string): string {
  return id.slice(-SHOWN_SIGNS);
}

function roleOf(text: unknown): Role | null {
  return ROLES.find((role) => role === text) ?? null;
}
