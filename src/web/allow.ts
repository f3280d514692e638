import 'reflect-metadata';
import type { Role } from './me.js';

/** Who may enter a route: acting roles, and 'anonymous' for visitors without a session. */
export type Entrant = Role | 'anonymous';

const EVERYONE: readonly Entrant[] = ['anonymous', 'trainee', 'facilitator', 'office', 'administrator'];
const ALLOW = 'tomoni:allow';
const REAUTHENTICATED = 'tomoni:reauthenticated';

/** Declares who may enter; a route without it stops the application from starting. Others are told "not found". */
export function Allow(...entrants: readonly Entrant[]): MethodDecorator {
  return (_target, _name, descriptor) => {
    Reflect.defineMetadata(ALLOW, entrants, descriptor.value as object);
  };
}
Allow.everyone = (): MethodDecorator => Allow(...EVERYONE);
Allow.signedIn = (): MethodDecorator => Allow('trainee', 'facilitator', 'office', 'administrator');

/** The person must have proved who they are within the last ten minutes (before names leave the house). */
export function Reauthenticated(): MethodDecorator {
  return (_target, _name, descriptor) => {
    Reflect.defineMetadata(REAUTHENTICATED, true, descriptor.value as object);
  };
}

/** Null when the handler declares nothing. */
export function allowedOn(handler: object): readonly Entrant[] | null {
  return (Reflect.getMetadata(ALLOW, handler) as readonly Entrant[] | undefined) ?? null;
}

export function needsReauthentication(handler: object): boolean {
  return Reflect.getMetadata(REAUTHENTICATED, handler) === true;
}
