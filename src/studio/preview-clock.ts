import { Clock, SystemClock } from '../shared/clock.js';

/** The machine's time, moved on by what somebody who looks at a course has passed. */
export class PreviewClock extends Clock {
  private readonly machine = new SystemClock();
  private ahead = 0;

  now(): Date {
    return new Date(this.machine.now().getTime() + this.ahead);
  }

  /** How far ahead it stands, in milliseconds; each trainee of a preview has a time of their own. */
  get offset(): number {
    return this.ahead;
  }

  set offset(milliseconds: number) {
    this.ahead = milliseconds;
  }

  pass(milliseconds: number): void {
    this.ahead += milliseconds;
  }
}
