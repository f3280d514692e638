/** What is measured, round after round: every round takes some of each, so that a busy minute of the machine falls on all. */
import { measure } from './load.mjs';
import { answerOf, lessonOf, pathOf, signInOf } from './requests.mjs';

const READERS = 100;

/** One entry for each line of the table: how often in a round, how often to warm up, and how it is asked. */
export function kindsOf(data, { bare, tomoni }) {
  const { people } = data;
  const half = (rest) => people.filter((_, index) => index % 2 === rest).slice(0, READERS);
  const [untouched, own] = [half(0), half(1)];
  const answers = () => {
    let next = people.length; // the first answered while the statements were written down, in another copy
    return () => answerOf(data, people[next % people.length], Math.floor(next++ / people.length));
  };
  const signIn = (i) => signInOf(data, people[i % people.length]);
  const lesson = (readers) => (i) => lessonOf(data, readers[i % readers.length]);
  const page = { count: 2000, warm: 8000 };
  const form = { count: 300, warm: 1500, expect: 303 };
  const login = { count: 8, warm: 8, expect: 303 };
  return {
    a0: { server: bare, ...page, make: () => ({ path: '/page' }) },
    a: { server: bare, ...page, make: lesson(untouched) },
    b: { server: tomoni, ...page, make: lesson(untouched) },
    b2: { server: tomoni, ...page, make: lesson(own) },
    c: { server: tomoni, count: 1000, warm: 3000, make: (i) => pathOf(data, untouched[i % READERS]) },
    d0: { server: bare, ...form, make: answers() },
    d: { server: tomoni, ...form, make: answers() },
    e0: { server: bare, ...login, make: signIn },
    e: { server: tomoni, ...login, make: signIn },
  };
}

/** Warms everything up, then measures in `count` rounds: for each kind the list of what each round found. */
export async function measureRounds(kinds, count) {
  const found = Object.fromEntries(Object.keys(kinds).map((name) => [name, []]));
  for (const { server, warm, ...kind } of Object.values(kinds))
    await measure(server, { ...kind, count: warm });
  for (let round = 0; round < count; round++)
    for (const [name, { server, ...kind }] of Object.entries(kinds))
      found[name].push(await measure(server, kind));
  return found;
}
