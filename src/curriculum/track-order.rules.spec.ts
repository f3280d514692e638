import { aCourse } from '../../test/factories/course.js';
import { inTrackOrder } from './track-order.rules.js';

const track = (
  id: string,
  audience: 'participants' | 'supporters' | 'everyone',
  requires: readonly string[] = [],
) => aCourse({ id, audience, requires, modules: [] });
const order = (...tracks: ReturnType<typeof track>[]) =>
  inTrackOrder(tracks).map((edition) => edition.track.id);

it('offers tracks by audience, and what is required first', () => {
  const shown = order(
    track('public', 'everyone'),
    track('supporter', 'supporters'),
    track('followup', 'participants', ['practitioner']),
    track('practitioner', 'participants', ['introductory']),
    track('introductory', 'participants'),
  );
  expect(shown).toEqual(['introductory', 'practitioner', 'followup', 'supporter', 'public']);
});

it('does not run round in a circle, and bears what is not there', () => {
  expect(order(track('b', 'everyone', ['a']), track('a', 'everyone', ['b', 'gone']))).toHaveLength(2);
});
