/** Fills a directory of activities through the program's own modules. Arguments: folder, number of activities. */
import './answer.mjs';
import { ACCESS, AUDIENCES, FORMS } from '../dist/activities/activity-content.rules.js';
import { ActivityKeeper } from '../dist/activities/activity-keeper.service.js';
import { Organiser } from '../dist/activities/organiser.entity.js';
import { Config } from '../dist/config/config.js';
import { Database } from '../dist/database/database.js';
import { newId } from '../dist/shared/ids.js';
import { openHouse } from './house.mjs';

const AT_ONCE = 250;
const GROUPS = 500;
const SENTENCE =
  '同じような経験の人が、お茶を飲みながら話します。話しても、聴くだけでもかまいません。途中で休むことも、帰ることもできます。';
const THINGS = ['お茶', '散歩', '編み物', '将棋', '音楽', '畑', '読書', '料理', '絵', '体操'];

const [, , folder, count] = process.argv;
const nest = await openHouse(folder);
const database = nest.get(Database);
const keeper = nest.get(ActivityKeeper);
const { areas } = nest.get(Config).council.activities;

const groups = await database.write(async (tx) => {
  const made = Array.from({ length: GROUPS }, (_, number) => ({
    id: newId(new Date()),
    name: `${THINGS[number % THINGS.length]}の会 ${number}`,
    email: `kai-${number}@example.jp`,
    phone: null,
    createdAt: new Date(),
  }));
  for (const group of made) await tx.insert(Organiser, group);
  return made;
});
for (let from = 0; from < Number(count); from += AT_ONCE)
  await database.write(async (tx) => {
    for (let number = from; number < Math.min(from + AT_ONCE, Number(count)); number++)
      await keeper.publish(tx, groups[number % GROUPS].id, contentOf(number));
  });
await nest.close();
process.send({ answer: Number(count) });

/** Each key of a list is chosen by a share of its own, so that every question finds something and nothing finds all. */
function contentOf(number) {
  const some = (list, step) => list.filter((_, at) => (number * 7 + at * 5) % step === 0);
  const from = (9 + (number % 10)) * 60;
  return {
    title: `${THINGS[number % THINGS.length]}の会 ${number}`,
    summary: SENTENCE.slice(0, 60),
    about: SENTENCE.repeat(1 + (number % 8)),
    easy: SENTENCE.repeat(1 + (number % 4)),
    forms: [FORMS[number % FORMS.length], ...some(FORMS, 9)],
    audiences: some(AUDIENCES, 4),
    audienceNote: '',
    times: {
      regular: [
        { weekday: number % 7, weeks: number % 3 === 0 ? [1, 3] : [], from, to: from + 90 },
        ...(number % 4 === 0 ? [{ weekday: (number + 3) % 7, weeks: [], from, to: from + 60 }] : []),
      ],
      dates: [],
      off: [],
      note: '祝日はお休みです。',
    },
    place: ['venue', 'venue', 'both', 'online'][number % 4],
    area: number % 4 === 3 ? '' : areas[number % areas.length].id,
    venue: `見本市民館 ${number % 40}号室`,
    address: `見本市見本町${number % 90}-1`,
    way: '見本駅の南口から歩いて5分です。',
    online: '',
    yen: (number % 5) * 100,
    costNote: '',
    booking: ['none', 'wanted', 'needed'][number % 3],
    bookingNote: '',
    mood: SENTENCE,
    firstTime: SENTENCE,
    leaving: '手をあげて「お先に」と言うだけで帰れます。',
    access: Object.fromEntries(ACCESS.map((key, at) => [key, (number + at) % 3 === 0 ? 'yes' : 'unknown'])),
    accessNote: '',
    contact: '',
  };
}
