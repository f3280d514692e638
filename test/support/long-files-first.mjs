import Sequencer from '@jest/test-sequencer';

/** Files that take longest, longest first: one that began last would run alone while the other worker waits. */
const LONG = [
  'browser/screen',
  'browser/journey',
  'browser/period',
  'hostile.e2e',
  'browser/forms',
  'browser/curricula',
  'browser/paper',
  'authorization.e2e',
  'browser/',
  'test/yearly.spec',
  '.e2e-spec.ts',
];
const placeOf = ({ path }) => {
  const place = LONG.findIndex((part) => path.replaceAll('\\', '/').includes(part));
  return place < 0 ? LONG.length : place;
};

export default class LongFilesFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => placeOf(one) - placeOf(other));
  }
}
