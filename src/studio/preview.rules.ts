import { formatDisplay, parseDisplay } from '../web/display.rules.js';

/** As which fictional trainee a course is looked at. */
export const PREVIEW_STATES = ['first', 'half', 'twice', 'locked', 'completed'] as const;
export type PreviewState = (typeof PREVIEW_STATES)[number];

/** `phone` and `print`: a frame of that width around the page; with `in-` what stands inside it. */
export const FRAMES = ['none', 'phone', 'print', 'in-phone', 'in-print'] as const;
const THEMES = ['auto', 'light', 'dark', 'calm'] as const;
const SIZES = ['m', 'l', 'xl'] as const;

export interface PreviewLook {
  readonly frame: (typeof FRAMES)[number];
  readonly theme: (typeof THEMES)[number];
  readonly size: (typeof SIZES)[number];
  readonly ruby: boolean;
  readonly easy: boolean;
}

export const PLAIN_LOOK: PreviewLook = { frame: 'none', theme: 'auto', size: 'm', ruby: false, easy: false };

/** Which trainee, and how the pages look: one part of the address, so that every link on them keeps it. */
export interface PreviewView {
  readonly state: PreviewState;
  readonly look: PreviewLook;
}

/** `half.calm.ruby`; the usual is left out. */
export function viewSegment({ state, look }: PreviewView): string {
  return [
    state,
    ...(look.frame === 'none' ? [] : [look.frame]),
    ...(look.theme === 'auto' ? [] : [look.theme]),
    ...(look.size === 'm' ? [] : [look.size]),
    ...(look.ruby ? ['ruby'] : []),
    ...(look.easy ? ['easy'] : []),
  ].join('.');
}

/** Null for anything that `viewSegment` would not write: a page has one address. */
export function parseView(segment: string): PreviewView | null {
  const [first, ...flags] = segment.split('.');
  const state = PREVIEW_STATES.find((one) => one === first);
  if (!state) return null;
  const pick = <T extends string>(options: readonly T[]): T =>
    options.slice(1).find((option) => flags.includes(option)) ?? options[0]!;
  const [frame, theme, size] = [pick(FRAMES), pick(THEMES), pick(SIZES)];
  const look = { frame, theme, size, ruby: flags.includes('ruby'), easy: flags.includes('easy') };
  return viewSegment({ state, look }) === segment ? { state, look } : null;
}

/** The trainee's display settings, as `parseDisplay` reads them. */
export function displayOf({ theme, size, ruby, easy }: PreviewLook): string {
  return formatDisplay(
    parseDisplay(`theme=${theme}&size=${size}&ruby=${ruby ? 1 : 0}&words=${easy ? 'easy' : 'normal'}`),
  );
}

/** Whether the page stands inside another one. */
export function isInside({ frame }: PreviewLook): boolean {
  return frame.startsWith('in-');
}

export function hasFrame({ frame }: PreviewLook): boolean {
  return frame === 'phone' || frame === 'print';
}

// What a trainee meets while learning. Accounts, certificates and contacts are of the house, not of the course:
// a certificate that somebody prints from here would look like a real one.
const ROOMS = new Set([
  '',
  'check-ins',
  'dialogue',
  'files',
  'home',
  'learn',
  'path',
  'pause',
  'quiz',
  'reflection',
  'session',
  'support',
  'tracks',
  'try',
  'workbook',
  'worksheet',
]);

/** Whether this page of the application is shown in a preview: the one that is meant, with `..` gone through. */
export function isPreviewed(path: string): boolean {
  if (!path.startsWith('/')) return false;
  const meant = URL.parse(`http://preview${path}`)?.pathname ?? '-';
  return ROOMS.has(/^\/(?!\/)([^/?#]*)/.exec(meant)?.[1] ?? '-');
}
