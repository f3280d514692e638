/** Lets only so many do something at once; the others wait for their turn, as many as may. */
export class Turns {
  private running = 0;
  private readonly queue: (() => void)[] = [];

  constructor(private readonly most: { readonly atOnce: number; readonly waiting: number }) {}

  /** Null when too many wait already. */
  async take<T>(work: () => Promise<T>): Promise<T | null> {
    if (this.running >= this.most.atOnce) {
      if (this.queue.length >= this.most.waiting) return null;
      // Whoever leaves hands the place on, so that nobody slips in between.
      await new Promise<void>((resolve) => this.queue.push(resolve));
    } else this.running++;
    try {
      return await work();
    } finally {
      const next = this.queue.shift();
      if (next) next();
      else this.running--;
    }
  }
}
