import type { Course, Loaded } from '../course.js';
import type { ModuleContent } from '../schema/module-schema.js';
import type { Reading } from '../schema/reading.js';

type Care = NonNullable<ModuleContent['care']>;

/** A content note says enough to choose by, and what is skipped has its points elsewhere. */
export function checkCare(course: Course): void {
  for (const { modules } of course.tracks)
    for (const { reading, content } of modules) {
      const parts = partsWithCare(content);
      if (content.care) checkNote(reading, content.care);
      for (const care of parts) checkNote(reading, care);
      checkModule({ reading, content }, parts);
    }
}

function partsWithCare({ steps }: ModuleContent): Care[] {
  return steps.flatMap((step) => {
    const inside =
      step.kind === 'quiz'
        ? step.questions.map((question) => question.care)
        : step.kind === 'dialogue'
          ? step.scenes.map((scene) => scene.value.care)
          : [];
    return [step.care, ...inside].flatMap((care) => care ?? []);
  });
}

function checkNote(reading: Reading, care: Care): void {
  const span = reading.places.of(care, 'level');
  if (care.level === '2' && care.instead === null) reading.say(span, { code: 'C501' });
  if (care.level !== '0' && care.topics.length === 0)
    reading.say(span, { code: 'C504', severity: 'suggestion' });
}

/** Level 2 is announced in the list of modules, by a title that says nothing on a shared screen. */
function checkModule(
  { reading, content }: Pick<Loaded<ModuleContent>, 'reading' | 'content'>,
  parts: readonly Care[],
): void {
  const own = content.care?.level ?? '0';
  const hardest = parts.reduce((most, { level }) => (level > most ? level : most), '0' as Care['level']);
  if (own === '2' && content.short === null && content.care)
    reading.say(reading.places.of(content.care, 'level'), { code: 'C502' });
  if (hardest > own)
    for (const care of parts)
      if (care.level === hardest)
        reading.say(reading.places.of(care, 'level'), {
          code: 'C503',
          severity: 'warning',
          params: { level: hardest },
        });
}
