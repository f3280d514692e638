/** Texts that become scripts, templates or markup wherever something is not escaped. */
export const polyglots: readonly string[] = [
  '<script>alert(1)</script>',
  '"><script>alert(1)</script>',
  "'><img src=x onerror=alert(1)>",
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  '<img src=x onerror="alert(1)">',
  '<body onload=alert(1)>',
  '<details open ontoggle=alert(1)>',
  '<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)>',
  '</title><script>alert(1)</script>',
  '</textarea><script>alert(1)</script>',
  '</style><script>alert(1)</script>',
  '<!--><script>alert(1)</script>-->',
  '<!--contacts-->',
  '<!--fact:kazu-->',
  '"autofocus onfocus=alert(1) x="',
  "'-alert(1)-'",
  '`${alert(1)}`',
  '{{constructor.constructor "return process"}}',
  '{{> layout}}',
  '{{{title}}}',
  '{{#with this}}{{lookup . "constructor"}}{{/with}}',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;script&#62;alert(1)&#60;/script&#62;',
  '{<script>|<b>}',
  '{x" onclick="alert(1)|y}',
  '\\<script>alert(1)</script>',
  'jaVasCript:/*-/*`/*\\`/*\'/*"/**/(/* */oNcliCk=alert() )//%0D%0A%0d%0a//</stYle/</titLe/</teXtarEa/</scRipt/--!>\\x3csVg/<sVg/oNloAd=alert()//>\\x3e',
];

/** The same where Markdown makes links and images. */
export const linkPolyglots: readonly string[] = [
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](javascript&colon;alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](<javascript:alert(1)>)',
  '[x](data:text/html,<script>alert(1)</script>)',
  '[x](vbscript:msgbox(1))',
  '[x](//evil.example)',
  '[x](/\\evil.example)',
  '[x](https://a.example" onclick="alert(1))',
  '[x](https://a.example "t\\" onclick=\\"alert(1)")',
  '![x](javascript:alert(1))',
  '![x" onerror="alert(1)](img/a.png)',
  '![x](https://evil.example/pixel.png)',
  '![x](data:image/svg+xml,<svg onload=alert(1)>)',
  '<javascript:alert(1)>',
  '[x][y]\n\n[y]: javascript:alert(1)',
];

/** Every tag of the HTML that is not exactly one that curricula make. Empty: nothing but those. */
export function strangeTags(html: string): string[] {
  const tags = html.match(/<[^>]*>?/g) ?? [];
  return tags.filter((tag) => !allowed.some((pattern) => pattern.test(tag)));
}

const allowed = [
  /^<\/?(?:p|ul|ol|li|em|strong|h[234]|blockquote|ruby|rp|rt|table|thead|tbody|tr|th|td)>$/,
  /^<(?:br|hr)>$/,
  /^<ol start="\d+">$/,
  /^<t[hd] style="text-align:(?:left|right|center)">$/,
  /^<a href="(?:https?:|mailto:|tel:|\/(?![/\\])|#)[^"<>]*"(?: title="[^"<>]*")?(?: rel="noopener noreferrer")?>$/,
  /^<\/a>$/,
  /^<img src="\/files\/[0-9a-f]{64}" alt="[^"<>]*" loading="lazy">$/,
  /^<!--(?:contacts|contacts-inline|(?:fact|term|feature):[a-z0-9-]+)-->$/,
];
