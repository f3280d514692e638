import type { Role } from './me.js';

/** One entry of the main menu; its words are `web.nav.<key>`. */
export interface MenuItem {
  readonly key: string;
  readonly href: string;
  /** Sent with POST (signing out): a button that looks like a link. */
  readonly isPost: boolean;
}

const go = (key: string, href: string): MenuItem => ({ key, href, isPost: false });

const VISITOR = [
  go('top', '/'),
  go('tracks', '/tracks'),
  go('activities', '/activities'),
  go('sign-in', '/login'),
  go('register', '/register'),
];
const OWN: Record<Role, readonly MenuItem[]> = {
  trainee: [
    go('home', '/home'),
    go('path', '/path'),
    go('activities', '/activities'),
    go('certificates', '/certificates'),
  ],
  facilitator: [go('home', '/home'), go('facilitate', '/facilitate'), go('studio', '/studio')],
  office: [
    go('home', '/home'),
    go('reports', '/office/reports'),
    go('certificates', '/office/certificates'),
    go('waivers', '/office/waivers'),
    go('applications', '/office/applications'),
    go('invitations', '/office/invitations'),
    go('office-activities', '/office/activities'),
    go('desk', '/office/desk'),
    go('audit', '/office/audit'),
  ],
  administrator: [
    go('home', '/home'),
    go('people', '/admin/people'),
    go('cohorts', '/admin/cohorts'),
    go('studio', '/studio'),
    go('audit', '/admin/audit'),
  ],
};

/** The main menu of a visitor (null) or of somebody acting in one role. Same entries, same order, on every page. */
export function navigation(role: Role | null, isOneOfSeveral: boolean): readonly MenuItem[] {
  if (!role) return VISITOR;
  return [
    ...OWN[role],
    go('settings', '/settings'),
    ...(isOneOfSeveral ? [go('switch-role', '/settings/role')] : []),
    { key: 'sign-out', href: '/logout', isPost: true },
  ];
}

/** Links at the foot of every page; words are `web.footer.<key>`. */
export const footerLinks: readonly MenuItem[] = [
  go('activities', '/activities'),
  go('support', '/support'),
  go('display', '/settings/display'),
  go('verify', '/verify'),
];
