import type { Problem } from '../curriculum/problem.js';
import { isFixable } from '../curriculum/problem.js';
import { draftHref, fileHref, fileKey } from './draft-href.rules.js';
import { isImage } from './draft-files.rules.js';
import type { DraftFileLine } from './draft-files.service.js';
import type { DraftHead } from './draft.service.js';
import { toProblemLine, visible } from './problem-line.rules.js';
import type { ProblemLine } from './problem-line.rules.js';
import type { Message } from '../web/form.js';

/** As many as somebody reads at once. Mending those on top often mends others. */
const SHOWN = 60;

export interface ProblemGroup {
  readonly path: string;
  readonly problems: readonly (ProblemLine & {
    readonly href: string;
    /** Where its repair is asked for; null where it has none, or the file is not the draft's. */
    readonly repairAction: string | null;
    /** The content that was checked. */
    readonly seen: string;
  })[];
}

export interface DraftPage {
  readonly name: string;
  readonly trackId: string;
  /** Of whom it is where it is not one's own; '' once erased. */
  readonly ownerName: string | null;
  readonly updatedAt: Date;
  /** Null: the checker was busy, or failed. */
  readonly report: {
    readonly errors: number;
    readonly others: number;
    readonly ignored: number;
    readonly repairable: number;
    readonly mend: readonly ProblemGroup[];
    readonly moreMend: number;
    readonly look: readonly ProblemGroup[];
    readonly moreLook: number;
  } | null;
  readonly refusal: Message | null;
  readonly files: readonly {
    readonly path: string;
    readonly href: string;
    readonly lines: number;
    readonly kilobytes: number;
    readonly isImage: boolean;
    readonly errors: number;
  }[];
  readonly version: number;
  readonly href: string;
}

type Given = {
  readonly draft: DraftHead;
  readonly files: readonly DraftFileLine[];
  readonly problems: readonly Problem[] | null;
  readonly ignored: number;
  readonly isOwn: boolean;
  readonly isWorded: (key: string) => boolean;
  readonly refusal?: Message | null;
};

export function toDraftPage(given: Given): DraftPage {
  const { draft, files, problems, ignored } = given;
  const errors = problems?.filter(({ severity }) => severity === 'error') ?? [];
  const others = problems?.filter(({ severity }) => severity !== 'error') ?? [];
  const names = new Set(files.map(({ path }) => path));
  return {
    name: visible(draft.title) || draft.trackId,
    trackId: draft.trackId,
    ownerName: given.isOwn ? null : draft.ownerName,
    updatedAt: draft.updatedAt,
    report: problems && {
      errors: errors.length,
      others: others.length,
      ignored,
      repairable: problems.filter((problem) => isFixable(problem) && names.has(problem.file)).length,
      mend: toGroups(errors.slice(0, SHOWN), given),
      moreMend: Math.max(0, errors.length - SHOWN),
      look: toGroups(others.slice(0, SHOWN), given),
      moreLook: Math.max(0, others.length - SHOWN),
    },
    refusal: given.refusal ?? null,
    files: files.map(({ path, lines, bytes }) => ({
      path,
      href: fileHref(draft.id, path),
      lines,
      kilobytes: Math.max(1, Math.ceil(bytes / 1000)),
      isImage: isImage(path),
      errors: errors.filter(({ file }) => file === path).length,
    })),
    version: draft.version,
    href: draftHref(draft.id),
  };
}

function toGroups(problems: readonly Problem[], { draft, files, isWorded }: Given): ProblemGroup[] {
  const hashes = new Map(files.map(({ path, contentHash }) => [path, contentHash]));
  const paths = [...new Set(problems.map(({ file }) => file))];
  return paths.map((path) => ({
    path,
    problems: problems
      .filter(({ file }) => file === path)
      .map((problem) => ({
        ...toProblemLine(problem, isWorded),
        href: hashes.has(path) ? fileHref(draft.id, path, problem.line) : '',
        repairAction:
          isFixable(problem) && hashes.has(path)
            ? `${draftHref(draft.id)}/files/${fileKey(path)}/repairs`
            : null,
        seen: hashes.get(path) ?? '',
      })),
  }));
}
