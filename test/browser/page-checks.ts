/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/**
 * What axe does not find: wrong language, dead references, errors that lead nowhere, groups without a legend,
 * links told by colour alone, headings that are bold paragraphs, text that scrolls sideways, spaced-out words.
 * Runs in the page; each finding is one line.
 */
export function findInPage(language: string): string[] {
  const found: string[] = [];
  const all = <E extends Element = HTMLElement>(selector: string): E[] => [
    ...document.querySelectorAll<E>(selector),
  ];
  const words = (element: Element | null) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const say = (what: string, element?: Element | null, more = '') =>
    found.push(`${what} ${(element?.outerHTML ?? '').slice(0, 90).replace(/\s+/g, ' ')} ${more}`.trim());

  if (document.documentElement.lang !== language) say('language', null, document.documentElement.lang);
  if (all('h1').length !== 1) say('one h1', null, String(all('h1').length));
  for (const name of ['main', 'header', 'footer']) if (all(name).length < 1) say('landmark', null, name);
  for (const attribute of ['aria-describedby', 'aria-labelledby', 'aria-controls', 'for'])
    for (const element of all(`[${attribute}]`))
      for (const id of element.getAttribute(attribute)!.split(/\s+/))
        if (id && !document.getElementById(id)) say('reference', element, id);
  for (const link of all('a[href^="#"]')) {
    const id = decodeURIComponent(link.getAttribute('href')!.slice(1));
    if (id && !document.getElementById(id)) say('target', link);
  }
  const ids = all('[id]').map((element) => element.id);
  for (const id of new Set(ids)) if (ids.filter((one) => one === id).length > 1) say('id twice', null, id);

  const errors = all('.fe');
  if (errors.length > 0 && !/^(確認：|Check: )/.test(document.title))
    say('title of a refused form', null, document.title);
  if (errors.length > 0 && all('[aria-invalid=true]').length === 0) say('aria-invalid', errors[0]);
  for (const error of errors)
    if (
      !all('[aria-describedby]').some((control) =>
        control.getAttribute('aria-describedby')!.split(/\s+/).includes(error.id),
      )
    )
      say('error without control', error);
  const told = all('#error-summary a').map(words);
  for (const error of errors)
    if (!told.includes(words(error).replace(/^(エラー：|Error: )/, '')))
      say('error not in the summary', error);

  const groups = new Map<string, HTMLInputElement[]>();
  for (const input of all<HTMLInputElement>('input[type=radio],input[type=checkbox]'))
    groups.set(input.name, [...(groups.get(input.name) ?? []), input]);
  for (const inputs of groups.values())
    if (inputs.length > 1 && !words(inputs[0]!.closest('fieldset')?.querySelector('legend') ?? null))
      say('legend', inputs[0]);
  for (const input of all<HTMLInputElement>('input[type=email],input[type=password],input[type=tel]'))
    if (!input.autocomplete) say('autocomplete', input);
  for (const input of all<HTMLInputElement>('input[placeholder],textarea[placeholder]'))
    say('placeholder', input);
  for (const input of all<HTMLInputElement>('input[type=file]'))
    if (input.form?.enctype !== 'multipart/form-data') say('file in a form that sends its name alone', input);
  for (const form of all<HTMLFormElement>('form'))
    if (![...form.elements].some((control) => (control as HTMLButtonElement).type === 'submit'))
      say('form without button', form);
  for (const form of all('form[method=post]'))
    if (!form.querySelector('input[name=_key]')) say('form without key', form);

  for (const link of all('main p a, main li a, main dd a'))
    if (
      !link.matches('.btn, .nav *, .crumb *') &&
      !getComputedStyle(link).textDecorationLine.includes('underline')
    )
      say('underline', link);
  for (const link of all('a[href]'))
    if (/^(こちら|ここ|詳細|もっと見る|クリック|続きを読む|here|more)$/i.test(words(link)))
      say('link text', link);
  for (const element of all('[onclick],[style]')) say('inline', element);
  for (const header of all<HTMLTableCellElement>('table th')) if (!header.scope) say('scope', header);
  for (const table of all('table')) if (!table.querySelector('caption')) say('caption', table);
  for (const image of all<HTMLImageElement>('img'))
    if (!image.hasAttribute('alt') || /\.(png|jpe?g|webp|svg|gif)$/i.test(image.alt)) say('alt', image);
  for (const paragraph of all('main p')) {
    const parts = [...paragraph.childNodes].filter((node) => node.nodeType === 1 || node.textContent!.trim());
    if (parts.length === 1 && /^(B|STRONG)$/.test(parts[0]!.nodeName) && words(paragraph).length < 40)
      say('bold paragraph as heading', paragraph);
  }
  const body = document.body.innerText;
  const spaced = /(?:[\p{Script=Han}ぁ-んァ-ヶ][ \u3000]){3,}/u.exec(body);
  if (spaced) say('spaced word', null, spaced[0]);
  const slashed = /(?<![\d/.])\d{1,2}[/／]\d{1,2}(?![\d/])/.exec(body);
  if (slashed) say('slash in a number', null, slashed[0]);
  // `![` is how a picture is written, on pages that tell how.
  if (/[！!](?!\[)/.test(body.replace(/!important/g, '')))
    say('exclamation mark', null, /.{0,12}[！!](?!\[)/.exec(body)![0]);
  if (language === 'ja')
    for (const text of all('main p, main li').flatMap((element) =>
      (element.textContent ?? '').split(/(?<=。)/),
    ))
      if ([...text.trim()].length > 90) say('long sentence', null, text.trim().slice(0, 30));
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth)
    say('scrolls sideways', null, `${root.scrollWidth} > ${root.clientWidth}`);
  return found;
}
