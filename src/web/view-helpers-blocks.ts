import type { BlockOptions, Helper } from './template-runtime.js';

/** Empty text, zero, null and the empty list do not hold. */
export function holds(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** The blocks of Handlebars, as its guide describes them; lists are arrays. */
export const blocks: Readonly<Record<string, Helper>> = {
  if(this: unknown, value: unknown, options: BlockOptions): string {
    return holds(value) ? options.fn(this) : options.inverse(this);
  },
  unless(this: unknown, value: unknown, options: BlockOptions): string {
    return holds(value) ? options.inverse(this) : options.fn(this);
  },
  with(this: unknown, value: unknown, options: BlockOptions): string {
    return holds(value) ? options.fn(value) : options.inverse(this);
  },
  each(this: unknown, list: readonly unknown[] | null, options: BlockOptions): string {
    if (list === null || list.length === 0) return options.inverse(this);
    if (!Array.isArray(list)) throw new Error('{{#each}} goes through arrays');
    const last = list.length - 1;
    const around = options.data;
    const data = { ...around, _parent: around, index: 0, key: 0, first: true, last: false };
    let html = '';
    for (let index = 0; index <= last; index++) {
      data.index = data.key = index;
      data.first = index === 0;
      data.last = index === last;
      html += options.fn(list[index], { data });
    }
    return html;
  },
};
