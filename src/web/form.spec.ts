import { BadRequestException } from '@nestjs/common';
import { IsInt, IsNotEmpty, MinLength } from 'class-validator';
import { DomainError } from '../shared/domain-error.js';
import { Field, Secret, emptyForm, parseForm, refuse } from './form.js';

class NameForm {
  @Field() @IsNotEmpty({ message: 'x.name.empty' }) name: string;
  @Secret() @MinLength(12, { message: 'x.password.short', context: { min: 12 } }) password: string;
  @Field({ as: Number }) @IsInt({ message: 'x.age.number' }) age: number;
  @Field({ many: true }) topics: string[];
  @Field({ verbatim: true }) note: string;
}
const right = {
  _key: 'k',
  name: ' 葵 ',
  password: ' correct horse ',
  age: '3',
  topics: ['a', 'b'],
  note: 'a\r\n b ',
};

describe('parseForm', () => {
  it('gives typed values, trimmed where spaces mean nothing', () => {
    const parsed = parseForm(NameForm, right);
    expect(parsed).toEqual({
      ok: true,
      value: { name: '葵', password: ' correct horse ', age: 3, topics: ['a', 'b'], note: 'a\n b ' },
    });
  });

  it('gives the errors in the order of the fields, keeps what was typed, never a secret', () => {
    const parsed = parseForm(NameForm, { ...right, name: '', password: 'short', age: 'x' });
    if (parsed.ok) throw new Error('accepted');
    expect(parsed.form.errors).toEqual([
      { field: 'name', code: 'x.name.empty', params: {} },
      { field: 'password', code: 'x.password.short', params: { min: 12 } },
      { field: 'age', code: 'x.age.number', params: {} },
    ]);
    expect(parsed.form.fields.age).toMatchObject({ value: 'x', error: { code: 'x.age.number' } });
    expect(parsed.form.fields.password!.value).toBe('');
  });

  it.each([
    ['an unknown field', { ...right, isAdmin: '1' }],
    ['a repeated field', { ...right, name: ['a', 'b'] }],
    ['an object', { ...right, name: { a: 1 } }],
  ])('refuses a body with %s', (_what, body) => {
    expect(() => parseForm(NameForm, body)).toThrow(BadRequestException);
  });

  it.each([
    ['U+0000', 'a\u0000b'],
    ['half a character', 'a\ud800b'],
  ])('refuses %s with a message of its own', (_what, note) => {
    const parsed = parseForm(NameForm, { ...right, note });
    expect(parsed.ok === false && parsed.form.errors[0]).toMatchObject({
      field: 'note',
      code: 'web.form.nul',
    });
  });

  it('treats a missing body as an empty form', () => {
    expect(parseForm(NameForm, undefined).ok).toBe(false);
  });
});

describe('refuse', () => {
  it('tells the refusal at its field and keeps what was typed', () => {
    const form = refuse(NameForm, right, { error: new DomainError('x.full', { seats: 3 }), field: 'name' });
    expect(form.fields.name).toMatchObject({ value: '葵', error: { code: 'x.full', params: { seats: 3 } } });
  });

  it('lets a bug through', () => {
    expect(() => refuse(NameForm, right, { error: new Error('bug'), field: 'name' })).toThrow('bug');
  });
});

it('starts a form with what is known', () => {
  expect(emptyForm(NameForm, { name: '葵' }).fields.name).toMatchObject({ value: '葵', error: null });
});
