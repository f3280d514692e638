import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';
import { aModule, course, moduleHead } from '../../../test/support/curriculum.js';
import { LANGUAGES, Locales } from '../../web/locales.js';
import { checkFiles } from '../check.js';
import { reportGithub } from '../report-words.js';
import { readSources } from '../source-folder.js';
import { keyWords } from './key-words.js';
import { schemaFiles } from './schema-files.js';

type Json = Record<string, unknown>;

const locales = Locales.load(fileURLToPath(new URL('../../../views/locales', import.meta.url)));
const folder = fileURLToPath(new URL('../../../curricula', import.meta.url));
const schemasIn = (language: (typeof LANGUAGES)[number]) => {
  const words = locales.in(language);
  return schemaFiles((key) => (words.has(key) ? words.text(key) : null)) as Record<string, Json>;
};
const schemas = schemasIn('ja');

const schemaOf = (path: string) =>
  path.startsWith('shared/')
    ? 'shared.schema.json'
    : path.startsWith('surveys/')
      ? 'survey.schema.json'
      : path.endsWith('/track.yaml')
        ? 'track.schema.json'
        : 'module.schema.json';

/** Every part of a schema, with the key it stands under. */
function partsOf(schema: unknown, key = ''): { part: Json; key: string }[] {
  if (Array.isArray(schema)) return schema.flatMap((one) => partsOf(one, key));
  if (typeof schema !== 'object' || schema === null) return [];
  const part = schema as Json;
  const { properties, defaultSnippets: _, examples: __, ...others } = part;
  return [
    { part, key },
    ...Object.entries((properties ?? {}) as Json).flatMap(([name, one]) => partsOf(one, name)),
    ...Object.entries(others).flatMap(([, one]) => partsOf(one, key)),
  ];
}

describe('what editors are told', () => {
  it.each(LANGUAGES)('explains every key, kind and value (%s)', (language) => {
    const silent: string[] = [];
    for (const [name, schema] of Object.entries(schemasIn(language)))
      for (const { part, key } of partsOf(schema)) {
        for (const [under, one] of Object.entries((part.properties ?? {}) as Record<string, Json>))
          if (!one.description) silent.push(`${name} ${under}`);
        if (part.title !== undefined && !part.description)
          silent.push(`${name} ${JSON.stringify(part.title)}`);
        if (part.const !== undefined && !part.description)
          silent.push(`${name} ${key}: ${JSON.stringify(part.const)}`);
        const meanings = part.enumDescriptions as string[] | undefined;
        ((part.enum ?? []) as unknown[]).forEach((value, index) => {
          if (!meanings?.[index]) silent.push(`${name} ${key}: ${String(value)}`);
        });
      }
    expect(silent).toEqual([]);
    for (const schema of Object.values(schemasIn(language))) expect(schema.description).toBeTruthy();
  });

  it('has every key the checker knows, and no other', () => {
    const keys = Object.values(schemas).flatMap((schema) =>
      partsOf(schema).flatMap(({ part }) => Object.keys((part.properties ?? {}) as Json)),
    );
    expect(new Set(keys)).toEqual(new Set(keyWords));
  });

  it('lies beside the curricula as it is now (npm run tomoni -- schema)', () => {
    for (const [name, schema] of Object.entries(schemas))
      expect(readFileSync(`${folder}/${name}`, 'utf8')).toBe(`${JSON.stringify(schema, null, 2)}\n`);
  });
});

