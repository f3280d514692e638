/** Tags as our templates write them: small letters, values in double quotes, nothing of a value unescaped. */
const TAG = /<(?:!doctype html|\/[a-z][a-z0-9]*|[a-z][a-z0-9]*(?:\s+[a-zA-Z:-]+(?:="[^"<>]*")?)*)\s*\/?>/g;
const ATTRIBUTE = /\s([a-zA-Z:-]+)(?:="([^"<>]*)")?/g;
const NEVER = new Set(['iframe', 'object', 'embed', 'base', 'style', 'math', 'img', 'xss', 'b', 'body-']);
const LEADS = new Set(['href', 'src', 'action', 'formaction', 'data', 'srcset', 'ping', 'poster']);
const HARMLESS = /^(?:\/(?![/\\])|#|\?|https?:\/\/|mailto:|tel:|webcal:|data:image\/svg\+xml,%3Csvg xmlns)/;

/**
 * Everything in a page of ours that its templates did not write: markup that is not whole, tags and attributes that no
 * page has, addresses that run something. Empty when what was written by others stands there as text only.
 */
export function strangeMarkup(html: string): string[] {
  const found: string[] = [];
  const rest = html.replace(TAG, (tag) => {
    found.push(...strangeIn(tag));
    return '';
  });
  const broken = rest.indexOf('<');
  if (broken >= 0) found.push(rest.slice(broken, broken + 80));
  return found;
}

function strangeIn(tag: string): string[] {
  const name = /^<\/?([a-z0-9!]+)/.exec(tag)?.[1] ?? '';
  if (NEVER.has(name)) return [tag];
  if (name === 'script' && !/^<(?:\/script|script src="\/assets\/[^"]*" defer)>$/.test(tag)) return [tag];
  return [...tag.matchAll(ATTRIBUTE)].flatMap(([, attribute, value]) => {
    const isRun = /^on/i.test(attribute!) || attribute === 'srcdoc';
    const isLed = LEADS.has(attribute!) && !HARMLESS.test((value ?? '').replaceAll('&#x3D;', '='));
    return isRun || isLed ? [tag] : [];
  });
}
