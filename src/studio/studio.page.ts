import type { AuthoredTrack } from './studio-tracks.service.js';
import { draftHref } from './draft-href.rules.js';
import type { ProblemCounts } from './draft-check.service.js';
import type { DraftHead } from './draft.service.js';
import { visible } from './problem-line.rules.js';
import type { Message } from '../web/form.js';

export interface StudioPage {
  readonly tracks: readonly (AuthoredTrack & {
    readonly copyAction: string;
    readonly editionsHref: string;
  })[];
  readonly drafts: readonly {
    readonly name: string;
    readonly trackId: string;
    readonly href: string;
    /** Null: one's own; '' once erased. */
    readonly ownerName: string | null;
    readonly updatedAt: Date;
    /** Null: not looked at since the program started. */
    readonly errors: number | null;
  }[];
  readonly refusal: Message | null;
}

export function toStudioPage({
  tracks,
  drafts,
  personId,
  lastCounts,
  refusal = null,
}: {
  readonly tracks: readonly AuthoredTrack[];
  readonly drafts: readonly DraftHead[];
  readonly personId: string;
  readonly lastCounts: (draft: DraftHead) => ProblemCounts | null;
  readonly refusal?: Message | null;
}): StudioPage {
  return {
    tracks: tracks.map((track) => ({
      ...track,
      copyAction: `/studio/tracks/${track.id}/drafts`,
      editionsHref: `/studio/tracks/${track.id}/editions`,
    })),
    drafts: drafts.map((draft) => ({
      name: visible(draft.title) || draft.trackId,
      trackId: draft.trackId,
      href: draftHref(draft.id),
      ownerName: draft.ownerId === personId ? null : draft.ownerName,
      updatedAt: draft.updatedAt,
      errors: lastCounts(draft)?.errors ?? null,
    })),
    refusal,
  };
}
