import type { Course, TrackFolder } from '../course.js';
import type { ModuleContent } from '../schema/module-schema.js';
import type { Reference } from '../schema/reading.js';
import { ownerOf } from '../schema/reading.js';
import { baseText } from '../words/ruby-signs.js';

type Titled = readonly (readonly [title: string | null, name: string])[];

/** A title as it is compared: without readings, blanks and differences of width. */
export const plainTitle = (title: string): string =>
  baseText(title).normalize('NFKC').replace(/\s+/g, '').toLowerCase();

/** Names by the words people know things by: who does not remember the name writes the title. */
export class Titles {
  private readonly made = new Map<unknown, ReadonlyMap<string, string>>();

  constructor(private readonly course: Course) {}

  of(
    folder: TrackFolder | null,
    { to, owners }: Pick<Reference, 'to' | 'owners'>,
  ): ReadonlyMap<string, string> {
    const { shared, surveys, tracks } = this.course;
    const module = ownerOf(owners, 'module') as ModuleContent | null;
    const dialogue = ownerOf(owners, 'step') as ModuleContent['steps'][number] | null;
    if (to === 'source')
      return this.once('source', () =>
        shared.flatMap(({ content }) => content.sources.map(({ key, value }) => [value.title, key] as const)),
      );
    if (to === 'misconception')
      return this.once('misconception', () =>
        shared.flatMap(({ content }) =>
          content.misconceptions.map(({ key, value }) => [value.is, key] as const),
        ),
      );
    if (to === 'survey')
      return this.once('survey', () =>
        surveys.map(({ content }) => [content.title, content.survey] as const),
      );
    if (to === 'track')
      return this.once('track', () =>
        tracks.flatMap(({ track }) => (track ? [[track.content.title, track.content.track] as const] : [])),
      );
    if (to === 'module' && folder)
      return this.once(folder.modules, () =>
        folder.modules.map(({ content }) => [content.title, content.module] as const),
      );
    if (to === 'step' && folder)
      return this.once(folder, () =>
        folder.modules.flatMap(({ content }) =>
          content.steps.map((step) => [step.title, `${content.module}/${step.value}`] as const),
        ),
      );
    if (to === 'objective' && module)
      return this.once(module.objectives, () =>
        module.objectives.map(({ key, value }) => [value, key] as const),
      );
    if (to === 'lesson-place' && module)
      return this.once(module.steps, () => module.steps.map((step) => [step.title, step.value] as const));
    if (to === 'person' && dialogue?.kind === 'dialogue')
      return this.once(dialogue.people, () => dialogue.people.map(({ key, value }) => [value, key] as const));
    return new Map();
  }

  private once(key: unknown, list: () => Titled): ReadonlyMap<string, string> {
    const known = this.made.get(key);
    if (known) return known;
    const named = list().flatMap(([title, name]) =>
      title && name !== '' ? [[plainTitle(title), name] as const] : [],
    );
    const made = new Map(named.toReversed());
    this.made.set(key, made);
    return made;
  }
}
