import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../shared/clock.js';

type Work = (now: Date) => Promise<unknown>;

/** Work that returns by the hour: sending mail, forgetting what the retention schedule says. */
@Injectable()
export class Jobs implements OnApplicationShutdown {
  private readonly log = new Logger('Jobs');
  private readonly jobs: { name: string; minutes: number; work: Work; running: Promise<void> | null }[] = [];
  private readonly timers: NodeJS.Timeout[] = [];

  constructor(private readonly clock: Clock) {}

  /** Registers work; it runs only in a process that serves (`start`), never twice at the same time. */
  every(name: string, minutes: number, work: Work): void {
    this.jobs.push({ name, minutes, work, running: null });
  }

  start(): void {
    for (const job of this.jobs)
      this.timers.push(setInterval(() => void this.run(job), job.minutes * 60_000).unref());
  }

  /** Runs every job once, now. For tests and the command line. */
  async runAll(): Promise<void> {
    for (const job of this.jobs) await this.run(job);
  }

  async onApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await Promise.all(this.jobs.flatMap((job) => job.running ?? []));
  }

  private run(job: (typeof this.jobs)[number]): Promise<void> {
    job.running ??= job
      .work(this.clock.now())
      .then(() => undefined)
      .catch((error: unknown) =>
        this.log.error({ job: job.name, err: error }, 'job failed; it runs again at its next time'),
      )
      .finally(() => (job.running = null));
    return job.running;
  }
}
