import type { PreviewState } from './preview.rules.js';

/** With what the thread of a preview begins. Plain data: it is copied to another thread. */
export interface PreviewOpening {
  /** The edition that is looked at, as JSON. */
  readonly edition: string;
  readonly images: readonly {
    readonly hash: string;
    readonly mediaType: string;
    readonly content: Uint8Array;
  }[];
  /** What the tracks that must be completed first are called, by id. */
  readonly required: readonly { readonly id: string; readonly title: string; readonly code: string }[];
  /** For this preview alone; removed after it. */
  readonly folder: string;
  /** A database with tables and nothing in them; made by the first preview that finds none. */
  readonly template: string;
  readonly origin: string;
  readonly councilFile: string;
  /** How the fictional trainees are called. */
  readonly names: Readonly<Record<PreviewState, string>>;
}

/** Whose trainee: everybody who looks has their own. */
export interface PreviewSeat {
  readonly viewer: string;
  readonly state: PreviewState;
}

export interface PageRequest extends PreviewSeat {
  readonly kind: 'page';
  /** The trainee's display settings. */
  readonly display: string;
  readonly method: string;
  /** As the application itself knows it. */
  readonly url: string;
  /** A form as browsers send it. */
  readonly body: string | null;
  /** What a browser tells about why it asks. */
  readonly purpose: string | null;
  readonly prefix: string;
}

export type PreviewRequest =
  | PageRequest
  /** Where this trainee looks first. */
  | (PreviewSeat & { readonly kind: 'enter' })
  /** The page of one place of the course. */
  | (PreviewSeat & { readonly kind: 'seek'; readonly place: string })
  /** Once for each key. */
  | (PreviewSeat & { readonly kind: 'day'; readonly key: string })
  | (PreviewSeat & { readonly kind: 'reset' });

export interface PreviewPage {
  readonly status: number;
  readonly type: string;
  /** Rewritten; null where it leads nowhere here. */
  readonly location: string | null;
  /** Three pieces of a page: something can be put between them. One piece of anything else. */
  readonly pieces: readonly Uint8Array[];
  /** Which place of the course it shows: `m/s`, `m/s#q`, `m`; null for none. */
  readonly place: string | null;
  /** How many days were passed. */
  readonly days: number;
}

/** Whether a place was reached, or only the step in which it is. */
export interface PreviewDoor {
  readonly path: string;
  readonly isExact: boolean;
}

export type PreviewAnswer = PreviewPage | PreviewDoor;
export interface Asked {
  readonly id: number;
  readonly request: PreviewRequest;
}
export type Told =
  | { readonly id: number; readonly answer: PreviewAnswer }
  /** The thread could not answer this one; it goes on. */
  | { readonly id: number; readonly failure: string };
/** Sent once, when the thread can be asked. */
export const READY = 'ready';
