import { engineWith, show, trainee, visitor } from '../../test/support/views.js';
import { DEFAULT_DISPLAY } from './display.rules.js';

const titleOf = (html: string) => /<title>(.*)<\/title>/.exec(html)![1];

describe('titles', () => {
  const error = { incident: null, again: null, refusal: null };

  it.each([
    ['from the words of the page', 'errors/404', error, visitor, 'ページが見つかりません - ともに'],
    [
      'in the language of the page',
      'errors/404',
      error,
      { ...visitor, lang: 'en' as const },
      'Page not found - ともに',
    ],
    ['from the model', 'errors/404', { ...error, title: '{沈黙|ちんもく}' }, visitor, '沈黙 - ともに'],
    [
      'neutral where asked',
      'errors/404',
      { ...error, title: '沈黙', documentTitle: '読みもの' },
      visitor,
      '読みもの - ともに',
    ],
    [
      'with a warning when refused',
      'errors/404',
      error,
      { ...visitor, isInvalid: true },
      '確認：ページが見つかりません - ともに',
    ],
    [
      'escaped',
      'errors/404',
      { ...error, title: '</title><b>' },
      visitor,
      '&lt;/title&gt;&lt;b&gt; - ともに',
    ],
  ])('are %s', (_, name, model, page, title) => {
    const html = engineWith({}).render(name, model, page).toString();
    expect(titleOf(html)).toBe(title);
  });

  it('stand in the heading without ruby or warning', () => {
    const html = show(
      '<h1>{{@title}}</h1>',
      { title: '{沈黙|ちんもく}', documentTitle: 'x' },
      { isInvalid: true },
    );
    expect(html).toContain('<h1>沈黙</h1>');
  });

  it('of a page that has none are an error', () => {
    const views = engineWith({ 'try/page': 'x' });
    expect(() => views.render('try/page', {}, visitor)).toThrow('no text "try.page.title" in ja');
  });
});

describe('the frame', () => {
  it('follows the display settings', () => {
    const ui = { ...DEFAULT_DISPLAY, theme: 'dark', size: 'xl', ruby: true, lang: 'en' } as const;
    expect(show('x', {}, { ui, lang: 'en' })).toContain(
      '<html lang="en" data-theme="dark" data-size="xl" class="ruby">',
    );
    expect(show('x', {})).toContain('<html lang="ja">');
  });

  it('has each landmark once, the skip link first, one style sheet and no inline code', () => {
    const html = show('x', {}, trainee);
    for (const part of ['<header', '<main', '<footer', '<h1', 'rel="stylesheet"'])
      expect(html.split(part)).toHaveLength(part === '<h1' ? 1 : 2);
    expect(/<body>\s*<a class="skip" href="#main">/.test(html)).toBe(true);
    expect(html).not.toMatch(/\sstyle=|\son\w+=|<style|<script(?! src=)/);
  });

  it('brings the script only to pages with a form that writes', () => {
    expect(show('x', {}, trainee)).not.toContain('<script');
    expect(show('<form method="post">{{> form-key}}</form>', {})).toContain('<script src="/assets/e.');
  });

  it('offers a trainee to stop for today, and everybody a place to turn to', () => {
    expect(show('x', {}, trainee)).toMatch(/href="\/pause"[\s\S]*href="\/support"/);
    expect(show('x', {})).not.toContain('/pause');
    expect(show('x', {})).toContain('href="/support"');
  });

  it('says who is signed in, and as what where there is a choice', () => {
    const both = { displayName: '<さくら>', role: 'trainee', roles: ['trainee', 'office'] } as const;
    expect(show('x', {}, trainee)).toContain('<li class="who">さくらさん</li>');
    expect(show('x', {}, { me: both })).toContain('<li class="who">&lt;さくら&gt;さん（受講者）</li>');
    expect(show('x', {})).not.toContain('class="who"');
  });

  it('marks where one is in the menu', () => {
    expect(show('x', {}, { ...trainee, path: '/path' })).toContain('<a href="/path" aria-current="page">');
  });
});

describe('what people write', () => {
  it('may be cut in the middle of a character', () => {
    expect(show('{{text}}', { text: '\ud842x𠮷' })).toContain('\ufffdx𠮷');
  });

  it.each([
    '<script>alert(1)</script>',
    '"><svg/onload=alert(1)>',
    "' onfocus=alert(1) autofocus='",
    '{{@me}} {{#each this}} {{{x}}}',
    '</textarea><script>',
    '`${alert(1)}` javascript:alert(1)//',
  ])('stays text: %s', (text) => {
    const field = {
      id: 'a',
      name: 'a',
      value: text,
      values: [text],
      error: { code: 'web.who.one', params: { name: text } },
    };
    const source =
      '<p title="{{text}}">{{text}}{{ruby text}}</p>{{> textarea field=field label=text hint=text}}{{> choice-group field=field legend=text options=options}}{{> summary-list rows=rows}}';
    const model = {
      title: text,
      text,
      field,
      options: [{ value: text, text }],
      rows: [{ key: text, value: text }],
    };
    const html = show(source, model, {
      me: { displayName: text, role: 'trainee', roles: ['trainee'] },
      path: text,
    });
    expect(html).not.toMatch(/<script>|<svg|<img/);
    for (const [tag] of html.matchAll(/<[a-z][^>]*>/g))
      expect(tag.replace(/"[^"]*"/g, '')).not.toMatch(/\son\w+|autofocus/);
  });
});
