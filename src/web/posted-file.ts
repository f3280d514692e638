import { sha256 } from '../shared/ids.js';

const LONGEST_NAME = 120;
/** What shows as nothing, turns what stands beside it, or ends a line. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]/gu;

/** A file as somebody sent it with a form. It is never written anywhere under its name. */
export class PostedFile {
  /** To be shown to who sent it, and to find out what kind it is meant to be. Says nothing about what is in it. */
  readonly name: string;

  constructor(
    name: string,
    readonly bytes: Buffer,
  ) {
    this.name = shownName(name);
  }

  /** What makes two sendings of a form the same: see `Submission`. */
  toJSON(): object {
    return { name: this.name, sha256: sha256(this.bytes) };
  }
}

/** The last part of a path of any system, without signs that cannot be seen, at a length that fits a sentence. */
export function shownName(name: string): string {
  const last = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  const seen = [...last.toWellFormed().normalize('NFC').replace(UNSEEN, '').trim()];
  if (seen.length <= LONGEST_NAME) return seen.join('');
  // The end says what kind of file it is meant to be.
  return `${seen.slice(0, LONGEST_NAME - 11).join('')}…${seen.slice(-10).join('')}`;
}
