import { isLocalPath } from '../web/view.js';

export const HOME = '/home';

/** Where somebody goes on to: never away from this site, and not to a page about signing in. */
export function onward(next: unknown): string {
  return typeof next === 'string' && isLocalPath(next) && !/^\/log(in|out)\b/.test(next) ? next : HOME;
}
