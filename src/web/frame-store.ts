import type { PageFrame } from './page-frame.js';

/** Frames by what they belong to and what they are like. When they become too many, all are made anew. */
export class FrameStore {
  private frames = new WeakMap<object, Map<string, PageFrame>>();
  private count = 0;

  constructor(private readonly limit: number) {}

  get(owner: object, key: string, make: () => PageFrame): PageFrame {
    const known = this.frames.get(owner)?.get(key);
    if (known) return known;
    const made = make();
    if (this.count >= this.limit) {
      this.frames = new WeakMap();
      this.count = 0;
    }
    const own = this.frames.get(owner) ?? new Map<string, PageFrame>();
    this.frames.set(owner, own.set(key, made));
    this.count++;
    return made;
  }
}
