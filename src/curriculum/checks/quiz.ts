import type { Course, Loaded } from '../course.js';
import type { Remark } from '../notation/notation-file.js';
import type { ModuleContent } from '../schema/module-schema.js';
import type { ChoiceContent, QuestionContent } from '../schema/question-schema.js';
import type { Reading } from '../schema/reading.js';
import { baseText } from '../words/ruby-signs.js';
import { blanks, checkAnswer } from './answers.js';

type Step = ModuleContent['steps'][number];
type Quiz = Step & { kind: 'quiz' };
type Choose = QuestionContent & { kind: 'choose-one' | 'choose-many' };

/** Every question can be answered, every answer explains itself, and nothing but the words gives it away. */
export function checkQuizzes(course: Course): void {
  for (const { modules } of course.tracks)
    for (const module of modules) {
      for (const step of module.content.steps)
        if (step.kind === 'quiz') new QuizCheck(module.reading, step).run();
      checkBackTo(module);
      checkObjectives(module);
    }
}

class QuizCheck {
  constructor(
    private readonly reading: Reading,
    private readonly quiz: Quiz,
  ) {}

  run(): void {
    this.draw();
    for (const question of this.quiz.questions) this.question(question);
    this.patterns();
    if (
      this.quiz.pass !== null &&
      !this.quiz.questions.some(({ kind }) => kind !== 'scale' && kind !== 'free-text')
    )
      this.say(this.quiz, 'pass', { code: 'Q160' });
  }

  private say(owner: object, key: string, remark: Remark): void {
    this.reading.say(this.reading.places.of(owner, key), remark);
  }

  private draw(): void {
    const { draw, questions, pools } = this.quiz;
    const has = questions.length;
    if (draw !== null && draw > has) this.say(this.quiz, 'draw', { code: 'Q110', params: { draw, has } });
    for (const pool of pools) {
      const inPool = questions.filter((question) => question.pool === pool.key).length;
      if (pool.value > inPool)
        this.say(pool, 'value', { code: 'Q111', params: { name: pool.key, draw: pool.value, has: inPool } });
    }
  }

  private question(question: QuestionContent): void {
    if (question.kind !== 'fill-in' && question.ask.search(blanks) >= 0)
      this.say(question, 'ask', { code: 'Q151', severity: 'warning' });
    if (question.kind === 'choose-one' || question.kind === 'choose-many') this.choose(question);
    else checkAnswer(this.reading, question);
  }

  private choose(question: Choose): void {
    const right = question.choices.filter(({ kind }) => kind === '○');
    if (right.length === 0) this.say(question, 'value', { code: 'Q101' });
    if (question.kind === 'choose-one')
      for (const choice of right.slice(1)) this.say(choice, 'kind', { code: 'Q102' });
    else if (right.length === question.choices.length && right.length > 0)
      this.say(question, 'value', { code: 'Q103', severity: 'warning' });
    if (question.kind === 'choose-one' && question.partial)
      this.say(question, 'partial', { code: 'S208', variant: 'many', params: { name: 'partial' } });
    const seen = new Set<string>();
    for (const choice of question.choices) this.choice(choice, seen);
  }

  private choice(choice: ChoiceContent, seen: Set<string>): void {
    const words = baseText(choice.value).trim();
    if (words !== '' && seen.has(words)) this.say(choice, 'value', { code: 'Q143', params: { words } });
    seen.add(words);
    if (choice.feedback === null && !this.reading.places.has(choice, 'feedback'))
      this.say(choice, 'value', { code: 'Q140', params: { mark: choice.kind } });
    if (
      choice.kind === '×' &&
      choice.misconception === null &&
      !this.reading.places.has(choice, 'misconception')
    )
      this.say(choice, 'value', { code: 'Q141' });
  }

  /** What lets an attentive person guess without reading. */
  private patterns(): void {
    const ones = this.quiz.questions.flatMap((question) =>
      question.kind === 'choose-one' ? [question] : [],
    );
    if (ones.length < 3) return;
    if (!this.quiz.shuffle && ones.every(({ choices }) => choices[0]?.kind === '○'))
      this.say(this.quiz, 'shuffle', { code: 'Q120', severity: 'warning' });
    if (ones.every(isRightMuchLonger)) this.say(this.quiz, 'value', { code: 'Q121', severity: 'suggestion' });
  }
}

const MUCH = 1.3;

function isRightMuchLonger({ choices }: Choose): boolean {
  const length = (choice: ChoiceContent) => [...baseText(choice.value)].length;
  const right = Math.max(...choices.filter(({ kind }) => kind === '○').map(length));
  const others = Math.max(...choices.filter(({ kind }) => kind !== '○').map(length));
  return right > others * MUCH;
}

/** Only a lesson can be read again. */
function checkBackTo({ reading, content }: Loaded<ModuleContent>): void {
  for (const step of content.steps)
    for (const question of step.kind === 'quiz' ? step.questions : []) {
      const [name] = question['back-to']?.split('#') ?? [];
      const target = content.steps.find((one) => one.value === name);
      if (target && target.kind !== 'lesson')
        reading.say(reading.places.of(question, 'back-to'), {
          code: 'R317',
          params: { name: target.value, kind: target.kind, wanted: 'lesson' },
        });
    }
}

/** An objective that no step and no question meets is a promise nothing keeps. */
function checkObjectives({ reading, content }: Loaded<ModuleContent>): void {
  const met = new Set(
    content.steps.flatMap((step) => [
      ...step.meets,
      ...(step.kind === 'quiz' ? step.questions.flatMap((question) => question.meets) : []),
    ]),
  );
  for (const objective of content.objectives)
    if (objective.key !== '' && !met.has(objective.key))
      reading.say(reading.places.of(objective), {
        code: 'R340',
        severity: 'warning',
        params: { name: objective.key },
      });
}
