/** For the measured process: tells its CPU time and its memory when asked, and ends when nobody asks any more. */
const MB = 1024 * 1024;

const answers = {
  /** Microseconds of CPU used so far, by every thread. */
  cpu: () => {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
  /** Megabytes held now, and the most that were ever held. */
  memory: () => ({ now: process.memoryUsage().rss / MB, peak: process.resourceUsage().maxRSS / 1024 }),
};

process.on('message', ({ id, what }) => process.send({ id, value: answers[what]() }));
process.on('disconnect', () => process.exit());
