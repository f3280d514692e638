import { Person } from '../../src/accounts/person.entity.js';
import { PasswordService } from '../../src/accounts/password.service.js';
import { PersonService } from '../../src/accounts/person.service.js';
import { SessionService } from '../../src/accounts/session.service.js';
import { STAFF_ROLES } from '../../src/web/me.js';
import type { Role } from '../../src/web/me.js';
import type { Browser, TestApp } from '../support/app.js';

export interface PersonState {
  readonly roles?: readonly Role[];
  readonly password?: string;
  readonly email?: string | null;
  readonly displayName?: string;
  readonly disabled?: boolean;
}

export interface KnownPerson {
  readonly id: string;
  readonly learnerNumber: string;
  readonly password: string;
  readonly email: string | null;
  readonly displayName: string;
  readonly roles: readonly Role[];
}

/** A person with an account; a trainee without a mail address unless told otherwise. */
export async function aPerson(app: TestApp, state: PersonState = {}): Promise<KnownPerson> {
  const password = state.password ?? 'ことりが三羽とまっている木のえだ';
  const known = {
    password,
    email: state.email ?? null,
    displayName: state.displayName ?? '葵',
    roles: state.roles ?? (['trainee'] as const),
  };
  const passwordHash = await app.get(PasswordService).hash(password);
  const made = await app.db.write(async (tx) => {
    const person = await app.get(PersonService).create(tx, { ...known, passwordHash });
    if (state.disabled) await tx.update(Person, { id: person.id }, { disabledAt: app.clock.now() });
    return person;
  });
  return { ...made, ...known };
}

export interface SignInState {
  /** The role to act in; the person's first unless told. */
  readonly role?: Role;
  readonly ownDevice?: boolean;
  /** Staff have given their second factor unless told otherwise. */
  readonly secondFactor?: boolean;
}

/** A browser in which the person is signed in, without the sign-in page: only a session row and its cookie. */
export async function signIn(app: TestApp, person: KnownPerson, state: SignInState = {}): Promise<Browser> {
  return withCookie(app, `session=${await aSession(app, person, state)}`);
}

/** A session of the person: what its cookie holds. */
export async function aSession(app: TestApp, person: KnownPerson, state: SignInState = {}): Promise<string> {
  const role = state.role ?? person.roles[0]!;
  const hasSecondFactor = state.secondFactor ?? STAFF_ROLES.includes(role);
  const now = app.clock.now();
  const { token } = await app.db.write((tx) =>
    app.get(SessionService).start(tx, {
      personId: person.id,
      role,
      ownDevice: state.ownDevice ?? false,
      userAgent: undefined,
      secondFactorAt: hasSecondFactor ? now : null,
      reauthenticatedAt: now,
    }),
  );
  return token;
}

/** A new browser that holds one cookie. */
export function withCookie(app: TestApp, cookie: string): Browser {
  const browser = app.browser();
  browser.jar.setCookie(`${cookie}; Path=/`, '127.0.0.1', '/');
  return browser;
}
