import 'reflect-metadata';
import { BadRequestException } from '@nestjs/common';
import { validateSync } from 'class-validator';
import { DomainError } from '../shared/domain-error.js';
import { PostedFile } from './posted-file.js';

type Params = Readonly<Record<string, string | number>>;

/** A sentence to be worded by the template: a locale key and what fills it. */
export interface Message {
  readonly code: string;
  readonly params: Params;
}

export interface FieldView {
  /** Also the element's id: the error summary links to it. */
  readonly id: string;
  readonly name: string;
  /** What was typed, to be shown again; empty for secrets. */
  readonly value: string;
  /** What was chosen, for groups of checkboxes. */
  readonly values: readonly string[];
  readonly error: Message | null;
}

/** A form as its page shows it. */
export interface FormView {
  /** `field` is the id of the control that the summary leads to. */
  readonly errors: readonly (Message & { readonly field: string })[];
  readonly fields: Readonly<Record<string, FieldView>>;
}

/** A button and nothing to fill in. */
export class ButtonForm {}

export interface FieldOptions {
  /** Never shown again (passwords, codes). */
  readonly secret?: boolean;
  /** Several values under one name (checkboxes, several files). */
  readonly many?: boolean;
  /** A PostedFile, null when none was chosen; the route needs `@Upload`. Nothing of it can be shown again. */
  readonly file?: boolean;
  /** Keep leading and trailing spaces (running text, passwords). */
  readonly verbatim?: boolean;
  /** Turns the text into the typed value before it is checked; a result that cannot be is reported by the validators. */
  readonly as?: (text: string) => unknown;
}

export type FormClass<T extends object> = new () => T;
type Body = Readonly<Record<string, unknown>>;

const FIELDS = 'tomoni:fields';

/** Marks a property as a field of its form. What is not marked is not accepted. */
export function Field(options: FieldOptions = {}): PropertyDecorator {
  return (target, name) => {
    const known = fieldsOf(target);
    Reflect.defineMetadata(FIELDS, new Map([...known, [String(name), options]]), target);
  };
}

/** A field that is never sent back to the browser. Spaces in it count. */
export function Secret(): PropertyDecorator {
  return Field({ secret: true, verbatim: true });
}

/**
 * Reads a posted body as the form's typed values, or as the form with its errors.
 * @throws BadRequestException when the body has fields that the form does not (only a hand-made request has).
 */
export function parseForm<T extends object>(
  Form: FormClass<T>,
  body: unknown,
): { ok: true; value: T } | { ok: false; form: FormView } {
  const fields = fieldsOf(Form.prototype as object);
  const posted = asBody(body);
  for (const name of Object.keys(posted))
    if (!fields.has(name) && name !== '_key') throw new BadRequestException();
  const typed = typedTexts(fields, posted);
  const value = new Form();
  for (const [name, options] of fields) {
    if (options.file) {
      const files = filesOf(posted[name], options);
      Object.assign(value, { [name]: options.many ? files : (files[0] ?? null) });
      continue;
    }
    const text = typed[name]!;
    const single = text[0] ?? '';
    Object.assign(value, { [name]: options.many ? text : options.as ? options.as(single) : single });
  }
  const errors = [...signErrors(typed), ...violations(value, fields)];
  if (errors.length === 0) return { ok: true, value };
  return { ok: false, form: toView(fields, typed, errors) };
}

/** The form before anything was typed. */
export function emptyForm<T extends object>(
  Form: FormClass<T>,
  initial: Readonly<Record<string, string | readonly string[]>> = {},
): FormView {
  const fields = fieldsOf(Form.prototype as object);
  const typed = Object.fromEntries([...fields.keys()].map((name) => [name, [initial[name] ?? []].flat()]));
  return toView(fields, typed, []);
}

/** A refusal by a service, told at the field it concerns; anything but a DomainError goes on to the error pages. */
export function refuse<T extends object>(
  Form: FormClass<T>,
  body: unknown,
  refusal: { error: unknown; field: string },
): FormView {
  if (!(refusal.error instanceof DomainError)) throw refusal.error;
  const { code, params } = refusal.error;
  return refuseAll(Form, body, [{ field: refusal.field, code, params }]);
}

/** Several refusals. Where one field has several controls, each is told by the id of its control. */
export function refuseAll<T extends object>(
  Form: FormClass<T>,
  body: unknown,
  errors: FormView['errors'],
): FormView {
  const fields = fieldsOf(Form.prototype as object);
  return toView(fields, typedTexts(fields, asBody(body)), errors);
}

function fieldsOf(target: object): ReadonlyMap<string, FieldOptions> {
  return (
    (Reflect.getMetadata(FIELDS, target) as ReadonlyMap<string, FieldOptions> | undefined) ??
    new Map<string, FieldOptions>()
  );
}

function asBody(body: unknown): Body {
  return body !== null && typeof body === 'object' ? (body as Body) : {};
}

function typedTexts(fields: ReadonlyMap<string, FieldOptions>, body: Body): Record<string, string[]> {
  const texts: Record<string, string[]> = {};
  for (const [name, options] of fields) {
    texts[name] = [];
    if (options.file) continue;
    const given = givenAs(body[name]);
    if (given.some((part) => typeof part !== 'string')) throw new BadRequestException();
    if (given.length > 1 && !options.many) throw new BadRequestException();
    texts[name] = (given as string[]).map((text) => {
      const unified = text.replaceAll('\r\n', '\n');
      return options.verbatim ? unified : unified.trim();
    });
  }
  return texts;
}

function givenAs(value: unknown): unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** Sent without parts, a file field holds the name alone, as a text: then nothing was chosen that could be read. */
function filesOf(value: unknown, { many }: FieldOptions): PostedFile[] {
  const given = givenAs(value).filter((one) => typeof one !== 'string');
  if (given.some((one) => !(one instanceof PostedFile))) throw new BadRequestException();
  if (given.length > 1 && !many) throw new BadRequestException();
  return given as PostedFile[];
}

// PostgreSQL cannot store U+0000, nothing can store half a character, and no keyboard types either.
function signErrors(typed: Readonly<Record<string, readonly string[]>>): (Message & { field: string })[] {
  return Object.entries(typed)
    .filter(([, texts]) => texts.some((text) => text.includes('\u0000') || !text.isWellFormed()))
    .map(([field]) => ({ field, code: 'web.form.nul', params: {} }));
}

// Unknown fields were refused above: what is not declared never reaches the value.
function violations(
  value: object,
  fields: ReadonlyMap<string, FieldOptions>,
): (Message & { field: string })[] {
  const order = [...fields.keys()];
  return validateSync(value, { forbidUnknownValues: false, stopAtFirstError: true })
    .sort((a, b) => order.indexOf(a.property) - order.indexOf(b.property))
    .map((error) => {
      const [constraint, code] = Object.entries(error.constraints ?? {})[0] ?? ['', 'web.form.unreadable'];
      const params = (error.contexts?.[constraint] ?? {}) as Params;
      return { field: error.property, code, params };
    });
}

function toView(
  fields: ReadonlyMap<string, FieldOptions>,
  typed: Readonly<Record<string, readonly string[]>>,
  errors: readonly (Message & { field: string })[],
): FormView {
  const views = [...fields].map(([name, options]): [string, FieldView] => {
    const error = errors.find((one) => one.field === name);
    const values = options.secret ? [] : (typed[name] ?? []);
    return [
      name,
      {
        id: name,
        name,
        value: values[0] ?? '',
        values,
        error: error ? { code: error.code, params: error.params } : null,
      },
    ];
  });
  return { errors, fields: Object.fromEntries(views) };
}
