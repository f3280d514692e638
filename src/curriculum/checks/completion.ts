import type { Course, Loaded, TrackFolder } from '../course.js';
import type { Remark, Span } from '../notation/notation-file.js';
import type { RuleContent, TrackContent } from '../schema/track-schema.js';
import type { StepKind } from '../step.js';
import { servedKinds } from '../step.js';

type Step = TrackFolder['modules'][number]['content']['steps'][number];
interface Found extends Remark {
  readonly span: Span;
}

const kindOfRule = { dialogues: 'dialogue', quizzes: 'quiz', worksheets: 'worksheet' } as const;

/** Completion can be reached by what the track holds, and is not promised by what it does not. */
export function checkCompletion(course: Course): void {
  for (const folder of course.tracks) {
    if (!folder.track) continue;
    const { track } = folder;
    const rules = new Rules(folder, track);
    for (const rule of track.content.complete)
      for (const { span, ...remark } of rules.judge(rule)) track.reading.say(span, remark);
  }
}

class Rules {
  constructor(
    private readonly folder: TrackFolder,
    private readonly track: Loaded<TrackContent>,
  ) {}

  /** Why the rule can never hold; empty: it can. */
  judge(rule: RuleContent): Found[] {
    if (rule.kind === 'any') return this.some(rule.value, 1);
    if (rule.kind === 'at-least') return this.atLeast(rule);
    if (rule.kind === 'modules') return this.modules(rule);
    if (rule.kind === 'sessions' || rule.kind === 'hours') return this.sessions(rule);
    if (rule.kind === 'score') return this.score(rule);
    if (rule.kind === 'hand-in') return this.handIn(rule);
    if (rule.kind === 'sign-off') return [];
    return this.steps(rule);
  }

  private span(rule: RuleContent): Span {
    return this.track.reading.places.of(rule, 'value');
  }

  private atLeast(rule: RuleContent & { kind: 'at-least' }): Found[] {
    const most = rule.of.length;
    if (rule.value > most) return [this.tooMany(rule, rule.value, most)];
    return this.some(rule.of, rule.value);
  }

  /** What is missing in one of several ways matters only when too few other ways are left. */
  private some(rules: readonly RuleContent[], needed: number): Found[] {
    const judged = rules.map((rule) => this.judge(rule));
    const enough = judged.filter((found) => found.length === 0).length >= needed;
    return judged.flat().map((found) => (enough ? { ...found, severity: 'warning' as const } : found));
  }

  private tooMany(rule: RuleContent, wanted: number, most: number): Found {
    return { span: this.span(rule), code: 'E601', params: { kind: rule.kind, wanted, most } };
  }

  private modules(rule: RuleContent & { kind: 'modules' }): Found[] {
    const most = this.track.content.modules.length;
    return rule.value !== 'all' && rule.value > most ? [this.tooMany(rule, rule.value, most)] : [];
  }

  private sessions(rule: RuleContent & { kind: 'sessions' | 'hours' }): Found[] {
    const sessions = this.all().flatMap((step) => (step.kind === 'session' ? [step] : []));
    const hours = sessions.reduce((sum, session) => sum + session.hours, 0);
    const most = rule.kind === 'sessions' ? sessions.length : hours;
    if (rule.value > most) return [this.tooMany(rule, rule.value, most)];
    return servedKinds.has('session') ? [] : [this.unserved(this.span(rule), 'session')];
  }

  private score(rule: RuleContent & { kind: 'score' }): Found[] {
    if (!this.track.content.scored)
      return [
        {
          span: this.track.reading.places.of(rule, 'kind'),
          code: 'S208',
          variant: 'scored',
          params: { name: 'score' },
        },
      ];
    return this.all().some((step) => step.kind === 'quiz') ? [] : [this.tooMany(rule, rule.value, 0)];
  }

  private handIn(rule: RuleContent & { kind: 'hand-in' }): Found[] {
    const step = this.find(rule.value);
    const span = this.span(rule);
    if (!step) return [];
    if (step.kind !== 'reflection' || step.share !== 'hand-in')
      return [{ span, code: 'E602', params: { name: rule.value } }];
    return servedKinds.has('reflection') ? [] : [this.unserved(span, 'reflection')];
  }

  private steps(rule: RuleContent & { kind: keyof typeof kindOfRule }): Found[] {
    const wanted = kindOfRule[rule.kind];
    return rule.value.flatMap((ref, index): Found[] => {
      const span = this.track.reading.places.of(rule.value, index);
      const step = this.find(ref);
      if (!step) return [];
      if (step.kind !== wanted)
        return [{ span, code: 'R317', params: { name: ref, kind: step.kind, wanted } }];
      return servedKinds.has(wanted) ? [] : [this.unserved(span, wanted)];
    });
  }

  private unserved(span: Span, kind: StepKind): Found {
    return { span, code: 'E605', params: { kind } };
  }

  private all(): Step[] {
    return this.folder.modules.flatMap(({ content }) => content.steps);
  }

  private find(ref: string): Step | undefined {
    const [module, step] = ref.split('/');
    const steps = this.folder.modules.find(({ content }) => content.module === module)?.content.steps;
    return steps?.find((one) => one.value === step);
  }
}
