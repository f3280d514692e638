import { sha256 } from '../../shared/ids.js';
import type { Course, Loaded, TrackFolder } from '../course.js';
import type { CertificateModel, CompletionRule, Edition, ModuleModel, TrackModel } from '../edition.js';
import { deepFrozen } from '../deep-frozen.js';
import type { ModuleContent } from '../schema/module-schema.js';
import type { RuleContent, TrackContent } from '../schema/track-schema.js';
import { canonicalJson } from './canonical.js';
import { compileStep, toStepRef } from './compile-step.js';
import type { UsedImage } from './images.js';
import { usedImages } from './images.js';
import { minutesOf, shownMinutes } from './minutes.js';
import { Renderer } from './renderer.js';
import { usedEntries } from './used-entries.js';

/** Raise it when the same content is rendered otherwise than before: the edition is then another one. */
const RENDERING = 2;

export interface CompiledTrack {
  readonly edition: Edition;
  /** The bytes behind `edition.images`. */
  readonly images: readonly UsedImage[];
}

/** A track whose files were found without errors, as it is served. */
export function compileTrack(
  folder: TrackFolder,
  track: Loaded<TrackContent>,
  course: Course,
): CompiledTrack {
  const modules = inOrder(folder, track.content);
  const images = usedImages(folder, [track, ...modules]);
  const shared = usedEntries([track, ...modules], course.shared);
  const names = images.map(({ path, hash, mediaType }) => ({ path, hash, mediaType }));
  const contents = modules.map(({ content }) => content);
  const hash = sha256(canonicalJson([RENDERING, track.content, contents, shared, names]));
  const render = new Renderer(new Map(names.map((image) => [image.path, image.hash])));
  const edition: Edition = {
    hash,
    track: compileHead(track.content, contents, render),
    modules: contents.map((content) => compileModule(content, track.content.scored, render)),
    shared,
    images: names,
  };
  return { edition: deepFrozen(edition), images };
}

function inOrder(folder: TrackFolder, { modules }: TrackContent): Loaded<ModuleContent>[] {
  return modules.flatMap((id) => folder.modules.find(({ content }) => content.module === id) ?? []);
}

function compileHead(content: TrackContent, modules: readonly ModuleContent[], render: Renderer): TrackModel {
  const minutes = modules.flatMap(({ steps }) => steps.map(minutesOf)).reduce((sum, one) => sum + one, 0);
  return {
    id: content.track,
    code: content.code,
    title: content.title,
    about: render.maybeProse(content.about),
    easy: render.maybeProse(content.easy),
    edition: content.edition,
    audience: content.audience,
    access: content.access,
    trial: content.trial === null ? null : toStepRef(content.trial),
    requires: content.requires,
    order: content.order,
    scored: content.scored,
    complete: content.complete.map(compileRule),
    certificate: compileCertificate(content.certificate),
    after: render.maybeProse(content.after),
    reviewed: content.reviewed,
    minutes: shownMinutes(minutes),
  };
}

function compileCertificate(content: TrackContent['certificate']): CertificateModel | null {
  if (content === null) return null;
  const { title, text, disclaimer, yearly, 'valid-years': validYears, official } = content;
  const words = { title, text, disclaimer: disclaimer || official === null, official };
  // What a track does not use leaves no trace: its edition stays the one that was published.
  return { ...words, ...(yearly ? { yearly } : {}), ...(validYears === null ? {} : { validYears }) };
}

function compileRule(rule: RuleContent): CompletionRule {
  switch (rule.kind) {
    case 'modules':
      return { kind: rule.kind, count: rule.value };
    case 'dialogues':
    case 'quizzes':
    case 'worksheets':
      return { kind: rule.kind, steps: rule.value.map(toStepRef) };
    case 'sessions':
      return { kind: rule.kind, count: rule.value };
    case 'hours':
      return { kind: rule.kind, hours: rule.value };
    case 'hand-in':
      return { kind: rule.kind, step: toStepRef(rule.value) };
    case 'sign-off':
      return { kind: rule.kind, by: rule.value };
    case 'score':
      return { kind: rule.kind, percent: rule.value };
    case 'any':
      return { kind: rule.kind, rules: rule.value.map(compileRule) };
    case 'at-least':
      return { kind: rule.kind, count: rule.value, rules: rule.of.map(compileRule) };
  }
}

function compileModule(content: ModuleContent, scored: boolean, render: Renderer): ModuleModel {
  const bodies = new Map(
    content.steps.flatMap((step) => (step.kind === 'lesson' ? [[step.value, step.body]] : [])),
  );
  const around = { render, bodies, exit: content.exit, scored };
  const minutes = content.steps.map(minutesOf).reduce((sum, one) => sum + one, 0);
  return {
    id: content.module,
    formerly: content.formerly,
    title: content.title,
    short: content.short ?? content.title,
    summary: render.maybeText(content.summary),
    summaryEasy: render.maybeText(content['summary-easy']),
    objectives: content.objectives.map(({ key, value }) => ({ id: key, text: value })),
    requires: content.requires,
    required: content.required,
    care: render.care(content.care),
    exit: content.exit,
    sources: content.sources,
    practices: content.practices,
    syllabus: content.syllabus,
    forFacilitators: render.maybeProse(content['for-facilitators']),
    rest: render.maybeProse(content.rest),
    checkIn: content['check-in'],
    steps: content.steps.map((step) => compileStep(step, around)),
    minutes: shownMinutes(minutes),
  };
}
