import { lineOfPlace } from '../curriculum/place-lines.js';
import { isInside, PREVIEW_STATES, viewSegment } from './preview.rules.js';
import type { PreviewLook, PreviewState, PreviewView } from './preview.rules.js';
import { statesOf } from './preview-plan.rules.js';
import type { NoPlan } from './preview-plan.rules.js';
import type { PreviewSubject } from './preview-subject.js';

interface LookLink {
  readonly key: string;
  readonly href: string;
  readonly isNow: boolean;
}

/** What stands above every page of a preview. */
export interface PreviewBar {
  readonly kind: PreviewSubject['kind'];
  readonly track: string;
  readonly state: PreviewState;
  /** It stands inside a frame: only what belongs to the page itself is offered. */
  readonly isInside: boolean;
  readonly states: readonly {
    readonly state: PreviewState;
    readonly href: string;
    readonly isNow: boolean;
    readonly reason: NoPlan | null;
  }[];
  readonly looks: readonly LookLink[];
  readonly days: number;
  /** Words about how one came here; null for none. */
  readonly note: PreviewNote | null;
  readonly line: { readonly href: string; readonly path: string; readonly line: number } | null;
  /** Where the buttons lead, and from which page they are pressed. */
  readonly action: string;
  readonly at: string;
  readonly closeHref: string;
}

export type PreviewNote = 'not-exact' | 'day' | 'reset';

export interface Shown {
  readonly view: PreviewView;
  /** Path and query of the page, as the application knows it. */
  readonly at: string;
  readonly place: string | null;
  readonly days: number;
  readonly note: PreviewNote | null;
}

export function toPreviewBar(subject: PreviewSubject, { view, at, place, days, note }: Shown): PreviewBar {
  const { base, edition, kind, closeHref } = subject;
  const hrefOf = (other: PreviewView, path = at) => `${base}/${viewSegment(other)}${path}`;
  const outside = { ...view, look: outsideOf(view.look) };
  return {
    kind,
    track: edition.track.title,
    state: view.state,
    isInside: isInside(view.look),
    states: statesOf(edition).map(({ state, reason }) => ({
      state,
      href: hrefOf({ state, look: outside.look }, ''),
      isNow: state === view.state,
      reason,
    })),
    looks: looksOf(outside.look).map(({ key, look, isNow }) => ({
      key,
      isNow,
      href: hrefOf({ state: view.state, look }),
    })),
    days,
    note,
    line: lineFor(subject, place),
    action: hrefOf(view, ''),
    at,
    closeHref,
  };
}

/** The first page: who can be there, and why somebody cannot. */
export interface PreviewPage {
  readonly kind: PreviewSubject['kind'];
  readonly track: string;
  readonly states: readonly {
    readonly state: PreviewState;
    readonly href: string;
    readonly reason: NoPlan | null;
  }[];
  readonly closeHref: string;
}

export function toPreviewPage({ kind, edition, base, closeHref }: PreviewSubject): PreviewPage {
  const reasons = new Map(statesOf(edition).map(({ state, reason }) => [state, reason]));
  const states = PREVIEW_STATES.map((state) => ({
    state,
    href: `${base}/${state}`,
    reason: reasons.get(state) ?? null,
  }));
  return { kind, track: edition.track.title, states, closeHref };
}

function lineFor({ lines }: PreviewSubject, place: string | null): PreviewBar['line'] {
  const found = lines && place !== null ? lineOfPlace(lines.places, place) : null;
  if (!lines || !found) return null;
  const at = { path: found.file, line: found.line };
  return { ...at, href: lines.href(at) };
}

function outsideOf(look: PreviewLook): PreviewLook {
  return {
    ...look,
    frame: look.frame === 'in-phone' ? 'phone' : look.frame === 'in-print' ? 'print' : look.frame,
  };
}

/** Each link changes one thing and leaves the rest as it is. */
function looksOf(look: PreviewLook): { key: string; look: PreviewLook; isNow: boolean }[] {
  const frames = { screen: 'none', phone: 'phone', print: 'print' } as const;
  const themes = ['auto', 'light', 'dark', 'calm'] as const;
  const sizes = ['m', 'l', 'xl'] as const;
  return [
    ...Object.entries(frames).map(([key, frame]) => ({
      key,
      look: { ...look, frame },
      isNow: look.frame === frame,
    })),
    ...[false, true].map((ruby) => ({
      key: ruby ? 'ruby' : 'no-ruby',
      look: { ...look, ruby },
      isNow: look.ruby === ruby,
    })),
    ...[false, true].map((easy) => ({
      key: easy ? 'easy' : 'usual-words',
      look: { ...look, easy },
      isNow: look.easy === easy,
    })),
    ...themes.map((theme) => ({ key: theme, look: { ...look, theme }, isNow: look.theme === theme })),
    ...sizes.map((size) => ({ key: size, look: { ...look, size }, isNow: look.size === size })),
  ];
}
