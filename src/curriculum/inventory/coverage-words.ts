import type { Words } from '../../web/locales.js';
import type { AnsweredBelief } from './beliefs.js';
import type { Coverage, TrackCoverage } from './coverage.js';
import type { SentenceCoverage } from './texts.js';

/** Fewest characters with which a wrong choice is answered. */
export const SHORTEST_ANSWER = 40;

/** The report in Markdown. With `answers`, what each belief is told, for somebody to read through. */
export function coverageText(coverage: Coverage, words: Words, answers: boolean): string {
  const write = new Writer(coverage, words);
  const parts = [
    write.heading(1, 'title'),
    write.sizes(),
    ...coverage.tracks.flatMap((track) => write.track(track)),
    ...write.beliefs(),
    ...write.syllabus(),
    ...(answers ? write.answers() : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

class Writer {
  constructor(
    private readonly coverage: Coverage,
    private readonly words: Words,
  ) {}

  private say(key: string, values: Readonly<Record<string, unknown>> = {}): string {
    return this.words.text(`coverage.${key}`, values);
  }

  heading(level: number, key: string, values = {}): string {
    return `${'#'.repeat(level)} ${this.say(key, values)}`;
  }

  private table(name: string, columns: readonly string[], rows: readonly (readonly unknown[])[]): string {
    const line = (cells: readonly unknown[]) => `| ${cells.map(cell).join(' | ')} |`;
    const head = columns.map((column) => this.say(`${name}.${column}`));
    return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
  }

  private list(items: readonly string[]): string {
    return items.length === 0 ? `- ${this.say('none')}` : items.map((one) => `- ${one}`).join('\n');
  }

  sizes(): string {
    const rows = this.coverage.tracks.map((track) => {
      const of = (kind: 'dialogue' | 'reflection' | 'worksheet') => total(track, ({ steps }) => steps[kind]);
      return [
        track.title,
        track.modules.length,
        total(track, ({ characters }) => characters),
        total(track, ({ easyCharacters }) => easyCharacters),
        total(track, ({ minutes }) => minutes),
        total(track, ({ questions }) => questions.length),
        of('dialogue'),
        of('reflection'),
        of('worksheet'),
        this.review(track),
      ];
    });
    return this.table(
      'sizes',
      [
        'track',
        'modules',
        'characters',
        'easy',
        'minutes',
        'questions',
        'dialogues',
        'reflections',
        'worksheets',
        'review',
      ],
      rows,
    );
  }

  private review({ reviewed }: TrackCoverage): string {
    return reviewed.length === 0
      ? this.say('unreviewed')
      : reviewed.map(({ by, on }) => `${by} ${on}`).join(', ');
  }

  track(track: TrackCoverage): string[] {
    return [
      this.heading(2, 'track', { title: track.title, id: track.id }),
      this.table(
        'modules',
        ['module', 'characters', 'easy', 'minutes', 'questions'],
        track.modules.map((one) => [
          `${one.title} (${one.id})`,
          one.characters,
          one.easyCharacters,
          one.minutes,
          one.questions.length,
        ]),
      ),
      this.heading(3, 'objectives.title'),
      this.table(
        'objectives',
        ['module', 'objective', 'tried'],
        track.objectives.map(({ module, words, tried }) => [
          module,
          words,
          tried.length === 0 ? this.say('objectives.untried') : tried.join(', '),
        ]),
      ),
      this.heading(3, 'sources.title'),
      this.list(track.sources.map(({ id, modules }) => this.say('sources.used', { id, modules }))),
      this.heading(3, 'reading.title'),
      this.list(this.reading(track)),
      this.heading(3, 'notes.title'),
      this.list(
        track.notes.map(({ place, level, topics }) =>
          this.say('notes.one', { place, level, topics: topics.join('、') }),
        ),
      ),
    ];
  }

  private reading({ readings, standard, easy }: TrackCoverage): string[] {
    const lengths = (key: string, { average, ...more }: SentenceCoverage) =>
      this.say(`reading.${key}`, { ...more, average: average.toFixed(1) });
    const { needed, given, missing, rare, several } = readings;
    const words = (found: readonly { module: string; words: string }[]) =>
      found.map((one) => `${one.words} (${one.module})`).join(', ');
    return [
      lengths('standard', standard),
      lengths('easy', easy),
      this.say('reading.ruby', { needed, given, percent: percent(given, needed) }),
      ...(missing.length > 0 ? [this.say('reading.missing', { words: words(missing) })] : []),
      ...(rare.length > 0 ? [this.say('reading.rare', { words: words(rare) })] : []),
      ...several.map((one) =>
        this.say('reading.several', { words: one.words, readings: one.readings.join('、') }),
      ),
    ];
  }

  beliefs(): string[] {
    const all = this.coverage.tracks.flatMap(({ beliefs }) => beliefs);
    const count = (code: string, kind: AnsweredBelief['kind']) =>
      all.filter((one) => one.code === code && one.kind === kind).length;
    const rows = this.coverage.beliefs.map(({ code, is }) => [
      code,
      is,
      count(code, 'choice'),
      count(code, 'reply'),
    ]);
    return [
      this.heading(2, 'beliefs.title'),
      this.table('beliefs', ['code', 'is', 'choices', 'replies'], rows),
      this.heading(3, 'beliefs.thin'),
      this.list(
        thinAnswers(all).map(({ code, place, answer }) =>
          this.say('beliefs.one', { code, place, answer: answer ?? '' }),
        ),
      ),
    ];
  }

  syllabus(): string[] {
    const modules = this.coverage.tracks.flatMap((track) =>
      track.modules.map((module) => ({ ...module, track: track.title })),
    );
    const answering = (subject: string) =>
      modules
        .filter(({ syllabus }) => syllabus.includes(subject))
        .map(({ track, title }) => `${track}: ${title}`);
    const { subjects } = this.coverage;
    const unknown = [...new Set(modules.flatMap(({ syllabus }) => syllabus))].filter(
      (subject) => !subjects.includes(subject),
    );
    return [
      this.heading(2, 'syllabus.title'),
      this.say('syllabus.caution'),
      this.table(
        'syllabus',
        ['subject', 'modules'],
        subjects.map((subject) => [
          subject,
          answering(subject).join(' / ') || this.say('syllabus.uncovered'),
        ]),
      ),
      ...(unknown.length > 0 ? [this.say('syllabus.unknown', { subjects: unknown.join('、') })] : []),
    ];
  }

  answers(): string[] {
    const all = this.coverage.tracks.flatMap(({ beliefs }) => beliefs);
    return [
      this.heading(2, 'answers.title'),
      ...this.coverage.beliefs.flatMap(({ code, is }) => [
        `### ${code} ${is}`,
        this.list(
          all
            .filter((one) => one.code === code)
            .map(({ place, chosen, answer }) => `${place}: 「${chosen}」 → ${answer ?? this.say('none')}`),
        ),
      ]),
    ];
  }
}

/** Wrong choices that are told too little, or the same as another one. */
export function thinAnswers(found: readonly AnsweredBelief[]): AnsweredBelief[] {
  const choices = found.filter(({ kind }) => kind === 'choice');
  const times = new Map<string, number>();
  for (const { answer } of choices) times.set(answer ?? '', (times.get(answer ?? '') ?? 0) + 1);
  return choices.filter(
    ({ answer }) => [...(answer ?? '')].length < SHORTEST_ANSWER || (times.get(answer ?? '') ?? 0) > 1,
  );
}

const total = (track: TrackCoverage, of: (module: TrackCoverage['modules'][number]) => number): number =>
  track.modules.reduce((sum, module) => sum + of(module), 0);

const percent = (part: number, whole: number): number =>
  whole === 0 ? 100 : Math.floor((part / whole) * 100);

const cell = (value: unknown): string => String(value).replaceAll('|', '\\|').replaceAll('\n', ' ');
