import { Injectable } from '@nestjs/common';
import type { Me } from './me.js';

/** A page of a higher room that is there for this person: the key of its words, and its address. */
export interface PersonalLink {
  readonly words: string;
  readonly href: string;
}

type Source = (me: Me) => Promise<readonly PersonalLink[]>;

/** What rooms above offer on the pages about support and settings. Each adds its source when it starts. */
@Injectable()
export class PersonalLinks {
  private readonly sources: Source[] = [];

  offer(source: Source): void {
    this.sources.push(source);
  }

  async listFor(me: Me | null): Promise<readonly PersonalLink[]> {
    if (!me) return [];
    return (await Promise.all(this.sources.map((source) => source(me)))).flat();
  }
}
