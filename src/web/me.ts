import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

export const ROLES = ['trainee', 'facilitator', 'office', 'administrator'] as const;
export type Role = (typeof ROLES)[number];
export const STAFF_ROLES: readonly Role[] = ['facilitator', 'office', 'administrator'];

/** Who is asking, as the guard found out from the session. Roles do not inherit: one acts at a time. */
export interface Me {
  readonly personId: string;
  readonly role: Role;
  readonly roles: readonly Role[];
  readonly displayName: string;
  readonly learnerNumber: string;
  /** Hash of the cookie; never the cookie itself. */
  readonly sessionId: string;
  readonly secondFactorDone: boolean;
  readonly reauthenticatedAt: Date | null;
  /** Display settings, as `parseDisplay` reads them; empty for the defaults. */
  readonly ui: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard on every route; null for a visitor. */
    me?: Me | null;
  }
}

/** The signed-in person, or null on routes open to visitors. */
export const CurrentPerson = createParamDecorator((_: unknown, context: ExecutionContext): Me | null => {
  return context.switchToHttp().getRequest<FastifyRequest>().me ?? null;
});
