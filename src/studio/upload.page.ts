import type { FormView, Message } from '../web/form.js';
import { draftHref } from './draft-href.rules.js';
import type { DraftHead } from './draft.service.js';
import type { LeftOut } from './upload.rules.js';

/** Endings that help choosing; what is sent is looked at anyway. */
const ACCEPT = '.yaml,.yml,.zip,.png,.jpg,.jpeg,.webp,.gif';

export interface UploadPage {
  readonly form: FormView;
  readonly action: string;
  readonly backHref: string;
  readonly accept: string;
  /** Null for a draft that is to begin. */
  readonly version: number | null;
}

export function toUploadPage(draft: Pick<DraftHead, 'id' | 'version'> | null, form: FormView): UploadPage {
  const href = draft ? draftHref(draft.id) : '/studio';
  return {
    form,
    action: `${href}/upload`,
    backHref: href,
    accept: ACCEPT,
    version: draft && draft.version,
  };
}

/** What was sent and is not used, after the rest was taken. */
export interface UploadedPage {
  readonly href: string;
  readonly leftOut: readonly { readonly path: string; readonly why: Message }[];
}

export function toUploadedPage(href: string, leftOut: readonly LeftOut[]): UploadedPage {
  return { href, leftOut: leftOut.map(({ path, why }) => ({ path, why: { code: why, params: {} } })) };
}
