import type { Course, Loaded, TrackFolder } from '../course.js';
import type { Reading } from '../schema/reading.js';
import type { TrackContent } from '../schema/track-schema.js';

/** A track's path can be walked from its beginning to its end. */
export function checkPaths(course: Course): void {
  for (const folder of course.tracks) {
    checkListed(folder);
    checkModuleCycles(folder);
    if (folder.track) checkTrial(folder, folder.track);
  }
  checkTrackCycles(course);
}

/** Every module file stands on a path, once. */
function checkListed({ track, modules, path }: TrackFolder): void {
  const [first] = modules;
  if (!track) {
    if (path !== '' && first)
      first.reading.say(headOf(first), { code: 'R325', severity: 'warning', params: { path } });
    return;
  }
  const listed = track.content.modules;
  for (const module of modules)
    if (module.content.module !== '' && !listed.includes(module.content.module))
      module.reading.say(headOf(module), {
        code: 'R324',
        severity: 'warning',
        params: { name: module.content.module },
      });
  listed.forEach((id, index) => {
    if (listed.indexOf(id) < index)
      track.reading.say(track.reading.places.of(listed, index), {
        code: 'R321',
        params: { name: id, file: track.file.path, kind: 'module', other: 'module' },
      });
  });
}

const headOf = ({ reading, content }: Loaded<{ readonly module: string }>) =>
  reading.places.of(content, 'module');

interface Gate {
  readonly id: string;
  readonly requires: readonly string[];
  readonly reading: Reading;
}

function checkModuleCycles({ track, modules }: TrackFolder): void {
  const gates = modules.map(({ content, reading }) => ({
    id: content.module,
    requires: content.requires,
    reading,
  }));
  checkCycles(gates);
  const order = track?.content.order === 'in-order' ? track.content.modules : [];
  for (const { id, requires, reading } of gates)
    requires.forEach((before, index) => {
      if (order.includes(id) && order.indexOf(before) > order.indexOf(id))
        reading.say(reading.places.of(requires, index), {
          code: 'R327',
          params: { name: before, module: id },
        });
    });
}

function checkTrackCycles(course: Course): void {
  const tracks = course.tracks.flatMap(({ track }) => (track ? [track] : []));
  checkCycles(
    tracks.map(({ content, reading }) => ({ id: content.track, requires: content.requires, reading })),
  );
}

/** What requires itself, over however many others, can never be opened. */
function checkCycles(gates: readonly Gate[]): void {
  const byId = new Map(gates.map((gate) => [gate.id, gate]));
  for (const { id, requires, reading } of gates)
    requires.forEach((next, index) => {
      const way = wayTo(id, next, byId);
      if (id === '' || !way) return;
      reading.say(reading.places.of(requires, index), {
        code: 'R320',
        params: { name: id, way: [id, ...way].join(' → ') },
      });
    });
}

/** The shortest way from one gate along what it requires to another; null: there is none. */
function wayTo(goal: string, start: string, gates: ReadonlyMap<string, Gate>): string[] | null {
  const cameFrom = new Map<string, string | null>([[start, null]]);
  for (const at of cameFrom.keys()) {
    if (at === goal) return back(at, cameFrom);
    for (const next of gates.get(at)?.requires ?? []) if (!cameFrom.has(next)) cameFrom.set(next, at);
  }
  return null;
}

function back(from: string, cameFrom: ReadonlyMap<string, string | null>): string[] {
  const way: string[] = [];
  for (let at: string | null = from; at !== null; at = cameFrom.get(at) ?? null) way.unshift(at);
  return way;
}

/** What is tried without an account is read, not answered: nothing could be kept. */
function checkTrial({ modules }: TrackFolder, { content, reading }: Loaded<TrackContent>): void {
  const [moduleId, stepId] = content.trial?.split('/') ?? [];
  const module = modules.find((one) => one.content.module === moduleId)?.content;
  const step = module?.steps.find((one) => one.value === stepId);
  if (!step) return;
  const span = reading.places.of(content, 'trial');
  if (step.kind !== 'lesson')
    reading.say(span, { code: 'R317', params: { name: step.value, kind: step.kind, wanted: 'lesson' } });
  else if (step.care?.level === '2' || module?.care?.level === '2')
    reading.say(span, { code: 'C505', severity: 'warning', params: { name: step.value } });
}
