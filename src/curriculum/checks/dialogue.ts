import type { Course } from '../course.js';
import type { ModuleContent } from '../schema/module-schema.js';
import type { Reading } from '../schema/reading.js';
import type { SceneContent } from '../schema/dialogue-schema.js';

type Step = ModuleContent['steps'][number];
type DialogueContent = Step & { kind: 'dialogue' };

/** Every scene of a dialogue can be reached, and from every scene an end. */
export function checkDialogues(course: Course): void {
  for (const { modules } of course.tracks)
    for (const { reading, content } of modules)
      for (const step of content.steps) if (step.kind === 'dialogue') new DialogueCheck(reading, step).run();
}

class DialogueCheck {
  private readonly scenes: ReadonlyMap<string, SceneContent>;

  constructor(
    private readonly reading: Reading,
    private readonly dialogue: DialogueContent,
  ) {
    this.scenes = new Map(dialogue.scenes.map(({ key, value }) => [key, value]));
  }

  run(): void {
    for (const [id, scene] of this.scenes) this.scene(id, scene);
    if (this.scenes.has(this.dialogue.start) && this.isWhole()) this.graph();
    this.pass();
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
      (scene) => waysOn(scene) === 1 && nextOf(scene).every((next) => this.scenes.has(next)),
    );
  }

  private graph(): void {
    const reached = reach([this.dialogue.start], (id) => nextOrMended(this.scenes.get(id)));
    const ends = [...this.scenes].filter(([, scene]) => scene.end !== null).map(([id]) => id);
    const before = this.before();
    const ending = reach(ends, (id) => before.get(id) ?? []);
    for (const id of this.scenes.keys()) {
      if (!reached.has(id)) this.reading.say(this.spanOf(id), { code: 'D201', params: { name: id } });
      else if (!ending.has(id)) this.endless(id, ends);
    }
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

  /** Even every best reply together may stay below the mark. */
  private pass(): void {
    const { pass, scenes } = this.dialogue;
    if (pass === null) return;
    const most = scenes.reduce(
      (sum, { value }) => sum + Math.max(0, ...(value.you ?? []).map((reply) => reply.score ?? 0)),
      0,
    );
    if (pass > most)
      this.reading.say(this.reading.places.of(this.dialogue, 'pass'), {
        code: 'D210',
        params: { pass, most },
      });
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

function reach(starts: readonly string[], next: (id: string) => readonly string[]): Set<string> {
  const seen = new Set(starts);
  for (const id of seen) for (const other of next(id)) seen.add(other);
  return seen;
}

const LONGEST_WAY = 8;
