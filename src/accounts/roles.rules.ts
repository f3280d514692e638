import { ROLES, STAFF_ROLES } from '../web/me.js';
import type { Role } from '../web/me.js';

export function isStaff(role: Role): boolean {
  return STAFF_ROLES.includes(role);
}

/** The roles in their fixed order; anything that is no role is left out. */
export function toRoles(names: string | null): readonly Role[] {
  const held = new Set((names ?? '').split(','));
  return ROLES.filter((role) => held.has(role));
}

/** The role that a sign-in begins in: the one with the least power. Null for a person without any. */
export function firstRole(roles: readonly Role[]): Role | null {
  return ROLES.find((role) => roles.includes(role)) ?? null;
}
