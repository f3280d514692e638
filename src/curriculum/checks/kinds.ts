import type { Course, Loaded } from '../course.js';
import type { ModuleContent } from '../schema/module-schema.js';
import { servedKinds } from '../step.js';

type Step = ModuleContent['steps'][number];

/** What belongs to scored tracks only, and what the product does not show yet. */
export function checkKinds(course: Course): void {
  for (const { track, modules } of course.tracks)
    for (const module of modules) {
      if (track && !track.content.scored) checkUnscored(module);
      for (const step of module.content.steps) checkServed(module, step);
    }
}

/** Scores, pass marks and handing in would turn learning into an examination. */
function checkUnscored({ reading, content }: Loaded<ModuleContent>): void {
  for (const { key, span } of reading.scoredKeys)
    reading.say(span, { code: 'S208', variant: 'scored', params: { name: key } });
  for (const step of content.steps)
    if (step.kind === 'reflection' && step.share === 'hand-in')
      reading.say(reading.places.of(step, 'share'), {
        code: 'S208',
        variant: 'scored',
        params: { name: 'hand-in' },
      });
}

function checkServed({ reading }: Loaded<ModuleContent>, step: Step): void {
  const { places } = reading;
  if (!servedKinds.has(step.kind))
    reading.say(places.of(step, 'kind'), { code: 'S216', severity: 'warning', params: { kind: step.kind } });
  if (step.kind === 'survey' && places.has(step, 'required') && step.required)
    reading.say(places.of(step, 'required'), {
      code: 'S208',
      variant: 'survey',
      params: { name: 'required' },
    });
}
