import { compileCondition } from '../compile/compile-dialogue.js';
import type { Course } from '../course.js';
import { NO_THREADS } from '../dialogue.rules.js';
import type { ModuleContent } from '../schema/module-schema.js';
import type { Reading } from '../schema/reading.js';
import type { SceneContent } from '../schema/dialogue-schema.js';
import { searchDialogue } from './dialogue-search.js';
import type { Found, GraphScene } from './dialogue-search.js';

type Step = ModuleContent['steps'][number];
type DialogueContent = Step & { kind: 'dialogue' };

/** States that are looked at: in one dialogue, and in all of a file. */
const BUDGET = { dialogue: 20_000, file: 60_000 };

/** Every scene of a dialogue can be reached, from every scene an end, and the mark: whatever was seen and felt before. */
export function checkDialogues(course: Course): void {
  for (const { modules } of course.tracks)
    for (const { reading, content } of modules) {
      let left = BUDGET.file;
      for (const step of content.steps)
        if (step.kind === 'dialogue')
          left -= new DialogueCheck(reading, step).run(Math.min(left, BUDGET.dialogue));
    }
}

class DialogueCheck {
  private readonly scenes: ReadonlyMap<string, SceneContent>;

  constructor(
    private readonly reading: Reading,
    private readonly dialogue: DialogueContent,
  ) {
    this.scenes = new Map(dialogue.scenes.map(({ key, value }) => [key, value]));
  }

  /** Answers how many states were looked at. */
  run(budget: number): number {
    for (const [id, scene] of this.scenes) this.scene(id, scene);
    const isSound = this.scenes.has(this.dialogue.start) && this.isWhole() && this.graph();
    const { pass } = this.dialogue;
    const hasConditions = this.dialogue.scenes.some(({ value }) =>
      value.you?.some(({ when }) => when !== null),
    );
    if (!isSound || (pass === null && !hasConditions)) return 0;
    const scenes = new Map([...this.scenes].map(([id, scene]) => [id, toGraphScene(scene)]));
    const graph = { start: this.dialogue.start, scenes };
    const found = searchDialogue(graph, { budget, scored: pass !== null });
    if (found.isWhole) this.judge(found);
    else
      this.reading.say(this.reading.places.of(this.dialogue, 'start'), { code: 'D209', severity: 'warning' });
    return found.count;
  }

  /** What holds only because of conditions and points. */
  private judge({ reached, endless, offered, most }: Found): void {
    for (const [id, { you }] of this.scenes) {
      if (!reached.has(id)) this.reading.say(this.spanOf(id), { code: 'D202', params: { name: id } });
      else if (endless.has(id)) this.reading.say(this.spanOf(id), { code: 'D204', params: { name: id } });
      if (reached.has(id))
        for (const [place, reply] of (you ?? []).entries())
          if (!offered.get(id)?.has(place))
            this.reading.say(this.reading.places.of(reply, 'when'), { code: 'D207', severity: 'warning' });
    }
    const { pass } = this.dialogue;
    if (pass !== null && most !== null && pass > most)
      this.reading.say(this.reading.places.of(this.dialogue, 'pass'), {
        code: 'D210',
        params: { pass, most },
      });
  }

  private scene(id: string, scene: SceneContent): void {
    const { places } = this.reading;
    const span = this.spanOf(id);
    const ways = waysOn(scene);
    if (ways !== 1)
      this.reading.say(span, { code: 'D206', variant: ways === 0 ? 'none' : 'many', params: { name: id } });
    if (scene.you?.every((reply) => reply.when !== null))
      this.reading.say(span, { code: 'D208', params: { name: id } });
    if (scene.end !== null && scene.closing === null)
      this.reading.say(span, { code: 'S202', params: { name: 'closing' } });
    if (scene.end === 'hard' && scene.mend === null)
      this.reading.say(span, { code: 'D205', params: { name: id } });
    if (scene.end === null)
      for (const key of ['closing', 'mend', 'ask'] as const)
        if (scene[key] !== null)
          this.reading.say(places.of(scene, `${key}:`), {
            code: 'S208',
            variant: 'end',
            params: { name: key },
          });
  }

  private spanOf(id: string) {
    const pair = this.dialogue.scenes.find(({ key }) => key === id);
    return this.reading.places.of(pair ?? this.dialogue);
  }

  /** A scene that leads nowhere known is reported as such; the graph is not judged on top of it. */
  private isWhole(): boolean {
    return [...this.scenes.values()].every(
      (scene) => waysOn(scene) === 1 && nextOrMended(scene).every((next) => this.scenes.has(next)),
    );
  }

  /** Whether the graph is sound, conditions aside. */
  private graph(): boolean {
    const reached = reach([this.dialogue.start], (id) => nextOrMended(this.scenes.get(id)));
    const ends = [...this.scenes].filter(([, scene]) => scene.end !== null).map(([id]) => id);
    const before = this.before();
    const ending = reach(ends, (id) => before.get(id) ?? []);
    for (const id of this.scenes.keys()) {
      if (!reached.has(id)) this.reading.say(this.spanOf(id), { code: 'D201', params: { name: id } });
      else if (!ending.has(id)) this.endless(id, ends);
    }
    return [...this.scenes.keys()].every((id) => reached.has(id) && ending.has(id));
  }

  private endless(id: string, ends: readonly string[]): void {
    const way = this.wayFrom(id);
    this.reading.say(this.spanOf(id), {
      code: 'D203',
      variant: ends.length === 0 ? 'none' : 'list',
      params: { name: id, way: way.join(' → '), ends: ends.slice(0, 12).join(', ') },
    });
  }

  /** How it goes round, as far as a sentence can show it. */
  private wayFrom(id: string): string[] {
    const way = [id];
    while (way.length < LONGEST_WAY) {
      const [next] = nextOf(this.scenes.get(way.at(-1) ?? ''));
      if (next === undefined) break;
      way.push(next);
      if (way.indexOf(next) < way.length - 1) break;
    }
    return way;
  }

  private before(): Map<string, string[]> {
    const before = new Map<string, string[]>();
    for (const [id, scene] of this.scenes)
      for (const next of nextOf(scene)) {
        const known = before.get(next);
        if (known) known.push(id);
        else before.set(next, [id]);
      }
    return before;
  }
}

const waysOn = ({ you, go, end }: SceneContent): number =>
  [you, go, end].filter((way) => way !== null).length;

/** The scenes one may come to next; mending is a new beginning and no way on. */
function nextOf(scene: SceneContent | undefined): string[] {
  if (!scene) return [];
  return [...(scene.go === null ? [] : [scene.go]), ...(scene.you ?? []).map((reply) => reply.go)];
}

const nextOrMended = (scene: SceneContent | undefined): string[] => [
  ...nextOf(scene),
  ...(scene?.mend ? [scene.mend] : []),
];

function toGraphScene({ you, go, end, mend }: SceneContent): GraphScene {
  const replies = (you ?? []).map((reply) => ({
    go: reply.go,
    effect: reply.effect ?? NO_THREADS,
    when: compileCondition(reply.when),
    score: reply.score ?? 0,
  }));
  return { replies, go, isEnd: end !== null, mend: end === null ? null : mend };
}

function reach(starts: readonly string[], next: (id: string) => readonly string[]): Set<string> {
  const seen = new Set(starts);
  for (const id of seen) for (const other of next(id)) seen.add(other);
  return seen;
}

const LONGEST_WAY = 8;
