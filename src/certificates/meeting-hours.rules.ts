import type { Edition } from '../curriculum/edition.js';
import { servedKinds } from '../curriculum/step.js';

/** Hours of the sessions that a track asks for, made up for or attended; 0 where it asks for none. */
export function meetingHoursOf({ track, modules }: Pick<Edition, 'track' | 'modules'>): number {
  if (!servedKinds.has('session')) return 0;
  const hoursIn = (some: typeof modules, isCounted: (step: { readonly required: boolean }) => boolean) =>
    some
      .flatMap(({ steps }) => steps)
      .flatMap((step) => (step.kind === 'session' && isCounted(step) ? [step.hours] : []));
  const all = hoursIn(modules, () => true).toSorted((one, other) => one - other);
  const asked = track.complete.map((rule) => {
    if (rule.kind === 'hours') return rule.hours;
    if (rule.kind === 'sessions') return sum(all.slice(0, rule.count));
    if (rule.kind !== 'modules' || rule.count !== 'all') return 0;
    return sum(
      hoursIn(
        modules.filter(({ required }) => required),
        ({ required }) => required,
      ),
    );
  });
  return Math.max(0, ...asked);
}

function sum(hours: readonly number[]): number {
  return hours.reduce((total, one) => total + one, 0);
}
