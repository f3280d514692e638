import type { Edition } from '../../curriculum/edition.js';
import type { Difference } from '../../curriculum/difference.js';
import { toDifferencesView } from './difference.page.js';
import type { DifferencesView } from './difference.page.js';
import type { PublishedEdition, TrackEditions } from './editions.service.js';

export interface EditionLine extends PublishedEdition {
  readonly isCurrent: boolean;
  readonly previewHref: string;
  readonly restorationHref: string;
  readonly draftAction: string;
  /** Cohorts with people who hold it. */
  readonly cohorts: readonly { readonly id: string; readonly name: string | null }[];
}

/** What a track has shown so far. */
export interface EditionsPage {
  readonly trackTitle: string;
  /** What everybody may read of it. */
  readonly trackHref: string;
  readonly isJustPublished: boolean;
  /** Nothing of it was published before. */
  readonly isFirst: boolean;
  readonly source: 'files' | 'studio';
  readonly lines: readonly EditionLine[];
  /** Whether there are two to compare. */
  readonly mayCompare: boolean;
  readonly comparisonHref: string;
  /** Once each, the newest first: what can be chosen for comparing. */
  readonly choices: readonly { readonly hash: string; readonly label: string; readonly at: Date }[];
  readonly chosen: { readonly before: string; readonly after: string };
  readonly behind: readonly {
    readonly name: string | null;
    readonly label: string;
    /** Null for a cohort in other hands. */
    readonly href: string | null;
  }[];
  readonly proposals: readonly { readonly href: string; readonly at: Date; readonly by: string }[];
}

export function toEditionsPage(
  track: TrackEditions,
  { isJustPublished }: Pick<EditionsPage, 'isJustPublished'>,
): EditionsPage {
  const root = `/studio/tracks/${track.trackId}/editions`;
  const { publications, current, behind } = track;
  const labels = new Map(publications.map(({ hash, label }) => [hash, label]));
  const first = new Map([...publications].reverse().map((one) => [one.hash, one]));
  const choices = [...first.values()].reverse().map(({ hash, label, at }) => ({ hash, label, at }));
  const older = choices.find(({ hash }) => hash !== current.hash);
  return {
    trackTitle: current.track.title,
    trackHref: `/tracks/${track.trackId}`,
    isJustPublished,
    isFirst: publications.length === 1,
    source: track.source,
    lines: publications.map((one, index) => ({
      ...one,
      isCurrent:
        one.hash === current.hash && index === publications.findIndex(({ hash }) => hash === current.hash),
      previewHref: `/studio/editions/${one.hash}/preview`,
      restorationHref: `${root}/${one.hash}/restoration`,
      draftAction: `${root}/${one.hash}/draft`,
      cohorts: behind.filter(({ hash }) => hash === one.hash),
    })),
    mayCompare: choices.length > 1,
    comparisonHref: `${root}/comparison`,
    choices,
    chosen: { before: older?.hash ?? '', after: current.hash },
    behind: behind.map(({ id, name, hash, isTheirs }) => ({
      name,
      label: labels.get(hash) ?? '',
      href: isTheirs ? `/studio/cohorts/${id}/edition` : null,
    })),
    proposals: track.proposals.map(({ id, at, by }) => ({ href: `/studio/proposals/${id}`, at, by })),
  };
}

/** Any two editions of a track beside each other. */
export interface ComparisonPage {
  readonly trackTitle: string;
  readonly editionsHref: string;
  readonly before: string;
  readonly after: string;
  readonly differences: DifferencesView;
}

export function toComparisonPage(
  { before, after }: { before: Edition; after: Edition },
  differences: readonly Difference[],
): ComparisonPage {
  return {
    trackTitle: after.track.title,
    editionsHref: `/studio/tracks/${after.track.id}/editions`,
    before: before.track.edition,
    after: after.track.edition,
    differences: toDifferencesView(differences, null),
  };
}
