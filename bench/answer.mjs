/** For the measured process: tells its CPU time and its memory when asked, and ends when nobody asks any more. */
import { clearInterval, setInterval } from 'node:timers';

const MB = 1024 * 1024;

const SAMPLE_MS = 5;
let watched = null;

export const answers = {
  /** Microseconds of CPU used so far, by every thread. */
  cpu: () => {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
  /** Megabytes held now. */
  memory: () => process.memoryUsage.rss() / MB,
  /** From here on the most that are held are watched. */
  watch: () => {
    const before = process.memoryUsage.rss();
    watched = { before, peak: before };
    watched.timer = setInterval(
      () => (watched.peak = Math.max(watched.peak, process.memoryUsage.rss())),
      SAMPLE_MS,
    );
    return before / MB;
  },
  /** Megabytes held when the watch began, and the most since. */
  watched: () => {
    clearInterval(watched.timer);
    return { before: watched.before / MB, peak: watched.peak / MB };
  },
};

process.on('message', async ({ id, what }) => process.send({ id, value: await answers[what]() }));
process.on('disconnect', () => process.exit());
