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
  readonly crowd: {
    readonly name: string;
    readonly of: number;
    readonly track: string;
    readonly from: number;
  };
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
}
