/** What a controller answers: a named template with its view model. The adapter renders it. */
export class View {
  constructor(
    readonly name: string,
    readonly model: object,
    readonly status: number,
    /** The page shows a form that was refused; its title says so first. */
    readonly isInvalid: boolean,
    /** The HTML is kept with the model. */
    readonly isKept = false,
  ) {}
}

/** Where the browser goes next, always with GET (303). */
export class SeeOther {
  constructor(readonly location: string) {}
}

export function page(name: string, model: object, options: { status?: number } = {}): View {
  return new View(name, model, options.status ?? 200, false);
}

/** A page whose model is the same object whenever it would be equal and tells nothing of a person: its HTML is kept. */
export function keptPage(name: string, model: object): View {
  return new View(name, model, 200, false, true);
}

/** The same page again with what was typed and what to look at; 422, and nothing has changed. */
export function invalid(name: string, model: object): View {
  return new View(name, model, 422, true);
}

/** @throws Error for anything but a path on this site: a redirect must never lead away. */
export function seeOther(location: string): SeeOther {
  if (!isLocalPath(location)) throw new Error(`not a path on this site: ${location}`);
  return new SeeOther(location);
}

/** Thrown by a guard instead of an answer: the person must go somewhere else first. */
export class LedElsewhere extends Error {
  constructor(readonly location: string) {
    super('led elsewhere');
    seeOther(location);
  }
}

/**
 * True for `/path?query#part` on this site; false for `//host`, `/\host`, schemes, control characters, and for
 * letters that an address carries encoded only: a header with them cannot be sent.
 */
export function isLocalPath(text: string): boolean {
  return /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(text);
}
