import { AsyncLocalStorage } from 'node:async_hooks';

interface Unit {
  ended: boolean;
}

/** Knows whether the running code stands inside a unit of work. */
export class UnitScope {
  private readonly units = new AsyncLocalStorage<Unit>();

  /** With `guardReads`, reading outside the unit is refused inside it (development and tests). */
  constructor(private readonly guardReads: boolean) {}

  run<T>(work: () => Promise<T>): Promise<T> {
    const unit: Unit = { ended: false };
    return this.units.run(unit, work).finally(() => {
      unit.ended = true;
    });
  }

  isInside(): boolean {
    return this.units.getStore()?.ended === false;
  }

  checkRead(): void {
    if (this.guardReads && this.isInside())
      throw new Error(
        'Inside a unit of work read through its tx: the reading connection does not see its rows.',
      );
  }
}
