import type { Course } from '../course.js';

/** A reviewed track has every lesson in easy Japanese; before, its absence is only shown. */
export function checkEasy(course: Course): void {
  for (const { track, modules } of course.tracks) {
    const severity = (track?.content.reviewed.length ?? 0) > 0 ? 'error' : 'warning';
    for (const { reading, content } of modules)
      for (const step of content.steps)
        if (step.kind === 'lesson' && step.easy === null && !reading.places.has(step, 'easy'))
          reading.say(reading.places.of(step, 'value'), {
            code: 'L407',
            severity,
            params: { name: step.value },
          });
  }
}
