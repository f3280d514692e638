/** The directory of activities: what a page of it costs with everything in it that a town may have, and what its files hold. */
import { measure } from './load.mjs';
import { fetchAside } from './process.mjs';

const REQUESTS = 160;

/** Questions as people ask them; `%` letters stand as addresses have them. */
export const QUESTIONS = {
  'the list': '/activities',
  'a word': `/activities?q=${encodeURIComponent('将棋')}`,
  'two words that are rare': `/activities?q=${encodeURIComponent('散歩 4711')}`,
  'a word that is nowhere': `/activities?q=${encodeURIComponent('宇宙')}`,
  'a quiet afternoon without steps': '/activities?daypart=afternoon&access=quiet&access=step-free',
  'all at once':
    '/activities?area=kita&form=talking&form=walking&day=2&day=3&daypart=morning&free=1&booking=none',
  'the last page': '/activities?page=250',
  'a month': '/activities/calendar',
};

export const FILES = {
  'feed.xml': '/activities/feed.xml',
  'calendar.ics': '/activities/calendar.ics',
  'activities.csv': '/activities/open-data/activities.csv',
  'events.csv': '/activities/open-data/events.csv',
};

/** CPU, rate and 95th percentile of every question, medians to be taken over the rounds. */
export async function measureSearch(tomoni, rounds) {
  const found = Object.fromEntries(Object.keys(QUESTIONS).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++)
    for (const [name, path] of Object.entries(QUESTIONS)) {
      const measured = await measure(tomoni, { count: REQUESTS, make: () => ({ path }) });
      if (round > 0) found[name].push(measured); // the first one warms up
    }
  return found;
}

/** Size, time and memory (before, at most) of each file; of a server that did little else. */
export async function measureDirectoryFiles(tomoni) {
  const found = {};
  for (const [name, path] of Object.entries(FILES)) {
    await fetchAside(tomoni, { path, headers: {} }).done; // what is loaded and compiled once
    await tomoni.ask('watch');
    const began = performance.now();
    const bytes = await fetchAside(tomoni, { path, headers: {} }).done;
    const ms = performance.now() - began;
    found[name] = { bytes, ms, ...(await tomoni.ask('watched')) };
  }
  return found;
}