describe('the settings of the editor', () => {
  const settings = JSON.parse(readFileSync(`${folder}/../.vscode/settings.json`, 'utf8')) as Record<
    string,
    Json
  >;

  it('are those of the instructions', () => {
    const written =
      /```json\n([^`]+)```/.exec(readFileSync(`${folder}/guide/13-editor.md`, 'utf8'))?.[1] ?? '';
    expect(settings).toMatchObject(JSON.parse(written) as Json);
  });

  it('give every file the schema of its kind', () => {
    const patterns = Object.entries(settings['yaml.schemas'] ?? {}).map(([schema, glob]) => ({
      schema: schema.replace('./curricula/', ''),
      matches: new RegExp(`^${String(glob).replace('.', '\\.').replaceAll('*', '[^/]*')}$`),
    }));
    for (const { path } of readSources(folder).filter((one) => one.path.endsWith('.yaml')))
      expect(
        patterns.filter(({ matches }) => matches.test(`curricula/${path}`)).map(({ schema }) => schema),
      ).toEqual([schemaOf(path)]);
  });

  it('find the problems in what the checker says to it', () => {
    const { tasks } = JSON.parse(readFileSync(`${folder}/../.vscode/tasks.json`, 'utf8')) as {
      tasks: { problemMatcher: { severity: string; pattern: { regexp: string } }[] }[];
    };
    const text = aModule().replace('title: 課', 'title：課').replace('- ○', '- 〇');
    const said = reportGithub(checkFiles(course({ 't/01-m.yaml': text })), locales.in('ja'))
      .trim()
      .split('\n');
    const matchers = tasks.flatMap(({ problemMatcher }) => problemMatcher);
    const found = said.map((line) =>
      matchers.flatMap(({ severity, pattern }) => {
        const match = new RegExp(pattern.regexp).exec(line);
        return match ? [[severity, ...match.slice(1, 6)].join(' ')] : [];
      }),
    );
    expect(found).toEqual([['error t/01-m.yaml 3 6 6 Y101'], ['info t/01-m.yaml 20 7 7 S215']]);
  });
});

describe('the schema of editors', () => {
  const validators = Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, new Ajv({ strict: false }).compile(schema)]),
  );
  const accepts = (name: string, text: string) => validators[name]?.(parse(text)) === true;
  it('accepts what the checker accepts', () => {
    const texts = readSources(folder).filter(({ path }) => path.endsWith('.yaml'));
    const refused = texts.filter(
      ({ path, bytes }) => !accepts(schemaOf(path), Buffer.from(bytes).toString()),
    );
    expect(refused.map(({ path }) => path)).toEqual([]);
    expect(accepts('module.schema.json', aModule())).toBe(true);
  });

  it.each([
    ['an unknown key', aModule().replace('meets:', 'meet:')],
    ['an unknown kind', aModule().replace('- lesson:', '- lessen:')],
    ['a value that is not one of them', aModule().replace('sources:', 'required: maybe\nsources:')],
    ['a missing key', aModule().replace('title: 課\n', '')],
    ['an id in capitals', aModule().replace('module: m', 'module: Kyori')],
    ['a misconception without its number', aModule().replace('M01', 'M')],
  ])('refuses %s', (_name, text) => {
    expect(accepts('module.schema.json', text)).toBe(false);
  });
});

describe('the snippets of editors', () => {
  const snippets = Object.entries(schemas).flatMap(([name, schema]) =>
    partsOf(schema).flatMap(({ part, key }) =>
      ((part.defaultSnippets ?? []) as { label: string; body: unknown }[]).map(
        ({ label, body }) => [`${name} ${key || 'file'} ${label}`, body] as const,
      ),
    ),
  );
  const find = (name: string) => filled(snippets.find(([one]) => one === name)?.[1]);

  it('are there for every kind of step and question', () => {
    const kinds = (of: string) =>
      snippets.flatMap(([name]) =>
        name.startsWith(`module.schema.json ${of} `) ? (name.split(' ')[2] ?? []) : [],
      );
    expect(kinds('steps')).toEqual([
      'lesson',
      'quiz',
      'dialogue',
      'reflection',
      'worksheet',
      'session',
      'survey',
    ]);
    expect(kinds('questions')).toHaveLength(9);
  });

  /** Notation and schema; what it refers to is the author's to add. */
  const slips = (files: Record<string, string>) =>
    checkFiles(course(files))
      .problems.filter(({ code, severity }) => severity === 'error' && /^[YS]/.test(code))
      .map(({ file: path, line, code }) => `${path}:${line} ${code}`);

  it('begin a file, a step and a question that the checker can read', () => {
    const module = find('module.schema.json file format: 1');
    expect(slips({ 't/02-kyori.yaml': stringify(module) })).toEqual([]);
    expect(slips({ 'u/track.yaml': stringify(find('track.schema.json file format: 1')) })).toEqual([]);
    expect(slips({ 'surveys/x.yaml': stringify(find('survey.schema.json file format: 1')) })).toEqual([]);
    for (const [name, body] of snippets) {
      const [, key] = name.split(' ');
      if (key === 'steps')
        expect(slips({ 't/01-m.yaml': moduleHead + stringify({ steps: [filled(body)] }) })).toEqual([]);
      if (key === 'questions' && name.startsWith('module'))
        expect(
          slips({
            't/01-m.yaml': moduleHead + stringify({ steps: [{ quiz: 'toi', questions: [filled(body)] }] }),
          }),
        ).toEqual([]);
    }
  });
});

/** A snippet as it stands when its author has jumped through every place without typing. */
function filled(body: unknown): unknown {
  const text = (one: string) =>
    one
      .replace(/\$\{\d+:((?:\\.|[^}])*)\}/g, '$1')
      .replace(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1')
      .replace(/\\(.)/g, '$1');
  return JSON.parse(JSON.stringify(body), (_key, value: unknown) =>
    typeof value === 'string'
      ? text(value)
      : value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).map(([key, one]) => [text(key), one as unknown]))
        : value,
  ) as unknown;
}
