import type { FacilitatedCohort } from '../cohorts/cohort.service.js';
import type { Edition } from '../curriculum/edition.js';
import { WAIVER_KINDS } from '../learning/waiver.entity.js';
import type { WaiverKind } from '../learning/waiver.entity.js';
import type { Target } from '../learning/waiver.rules.js';
import { targetsOf, toTargetView } from '../learning/waiver-target.rules.js';
import type { TargetView } from '../learning/waiver-target.rules.js';
import type { FormView, Message } from '../web/form.js';
import { withoutRuby } from '../web/view-helpers-ruby.js';
import type { ShownWaiver } from './waivers.service.js';

export const LINES = 50;

interface Head {
  readonly trackTitle: string;
  /** Null for the standing cohort. */
  readonly name: string | null;
  readonly cohortHref: string;
  readonly listHref: string;
}

export interface ProposalPage extends Head {
  readonly form: FormView;
  readonly kinds: readonly WaiverKind[];
  /** Rules, modules and steps; words are `waivers.scope.<scope>`. */
  readonly groups: readonly {
    readonly scope: Target['scope'];
    readonly options: readonly { readonly value: string; readonly what: TargetView }[];
  }[];
  readonly waivers: readonly (ShownWaiver & { readonly href: string })[];
  readonly earlierHref: string | null;
  readonly laterHref: string | null;
}

export function toProposalPage(
  cohort: FacilitatedCohort,
  {
    editions,
    form,
    found,
    page,
  }: {
    editions: readonly [Edition, ...Edition[]];
    form: FormView;
    found: { waivers: readonly ShownWaiver[]; total: number };
    page: number;
  },
): ProposalPage {
  const head = toHead(cohort, editions[0]);
  const offered = offeredIn(editions);
  return {
    ...head,
    form,
    kinds: WAIVER_KINDS,
    groups: (['rule', 'module', 'step'] as const).map((scope) => ({
      scope,
      options: offered
        .filter(({ target }) => target.scope === scope)
        .map(({ target, edition }) => ({
          value: valueOf(target),
          what: plain(toTargetView(edition, target)),
        })),
    })),
    waivers: found.waivers.map((waiver) => ({ ...waiver, href: `${head.listHref}/${waiver.id}` })),
    earlierHref: page > 1 ? `${head.listHref}?page=${page - 1}` : null,
    laterHref: page * LINES < found.total ? `${head.listHref}?page=${page + 1}` : null,
  };
}

/** What was chosen; null for what the form never offered. */
export function readTarget(editions: readonly Edition[], value: string): Target | null {
  return offeredIn(editions).find(({ target }) => valueOf(target) === value)?.target ?? null;
}

/** Of everything from which somebody may be freed each once, as the newest edition that has it words it. */
function offeredIn(editions: readonly Edition[]): { readonly target: Target; readonly edition: Edition }[] {
  const offered = new Map<string, { target: Target; edition: Edition }>();
  for (const edition of editions)
    for (const target of targetsOf(edition))
      if (!offered.has(valueOf(target))) offered.set(valueOf(target), { target, edition });
  return [...offered.values()];
}

export interface FacilitatedWaiverPage extends Head {
  readonly waiver: ShownWaiver;
  readonly action: string;
  readonly may: { readonly withdraw: boolean; readonly lift: boolean };
  readonly refusal: Message | null;
}

export function toFacilitatedWaiverPage(
  cohort: FacilitatedCohort,
  { edition, waiver, refusal }: { edition: Edition; waiver: ShownWaiver; refusal: Message | null },
): FacilitatedWaiverPage {
  const head = toHead(cohort, edition);
  const { state, isIssued } = waiver;
  return {
    ...head,
    waiver,
    action: `${head.listHref}/${waiver.id}`,
    may: {
      withdraw: state === 'proposed' || state === 'lift-proposed',
      lift: state === 'confirmed' && !isIssued,
    },
    refusal,
  };
}

function toHead({ id, name }: FacilitatedCohort, { track }: Edition): Head {
  const cohortHref = `/facilitate/${id}`;
  return { trackTitle: track.title, name, cohortHref, listHref: `${cohortHref}/waivers` };
}

function valueOf({ scope, target }: Target): string {
  return `${scope}:${target}`;
}

/** For a list of options, which holds text alone. */
function plain(what: TargetView): TargetView {
  return {
    ...what,
    module: what.module && withoutRuby(what.module),
    step: what.step && withoutRuby(what.step),
  };
}
