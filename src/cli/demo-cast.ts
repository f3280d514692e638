import type { Role } from '../web/me.js';

/** What demo/people.yaml holds. */
export interface DemoCast {
  readonly password: string;
  readonly people: readonly {
    readonly name: string;
    readonly roles: readonly Role[];
    /** Signs in with it; nothing is ever sent there. */
    readonly email: string;
    readonly learns: readonly DemoLearning[];
  }[];
  /** Groups that begin together, each in the hands of the person with this address. */
  readonly cohorts: readonly {
    readonly name: string;
    readonly track: string;
    readonly from: number;
    readonly facilitator: string;
    readonly seats?: number;
    /** Days from the first to the last; without it the cohort has none. */
    readonly lasts?: number;
    readonly meets?: readonly DemoMeeting[];
  }[];
  readonly crowd: {
    readonly name: string;
    readonly of: number;
    readonly track: string;
    readonly from: number;
  };
}

/** An afternoon on which a cohort meets. */
export interface DemoMeeting {
  readonly module: string;
  readonly step: string;
  /** Days from today. */
  readonly in: number;
  readonly place: string;
}

export interface DemoLearning {
  readonly track: string;
  /** Days ago. */
  readonly from: number;
  /** Days ago, when the last step was taken; two unless given. */
  readonly to?: number;
  readonly done: 'half' | 'all';
  readonly certificate?: string;
  readonly paused?: 'yes';
  /** Name of the dated cohort; the standing one unless given. */
  readonly cohort?: string;
  /** Asked to be contacted, or wished for it when the learning stops. */
  readonly contact?: 'asked' | 'when-stopped';
}
