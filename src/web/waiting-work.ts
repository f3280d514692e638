import { Injectable } from '@nestjs/common';
import type { Me } from './me.js';

/** Something that waits for somebody of the house: how much of it, and where. Never whose. */
export interface Waiting {
  /** Key of its words; they say the count. */
  readonly words: string;
  readonly count: number;
  readonly href: string;
}

type Source = (me: Me) => Promise<readonly Waiting[]>;

/** What rooms above have waiting for who acts in a role of the office. Each adds its source when it starts. */
@Injectable()
export class WaitingWork {
  private readonly sources: Source[] = [];

  tell(source: Source): void {
    this.sources.push(source);
  }

  /** Only what waits. */
  async listFor(me: Me): Promise<readonly Waiting[]> {
    const lists = await Promise.all(this.sources.map((source) => source(me)));
    return lists.flat().filter(({ count }) => count > 0);
  }
}
