import { engineWith, trainee, visitor } from '../../test/support/views.js';
import { DEFAULT_DISPLAY } from './display.rules.js';
import { KeptHtml } from './page-frame.js';

const template = '<h1>{{@title}}</h1>{{html text}}<form method="post">{{> form-key}}</form>';
const views = engineWith({ 'try/page': template, 'try/other': '{{text}}' });
const model = { title: 'x', text: new KeptHtml('<p>あいうえお</p>') };
const keyless = (html: Buffer) => html.toString().replaceAll(/value="[0-9a-f-]{36}"/g, '');
const other = { ...trainee, me: { ...trainee.me!, displayName: '<葵>' } };

describe('a page that is kept', () => {
  const dark = { ...DEFAULT_DISPLAY, theme: 'dark', lang: 'en' } as const;
  it.each([
    ['a visitor', visitor],
    ['somebody signed in', trainee],
    ['somebody else', other],
    ['one of several roles', { ...trainee, me: { ...trainee.me!, roles: ['trainee', 'office'] as const } }],
    ['another role', { ...trainee, me: { ...trainee.me!, role: 'office', roles: ['office'] } as const }],
    ['other settings', { ...trainee, ui: dark, lang: 'en' as const }],
    ['a page of the menu', { ...trainee, path: '/path' }],
    ['another council', { ...trainee, site: 'みんなで', office: { ...trainee.office, phone: '000' } }],
  ])('is what it would be if it was not, for %s', (_, page) => {
    for (const _again of [1, 2])
      expect(keyless(views.renderKept('try/page', model, page))).toBe(
        keyless(views.render('try/page', { ...model }, page)),
      );
  });

  it('names each reader, and nobody else', () => {
    expect(views.renderKept('try/page', model, trainee).toString()).toContain('さくらさん');
    const html = views.renderKept('try/page', model, other).toString();
    expect(html).toContain('&lt;葵&gt;さん');
    expect(html).not.toContain('さくら');
  });

  it('has fresh keys each time, one for each form', () => {
    const keys = [1, 2].flatMap(() =>
      [
        ...views
          .renderKept('try/page', model, trainee)
          .toString()
          .matchAll(/name="_key" value="([^"]+)"/g),
      ].map(([, key]) => key),
    );
    expect(keys).toHaveLength(4); // signing out is a form, too
    expect(new Set(keys).size).toBe(4);
  });

  it('cannot be one that shows who reads it', () => {
    const nosy = engineWith({ 'try/page': '{{@me.displayName}}' });
    expect(() => nosy.renderKept('try/page', { title: 'x' }, trainee)).toThrow();
    expect(nosy.render('try/page', { title: 'x' }, trainee).toString()).toContain('さくら');
  });
});

describe('kept HTML', () => {
  it('is not taken for something else when a person writes what looks like a place', () => {
    const typed = '\u{e000}0 0\u{e000}';
    const html = views.render('try/other', { title: 'x', text: typed }, trainee).toString();
    expect(html).toContain(typed);
  });

  it('stands where it is shown', () => {
    const html = views.render('try/page', { ...model }, trainee).toString();
    expect(html).toMatch(/<h1>x<\/h1><p>あいうえお<\/p><form/);
  });
});
