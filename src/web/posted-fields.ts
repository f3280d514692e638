const SECRET = /password|secret|code|token|current/i;

export interface PostedField {
  readonly name: string;
  readonly value: string;
}

/** What was typed into a form, to be offered back as it was. Nothing at all of a form with a secret in it. */
export function postedFields(body: unknown): PostedField[] {
  if (body === null || typeof body !== 'object') return [];
  const entries = Object.entries(body as Readonly<Record<string, unknown>>);
  if (entries.some(([name]) => SECRET.test(name))) return [];
  return entries.flatMap(([name, value]) =>
    [value]
      .flat()
      .flatMap((text) =>
        typeof text === 'string' && !text.includes('\u0000') ? [{ name, value: text }] : [],
      ),
  );
}
