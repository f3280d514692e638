import { Injectable } from '@nestjs/common';
import type { Me } from './me.js';

/** One quiet line on the home page: it says that there is something, never what. */
export interface HomeNote {
  /** Key of its words. */
  readonly words: string;
  readonly href: string;
  /** Which group it is about, on the home page of who looks after several. */
  readonly cohort: { readonly trackTitle: string; readonly name: string | null } | null;
  /** The meeting that it is about; null for other notes. */
  readonly meeting: NearMeeting | null;
}

/** Today or tomorrow. */
export interface NearMeeting {
  readonly day: 'today' | 'tomorrow';
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly place: string;
  readonly isCancelled: boolean;
}

type Source = (me: Me) => Promise<readonly HomeNote[]>;

/** What rooms have to tell somebody who comes home. Each adds its source when it starts. */
@Injectable()
export class HomeNotes {
  private readonly sources: Source[] = [];

  tell(source: Source): void {
    this.sources.push(source);
  }

  async listFor(me: Me): Promise<readonly HomeNote[]> {
    return (await Promise.all(this.sources.map((source) => source(me)))).flat();
  }
}
