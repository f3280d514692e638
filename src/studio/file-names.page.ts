import { emptyForm, refuseAll } from '../web/form.js';
import type { FormView, Message } from '../web/form.js';
import { draftHref, fileKey } from './draft-href.rules.js';
import type { DraftHead } from './draft.service.js';
import { NewFileForm } from './studio.form.js';

export interface NewFilePage {
  readonly form: FormView;
  /** Of the draft. */
  readonly href: string;
}

export function toNewFilePage(draft: Pick<DraftHead, 'id'>, form = emptyForm(NewFileForm)): NewFilePage {
  return { form, href: draftHref(draft.id) };
}

/** Where a text goes whose file was renamed or removed while it was written. */
export function toGonePage(draft: Pick<DraftHead, 'id'>, body: unknown): NewFilePage {
  const error = { field: 'name', code: 'studio-drafts.new-file.gone', params: {} };
  return toNewFilePage(draft, refuseAll(NewFileForm, body, [error]));
}

export interface FileNamePage {
  readonly path: string;
  /** Of the file. */
  readonly href: string;
  readonly seen: string;
}

export function toFileNamePage(
  draft: Pick<DraftHead, 'id'>,
  { path, contentHash: seen }: { readonly path: string; readonly contentHash: string },
): FileNamePage {
  return { path, href: `${draftHref(draft.id)}/files/${fileKey(path)}`, seen };
}

export interface RemovalPage extends FileNamePage {
  readonly refusal: Message | null;
}
