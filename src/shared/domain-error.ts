/** A refused act. `code` is a locale key that says what happened and what to do; `params` fill it. */
export class DomainError extends Error {
  constructor(
    readonly code: string,
    readonly params: Readonly<Record<string, string | number>> = {},
  ) {
    super(code);
  }
}

/** Missing, or not this person's: the two must be indistinguishable from outside. */
export class NotFound extends Error {
  constructor(what = 'not found') {
    super(what);
  }
}
