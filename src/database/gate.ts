import { UnitTimedOut, withoutValues } from './database-errors.js';

/** Milliseconds a unit of work has, so that one that hangs cannot keep everybody else from writing. */
export const UNIT_LIMIT = 10_000;

/** Lets the statements of one unit pass while it lasts; knows which are under way and whether one failed. */
export class Gate {
  private isOpen = true;
  private underWay = 0;
  private failure: { readonly error: unknown } | null = null;
  private whenIdle: (() => void)[] = [];

  /** What a caller of the unit asks for. When it is not awaited, the unit fails rather than the process. */
  operation<T>(run: () => Promise<T>): Promise<T> {
    const asked = this.pass(run);
    if (this.isOpen) asked.catch(() => {});
    return asked;
  }

  /** One statement sent to the database. After a failed one nothing passes: PostgreSQL would refuse it, too. */
  statement<T>(run: () => Promise<T>): Promise<T> {
    return this.pass(async () => {
      if (this.failure)
        throw new Error('An earlier statement of this unit failed.', { cause: this.failure.error });
      try {
        return await run();
      } catch (error) {
        this.failure ??= { error: withoutValues(error) };
        throw error;
      }
    });
  }

  /**
   * Runs the work within its time, and closes behind it: nothing passes between here and COMMIT or ROLLBACK.
   * Fails when a statement failed, even if the work swallowed that, or was not awaited.
   */
  async lead<T>(work: () => Promise<T>, limit = UNIT_LIMIT): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const timedOut = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new UnitTimedOut()), limit);
    });
    try {
      const result = await Promise.race([work(), timedOut]);
      if (this.failure) throw this.failure.error;
      if (this.underWay > 0) throw new Error('A statement of the unit was not awaited.');
      return result;
    } finally {
      this.isOpen = false;
      clearTimeout(timer);
    }
  }

  /** When the last statement under way has been answered. */
  async idle(): Promise<void> {
    if (this.underWay > 0) await new Promise<void>((resolve) => this.whenIdle.push(resolve));
  }

  private async pass<T>(run: () => Promise<T>): Promise<T> {
    if (!this.isOpen) throw new Error('A statement after the end of its unit of work.');
    this.underWay++;
    try {
      return await run();
    } finally {
      if (--this.underWay === 0) this.whenIdle.splice(0).forEach((resolve) => resolve());
    }
  }
}
