import { ROLES } from './me.js';
import { navigation } from './navigation.rules.js';

const hrefs = (...args: Parameters<typeof navigation>) => navigation(...args).map(({ href }) => href);

describe('navigation', () => {
  it.each([
    [null, ['/', '/tracks', '/activities', '/login', '/register']],
    ['trainee', ['/home', '/path', '/activities', '/certificates', '/settings', '/logout']],
    ['facilitator', ['/home', '/facilitate', '/studio', '/settings', '/logout']],
    [
      'office',
      [
        '/home',
        '/office/reports',
        '/office/certificates',
        '/office/waivers',
        '/office/applications',
        '/office/invitations',
        '/office/activities',
        '/office/desk',
        '/office/audit',
        '/settings',
        '/logout',
      ],
    ],
    [
      'administrator',
      ['/home', '/admin/people', '/admin/cohorts', '/studio', '/admin/audit', '/settings', '/logout'],
    ],
  ] as const)('of %s', (role, expected) => {
    expect(hrefs(role, false)).toEqual(expected);
  });

  it.each(ROLES)('lets a %s with several roles switch', (role) => {
    expect(hrefs(role, true)).toContain('/settings/role');
    expect(hrefs(role, false)).not.toContain('/settings/role');
  });

  it('signs out with POST and goes everywhere else with GET', () => {
    const posts = ROLES.flatMap((role) => navigation(role, true)).filter(({ isPost }) => isPost);
    expect(new Set(posts.map(({ href }) => href))).toEqual(new Set(['/logout']));
  });
});
